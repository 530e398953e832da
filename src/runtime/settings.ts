/** The machine a run is made on, as far as the reader can set it. Live runs take the cores they are given. */
export interface MachineSettings {
  /** Cores of the model. */
  readonly cores: number;
  /** Whether each process has a global interpreter lock; `false` is the free-threaded build (PEP 703). */
  readonly gil: boolean;
  /** How long a thread waits for the GIL before it asks the holder to let go, in seconds: `sys.getswitchinterval()`. */
  readonly switchInterval: number;
}

/** Two cores, a GIL, and the 5 ms that `sys.getswitchinterval()` gives unless it is set. */
export const INITIAL_MACHINE: MachineSettings = { cores: 2, gil: true, switchInterval: 0.005 };

import type { Call, Routine, Value } from './effects.ts';
import type { Mode } from './modes.ts';

/** The value of each parameter by its name, as the reader set it. */
export type ParameterValues = Readonly<Record<string, number | boolean>>;

/** What a routine knows of the run it is part of. */
export interface Scope<Values extends ParameterValues = ParameterValues> {
  readonly mode: Mode;
  readonly parameters: Values;
  /** Calls a routine of the same program: gives its generator, not yet begun. */
  routine(call: Call): Routine;
}

/** A routine as a scenario defines it. Arguments arrive as values, for they may come from another process. */
export type RoutineDefinition<Values extends ParameterValues = ParameterValues> = (
  scope: Scope<Values>,
  // biome-ignore lint/suspicious/noExplicitAny: each routine declares the argument types that its own callers send
  ...args: any[]
) => Routine;

/** A lock that a program uses. */
export interface LockDeclaration {
  /** Names of the variables it guards. */
  readonly guards?: readonly string[];
  /** How many may hold it at once: 1 for a lock, more for a semaphore. */
  readonly permits?: number;
}

/** A scenario's program: its routines by name, and what they share. `main` is where it begins. */
export interface Program<Values extends ParameterValues = ParameterValues> {
  readonly routines: Readonly<Record<string, RoutineDefinition<Values>>> & {
    readonly main: RoutineDefinition<Values>;
  };
  readonly locks?: Readonly<Record<string, LockDeclaration>>;
  /** Shared variables with their first values; each process has its own copy. */
  readonly variables?: Readonly<Record<string, Value>>;
  /** Queues by name with their capacity; 0 is unbounded. */
  readonly queues?: Readonly<Record<string, number>>;
}

const namesOfRoutines = new WeakMap<Routine, string>();

/** The name under which the program defines a routine that `Scope.routine` gave: what a traceback calls its frame. */
export const nameOfRoutine = (routine: Routine): string => namesOfRoutines.get(routine) ?? '<coroutine>';

/** Makes the scope of a run. */
export function createScope<Values extends ParameterValues>(
  program: Program<Values>,
  mode: Mode,
  parameters: Values,
): Scope<Values> {
  const scope: Scope<Values> = {
    mode,
    parameters,
    routine: ({ routine, args }) => {
      const define = program.routines[routine];
      if (!define) throw new Error(`The program has no routine named "${routine}".`);
      const generator = define(scope, ...args);
      namesOfRoutines.set(generator, routine);
      return generator;
    },
  };
  return scope;
}

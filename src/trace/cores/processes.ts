import { type Actor, type ActorId, isGil, processOf } from '../actors.ts';
import { createGrowingReader, type Reading, type TraceReader } from '../growing-reader.ts';
import { createSharedObjectReader, type VariableAtMoment } from '../state/shared-objects.ts';
import type { TraceState } from '../state/state.ts';
import type { Trace } from '../trace.ts';

/** A variable in the memory of one process. */
export interface VariableOfProcess extends VariableAtMoment {
  readonly name: string;
}

/** A process at one moment, and what is in its memory. */
export interface ProcessAtMoment {
  readonly process: ActorId;
  /** The process that started it; `NO_ACTOR` for the first. */
  readonly startedBy: ActorId;
  /** Its threads that have been created, ended ones too, in that order. */
  readonly threads: readonly ActorId[];
  /** Its global interpreter lock; `null` in a build without one. */
  readonly gil: ActorId | null;
  /**
   * Its own copies of the variables that the run reads or writes in any process, with the value that the program gives
   * them where this one has not touched them yet.
   */
  readonly variables: readonly VariableOfProcess[];
}

/** The values that a program gives its variables at the start, as texts. */
export type FirstValues = Readonly<Record<string, string>>;

/** The processes of a run and what is in their memory. */
export interface Processes {
  /** Those that have been created, in that order. O(actors of processes + variables × log(writes)). */
  at(state: TraceState, first: FirstValues): readonly ProcessAtMoment[];
}

/** What belongs to a process. */
interface Belongings {
  readonly process: ActorId;
  readonly startedBy: ActorId;
  readonly threads: ActorId[];
  readonly variables: Actor[];
  gil: ActorId | null;
}

/** Makes a reader of the processes of a growing trace. */
export const createProcessReader = (): TraceReader<Processes> =>
  createGrowingReader(() => new GrowingProcesses());

class GrowingProcesses implements Reading<Processes> {
  readonly #shared = createSharedObjectReader();
  readonly #all = new Map<ActorId, Belongings>();
  #known = 0;

  read(trace: Trace): Processes {
    const { actors } = trace;
    for (; this.#known < actors.length; this.#known++) this.#meet(actors, actors[this.#known] as Actor);
    const { variablesAt } = this.#shared.read(trace);
    return {
      at: (state, first) => {
        const touched = new Map(variablesAt(state.count).map((variable) => [variable.variable, variable]));
        const names = new Set([...touched.keys()].map((variable) => actors[variable]?.name));
        const isThere = (actor: ActorId): boolean => state.statusOf(actor) !== 'absent';
        return [...this.#all.values()]
          .filter(({ process }) => isThere(process))
          .map(({ variables, threads, ...process }) => ({
            ...process,
            threads: threads.filter(isThere),
            variables: variables
              .filter(({ name }) => names.has(name))
              .map(({ id, name }) => {
                const { value = null, written = null } = touched.get(id) ?? {};
                return { variable: id, name, value: value ?? first[name] ?? null, written };
              }),
          }));
      },
    };
  }

  #meet(actors: readonly Actor[], actor: Actor): void {
    const { id, kind, parent } = actor;
    if (kind === 'process') {
      const startedBy = processOf(actors, parent);
      this.#all.set(id, { process: id, startedBy, threads: [], variables: [], gil: null });
      return;
    }
    const owner = this.#all.get(parent);
    if (kind === 'thread') owner?.threads.push(id);
    else if (kind === 'variable') owner?.variables.push(actor);
    else if (owner && isGil(actor)) owner.gil = id;
  }
}

/** A variable that several processes have, with different values. */
export interface DifferingVariable {
  readonly name: string;
  /** In the order in which the first process of each comes. */
  readonly copies: readonly { readonly value: string; readonly processes: readonly ActorId[] }[];
}

/** The variables whose copies are not the same in all of these processes. A copy without a value does not count. */
export function differingVariables(processes: readonly ProcessAtMoment[]): readonly DifferingVariable[] {
  const byName = new Map<string, Map<string, ActorId[]>>();
  for (const { process, variables } of processes) {
    for (const { name, value } of variables) {
      if (value === null) continue;
      const copies = byName.get(name) ?? new Map<string, ActorId[]>();
      byName.set(name, copies);
      copies.set(value, [...(copies.get(value) ?? []), process]);
    }
  }
  return [...byName].flatMap(([name, copies]) =>
    copies.size < 2
      ? []
      : [{ name, copies: [...copies].map(([value, holders]) => ({ value, processes: holders })) }],
  );
}

import type { ActorId } from '../trace/actors.ts';
import type { CriticalStretch } from '../trace/critical/critical-path.ts';
import { SPAN_STATES } from '../trace/spans.ts';
import type { Trace } from '../trace/trace.ts';

/** A critical path in words. */
export interface CriticalDescription {
  /** Whom it leads through: `n = 200 → n = 400`. */
  readonly way: string;
  /** What they do meanwhile: `running 96 %, starting 4 %`. */
  readonly states: string;
}

/** Shorter stretches than this share of a path are not named, and states that take less of it are not. */
const WORTH_NAMING = 0.01;

/** A path of more stretches is counted rather than named, and so is one that is not told by those that are named. */
const MOST_NAMES = 3;
const MOST = 0.8;

/**
 * Puts a critical path into words; `null` for one that takes no time.
 *
 * @param nameOf what its actors are called; their own names unless given.
 */
export function describeCriticalPath(
  trace: Pick<Trace, 'actors'>,
  path: readonly CriticalStretch[],
  nameOf: (actor: ActorId) => string = (actor) => trace.actors[actor]?.name ?? '',
): CriticalDescription | null {
  const length = lengthOf(path);
  if (length === 0) return null;
  const states = SPAN_STATES.map((state) => ({
    state,
    share: lengthOf(path.filter((stretch) => stretch.state === state)) / length,
  }))
    .filter(({ share }) => share >= WORTH_NAMING)
    .sort((one, other) => other.share - one.share)
    .map(({ state, share }) => `${state} ${Math.round(share * 100)} %`);
  return { way: wayOf(trace, path, nameOf), states: states.join(', ') };
}

/** Tasks are what a path is told by; of threads that work on none it is told where there is nobody else. */
function wayOf(
  { actors }: Pick<Trace, 'actors'>,
  path: readonly CriticalStretch[],
  nameOf: (actor: ActorId) => string,
): string {
  const tasks = path.filter(({ actor }) => actors[actor]?.kind === 'task');
  const members = tasks.length > 0 ? tasks : path;
  const least = WORTH_NAMING * lengthOf(members);
  const long = members.filter(({ from, to }) => to - from >= least);
  const visits = long.filter(({ actor }, index) => actor !== long[index - 1]?.actor);
  const saysMost = lengthOf(long) >= MOST * lengthOf(members);
  if (saysMost && visits.length <= MOST_NAMES) {
    return visits.map(({ actor }) => nameOf(actor)).join(' → ');
  }
  const count = new Set((saysMost ? visits : members).map(({ actor }) => actor)).size;
  return `${count} tasks ${saysMost && visits.length === count ? 'in a row' : 'by turns'}`;
}

const lengthOf = (stretches: readonly CriticalStretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0);

import type { Program } from '../../program/program.ts';
import { type ActorId, GIL_NAME } from '../../trace/actors.ts';
import type { Recorder } from '../../trace/recorder.ts';
import type { ProcessActors } from '../protocol.ts';

/**
 * Brings the GIL, locks, variables and queues of a process into being.
 *
 * @param by who started the process.
 * @param threadLocks whether the program's locks and queues are those of threads; on an event loop they are the loop's.
 */
export function createProcessActors(
  recorder: Recorder,
  program: Program,
  process: ActorId,
  by: ActorId,
  { gil, threadLocks }: { readonly gil: boolean; readonly threadLocks: boolean },
): ProcessActors {
  const each = (kind: 'lock' | 'variable' | 'queue', table: object | undefined): Record<string, ActorId> =>
    Object.fromEntries(
      Object.keys(table ?? {}).map((name) => [name, recorder.actor(kind, name, process, by)]),
    );
  return {
    process,
    gil: gil ? recorder.actor('lock', GIL_NAME, process, by) : null,
    variables: each('variable', program.variables),
    locks: threadLocks ? each('lock', program.locks) : {},
    queues: threadLocks ? each('queue', program.queues) : {},
  };
}

import type { ReactNode } from 'react';
import { actorNames } from '../../trace/actor-names.ts';
import type { TraceState } from '../../trace/state/state.ts';
import type { Trace } from '../../trace/trace.ts';
import styles from './OpenFrames.module.css';

/** More threads than anybody reads the frames of. */
const MOST_THREADS = 40;

/** The functions that are open in each thread at the playhead: what there is in place of a listing. */
export default function OpenFrames({
  trace,
  state,
}: {
  readonly trace: Trace;
  readonly state: TraceState;
}): ReactNode {
  const nameOf = actorNames(trace.actors);
  const open = trace.actors.flatMap(({ id }) => {
    const frames = state.framesOf(id);
    return frames.length > 0 ? [{ id, name: nameOf(id), frames }] : [];
  });
  return (
    <section className={styles.root} aria-label="Open functions">
      <p>There is no listing: a run that was recorded elsewhere comes without its program.</p>
      <h3>Functions at the playhead</h3>
      {open.length === 0 && <p>None is open.</p>}
      {open.slice(0, MOST_THREADS).map(({ id, name, frames }) => (
        <div key={id}>
          <h4>{name}</h4>
          <ol>
            {frames.map((frame, depth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a frame is its depth
              <li key={depth}>{frame}</li>
            ))}
          </ol>
        </div>
      ))}
      {open.length > MOST_THREADS && <p>And {open.length - MOST_THREADS} more.</p>}
    </section>
  );
}

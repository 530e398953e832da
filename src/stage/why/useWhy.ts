import { useMemo, useRef, useSyncExternalStore } from 'react';
import type { ActorId } from '../../trace/actors.ts';
import { type Phrase, phraseText } from '../../trace/phrase.ts';
import { why } from '../../trace/why/why.ts';
import type { Instant } from '../../trace/why/why-instant.ts';
import { paced } from '../state/pace.ts';
import { growthStore, player, stageStore } from '../state/stage-store.ts';
import { createInstants } from './instants.ts';

/** Least milliseconds between two sentences: faster than anybody reads. */
const REST = 120;

/** Calls after the playhead has moved, or what it shows has changed, but not more often than is read. */
export function followPlayhead(listener: () => void): () => void {
  const { call, stop } = paced(listener, REST);
  const stops = [player.store, stageStore, growthStore].map((store) => store.subscribe(call));
  return () => {
    stop();
    for (const each of stops) each();
  };
}

/** What is said of an actor, and of which moment. */
export interface Saying {
  readonly phrase: Phrase;
  readonly instant: Instant;
}

/** What an actor of a group's run is doing at the playhead, and why; `null` where there is nothing to say. */
export function useWhy(group: string, actor: ActorId | null): Saying | null {
  const instants = useMemo(() => createInstants(group), [group]);
  const latest = useRef<{ readonly key: string; readonly saying: Saying | null }>({ key: '', saying: null });
  return useSyncExternalStore(followPlayhead, () => {
    const instant = actor === null ? null : instants.now();
    if (actor === null || !instant?.trace.actors[actor]) return null;
    const phrase = why(instant, actor);
    const key = `${instant.state.count} ${phraseText(phrase, String)}`;
    if (key !== latest.current.key || latest.current.saying?.instant.trace.actors !== instant.trace.actors) {
      latest.current = { key, saying: { phrase, instant } };
    }
    return latest.current.saying;
  });
}

import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { LaneHover } from '../../timeline/hit-test.ts';
import type { LayoutOptions } from '../../timeline/layout.ts';
import type { ActorId } from '../../trace/actors.ts';
import { moveFocus } from '../focus.ts';
import { isToCome } from '../playhead/to-come.ts';
import { hoveredActorStore, selectActor, selectedActorStore } from '../state/selected-actor.ts';
import type { Group } from '../state/stage-state.ts';
import { player, useStage } from '../state/stage-store.ts';
import { useActorNames } from '../state/story.ts';
import { ActorCard, Announcement } from './ActorCard.tsx';
import { createInstants, traceIn } from './instants.ts';
import styles from './LaneFocus.module.css';
import { momentOf } from './LaneWhy.tsx';
import { marksOf } from './marks.ts';
import { RelatedLanes } from './RelatedLanes.tsx';
import { type PeopledRow, peopled, rowOf, rowsPerTarget, useLayout } from './rows.ts';
import { useWhy } from './useWhy.ts';

/** Where the keys lead among so many lanes, from one of them; `undefined` for a key that leads nowhere. */
function target(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'ArrowDown':
      return Math.min(count - 1, from + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** Where a lane's button stands, and how far down a finger hits it. */
const placeOf = ({ top, height }: PeopledRow, perTarget: number): CSSProperties => {
  const place = { top, height, '--hit': `${height * perTarget}px` };
  return place;
};

/** From so far above the end of the lanes on, in pixels, a card stands at its lane; else below them all, where it hides none. */
const FAR = 150;

/**
 * The lanes of a group as buttons on their labels, which select whose lane it is: with one tab stop for all, arrow keys
 * between them, Home and End, and Escape to leave. Whoever is selected is told of beside its lane, at the playhead, and what
 * others have to do with it at theirs.
 */
export default function LaneFocus({
  group,
  gutter,
  lanes,
  hover,
}: {
  readonly group: Group;
  readonly gutter: number;
  readonly lanes: LayoutOptions;
  /** What the pointer is over, if anything. */
  readonly hover: LaneHover | null;
}): ReactNode {
  const { key } = group;
  const layout = useLayout(key, lanes);
  const rows = useMemo(() => peopled(layout), [layout]);
  const selected = useActorIn(selectedActorStore, key);
  const hovered = useActorIn(hoveredActorStore, key);
  useForgetting(key);
  const namesAmong = useActorNames();
  const pointed = useMemo(() => createInstants(key), [key]);
  const toolbar = useRef<HTMLDivElement>(null);
  const [hasFocus, setHasFocus] = useState(false);
  /** Whether the selection was made by a press, and so outlasts the focus. */
  const isPinned = useRef(false);
  /** Whose lane is being pressed that was selected by a press before, to be selected no more. */
  const pressed = useRef<ActorId | null>(null);
  const said = useWhy(key, selected);

  const concerned = hovered ?? selected;
  const isAhead = useStore(player.store, ({ time }) => hover !== null && isToCome(hover.time, time));
  const isPointed = hovered !== null && hover !== null && !isAhead;
  const about = isPointed ? pointed.at(momentOf(hover)) : hovered === null ? said?.instant : pointed.now();
  const trace = said?.instant.trace ?? about?.trace;
  const nameOf = namesAmong(trace?.actors ?? []);
  if (rows.length === 0) return null;
  const perTarget = rowsPerTarget(rows[0]?.height ?? 0);
  const chosen = said && selected !== null ? rowOf(rows, said.instant.chains, selected) : undefined;
  const place = chosen ? rows.indexOf(chosen) : 0;

  const goTo = (row: PeopledRow | undefined): void => {
    if (!row) return;
    selectActor({ group: key, actor: row.actor });
    moveFocus(toolbar.current?.querySelectorAll('button')[rows.indexOf(row)]);
  };
  const leave = (): void => {
    selectActor(null);
    isPinned.current = false;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = target(event.key, place, rows.length);
    if (next === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    event.nativeEvent.stopImmediatePropagation();
    if (next === undefined) leave();
    else goTo(rows[next]);
  };
  const onFocus = (): void => {
    setHasFocus(true);
    if (selectedActorStore.getState()?.group !== key) isPinned.current = false;
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void => {
    if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
    setHasFocus(false);
    if (relatedTarget !== null && !isPinned.current) selectActor(null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears of the focus that its buttons have
    <div onFocusCapture={onFocus} onBlur={onBlur}>
      <div
        ref={toolbar}
        role="toolbar"
        aria-orientation="vertical"
        aria-label={`Lanes of ${group.offer.title}`}
        className={styles.lanes}
        style={{ width: gutter }}
        onKeyDown={onKeyDown}
      >
        {rows.map((row, index) => (
          <button
            key={row.actor}
            type="button"
            data-lane=""
            tabIndex={index === place ? 0 : -1}
            aria-pressed={row === chosen}
            aria-label={row.label}
            data-hit={index % perTarget === 0 ? '' : undefined}
            style={placeOf(row, perTarget)}
            onPointerDown={() => {
              pressed.current = isPinned.current && row === chosen ? row.actor : null;
            }}
            onFocus={() => selectActor({ group: key, actor: row.actor })}
            onClick={() => {
              const isAgain = pressed.current === row.actor;
              pressed.current = null;
              if (isAgain) {
                leave();
                return;
              }
              isPinned.current = true;
              selectActor({ group: key, actor: row.actor });
            }}
            onKeyUp={(event) => {
              // The key that would press it plays and pauses.
              if (event.key === ' ') event.preventDefault();
            }}
          />
        ))}
      </div>
      {about && concerned !== null && about.trace.actors[concerned] && (
        <RelatedLanes marks={marksOf(rows, about, concerned, nameOf)} name={nameOf(concerned)} />
      )}
      {said && (
        <ActorCard
          phrase={said.phrase}
          marks={selected === null ? [] : marksOf(rows, said.instant, selected, nameOf)}
          top={chosen && layout.height - chosen.top > FAR ? chosen.top + chosen.height + 3 : null}
          nameOf={nameOf}
          canGoTo={(actor) => ![undefined, chosen].includes(rowOf(rows, said.instant.chains, actor))}
          onGoTo={(actor) => goTo(rowOf(rows, said.instant.chains, actor))}
          onMove={(by) => goTo(rows[(place + by + rows.length) % rows.length])}
          onClose={leave}
        />
      )}
      {hasFocus && said && <Announcement phrase={said.phrase} nameOf={nameOf} />}
    </div>
  );
}

/** Whom a store names, where it is one of this group. */
const useActorIn = (store: typeof selectedActorStore, key: string): ActorId | null =>
  useStore(store, (selection) => (selection?.group === key ? selection.actor : null));

/** Selects nobody any more once the run is gone that the selected actor belongs to. */
function useForgetting(key: string): void {
  const actors = useStage(() => traceIn(key)?.actors ?? null);
  useEffect(
    () => () => {
      if (actors && selectedActorStore.getState()?.group === key) selectActor(null);
    },
    [actors, key],
  );
}

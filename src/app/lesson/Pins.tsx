import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { formatTime } from '../../stage/format.ts';
import { viewportStore } from '../../stage/playhead/view.ts';
import { laneSources } from '../../stage/state/lane-sources.ts';
import { shownTrace } from '../../stage/state/stage-state.ts';
import { player, useStage } from '../../stage/state/stage-store.ts';
import { type LayoutOptions, layoutLanes } from '../../timeline/layout.ts';
import { rowOfEvent } from '../../timeline/row-of-event.ts';
import { plotOf, timeToX } from '../../timeline/viewport.ts';
import { openTab } from '../inspector/inspection.ts';
import { goToNote } from './current-note.ts';
import styles from './Pins.module.css';
import { type Place, type PlacedNote, placedNotes } from './placed-notes.ts';

/** The nearest that two pins come, in pixels: the width of one, so that none covers another. */
const APART = 24;

/** How far a pin's disc is seen to reach from its middle, in pixels. */
const RADIUS = 9;

interface Pin {
  readonly placed: PlacedNote;
  readonly place: Place;
  /** From the top of the lanes, in pixels. */
  readonly y: number;
}

/** The notes on one group's lanes, each at its moment: numbered buttons that follow the view and the playhead past React. */
export default function Pins(props: {
  readonly groupKey: string;
  readonly gutter: number;
  readonly lanes: LayoutOptions;
}): ReactNode {
  const { groupKey, gutter, lanes } = props;
  const pins = usePins(groupKey, lanes);
  const layer = useRef<HTMLUListElement>(null);
  const [pointed, setPointed] = useState<{ readonly pin: Pin; readonly at: DOMRect } | null>(null);
  usePinPlaces(layer, pins, gutter);
  return (
    <ul ref={layer} className={styles.pins} aria-label="Notes on the lanes">
      {pins.map((pin) => {
        const { number, note } = pin.placed;
        return (
          <li key={number}>
            <button
              type="button"
              className={styles.pin}
              aria-label={`Note ${number}, at ${formatTime(pin.place.time)} s`}
              aria-describedby={`pin-${number}`}
              onPointerEnter={({ currentTarget }) =>
                setPointed({ pin, at: currentTarget.getBoundingClientRect() })
              }
              onPointerLeave={() => setPointed(null)}
              onFocus={({ currentTarget }) => setPointed({ pin, at: currentTarget.getBoundingClientRect() })}
              onBlur={() => setPointed(null)}
              onClick={() => {
                openTab('lesson');
                goToNote(note);
              }}
            >
              {number}
            </button>
            <span id={`pin-${number}`} hidden>
              {note.text}
            </span>
          </li>
        );
      })}
      {pointed && <NoteTip pin={pointed.pin} at={pointed.at} />}
    </ul>
  );
}

function usePins(groupKey: string, lanes: LayoutOptions): readonly Pin[] {
  const scenario = useStage((state) => state.scenario);
  const groups = useStage((state) => state.groups);
  const page = useStage((state) => state.page);
  const grouping = useStage((state) => state.grouping);
  const revision = useStage((state) => state.revision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: live traces and their lanes grow with the revision
  return useMemo(() => {
    const { shown, ghost } = laneSources(groupKey);
    const layout = layoutLanes(shown.getState(), ghost.getState(), lanes);
    return placedNotes({ scenario, groups, page }).flatMap((placed): readonly Pin[] => {
      const { place, group } = placed;
      if (!group || group.key !== groupKey || !place) return [];
      const isGhost = place.trace.actors !== shownTrace(group, page.engine)?.actors;
      const row = rowOfEvent(layout, place.trace, place.event, grouping, isGhost);
      if (!row) return [];
      // Rows can be so narrow that a pin on the outermost would reach over the edge.
      const middle = Math.min(row.barTop + row.barHeight / 2, layout.height - RADIUS);
      return [{ placed, place, y: Math.max(middle, RADIUS) }];
    });
  }, [scenario, groups, page, grouping, revision, groupKey, lanes]);
}

/** Keeps every pin at its moment, and marks those whose moment is over. */
function usePinPlaces(layer: RefObject<HTMLElement | null>, pins: readonly Pin[], gutter: number): void {
  useEffect(() => {
    const { current } = layer;
    if (!current) return;
    const buttons = [...current.querySelectorAll('button')];
    let width = current.clientWidth;
    const place = (): void => {
      const plot = plotOf(width, gutter);
      const viewport = viewportStore.getState();
      const taken: { readonly x: number; readonly y: number }[] = [];
      pins.forEach(({ place: { time, trace }, y }, index) => {
        const button = buttons[index];
        if (!button) return;
        const end = timeToX(viewport, plot, Math.min(trace.duration, viewport.to));
        const moment = Math.min(timeToX(viewport, plot, time), end);
        const isTaken = (x: number): boolean =>
          taken.some((other) => Math.abs(other.x - x) < APART && Math.abs(other.y - y) < APART);
        let x = moment;
        while (x <= end && isTaken(x)) x += APART;
        if (x > end) for (x = moment; isTaken(x); ) x -= APART;
        taken.push({ x, y });
        const isInView = time >= viewport.from && time <= viewport.to;
        button.style.transform = `translate(${x}px, ${y}px)`;
        button.hidden = !isInView;
      });
    };
    const mark = (): void => {
      const { time } = player.store.getState();
      pins.forEach((pin, index) => {
        const when = pin.place.time <= time ? 'past' : 'future';
        const button = buttons[index];
        if (button && button.dataset.when !== when) button.dataset.when = when;
      });
    };
    place();
    mark();
    const sizes = new ResizeObserver(() => {
      width = current.clientWidth;
      place();
    });
    sizes.observe(current);
    const stops = [viewportStore.subscribe(place), player.store.subscribe(mark)];
    return () => {
      sizes.disconnect();
      for (const stop of stops) stop();
    };
  }, [layer, pins, gutter]);
}

const TIP_WIDTH = 280;
const MARGIN = 8;

/** A note beside its pin; the button's name has it too. */
function NoteTip({ pin, at }: { readonly pin: Pin; readonly at: DOMRect }): ReactNode {
  const left = Math.max(
    MARGIN,
    Math.min(at.left + at.width / 2 - TIP_WIDTH / 2, innerWidth - TIP_WIDTH - MARGIN),
  );
  const isLow = at.bottom > innerHeight * 0.62;
  const style = isLow
    ? { left, bottom: innerHeight - at.top + MARGIN, width: TIP_WIDTH }
    : { left, top: at.bottom + MARGIN, width: TIP_WIDTH };
  return createPortal(
    <div className={styles.tip} style={style} aria-hidden="true">
      {pin.placed.note.text}
      <small>{formatTime(pin.place.time)} s</small>
    </div>,
    document.body,
  );
}

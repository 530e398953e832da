import { type RefObject, useLayoutEffect, useRef } from 'react';

/** How long something takes to travel, in milliseconds. */
const TRAVEL = 250;

/** Changes that follow each other faster are those of somebody who drags the playhead: nothing travels then. */
const DRAGGED = 140;

/** Below so many pixels nobody sees a move. */
const UNSEEN = 1.5;

const EASING = 'cubic-bezier(0.3, 0.1, 0.2, 1)';

/** Where something stands within the root, and the journey that it is on. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly journey: { readonly dx: number; readonly dy: number; readonly animation: Animation } | null;
}

/**
 * Lets what moves between renders travel to its new place, and what is new appear. Things are known by their
 * `data-travels` attribute, also where React makes a new element for them in another list. Nobody travels who prefers
 * reduced motion, or while the playhead is dragged.
 *
 * @param root contains them all, and is positioned.
 * @param isPlaying whether the playhead moves by itself: then no change comes too fast.
 */
export function useTravel(root: RefObject<HTMLElement | null>, isPlaying: boolean): void {
  const places = useRef<ReadonlyMap<string, Place>>(new Map());
  const changed = useRef(Number.NEGATIVE_INFINITY);
  useLayoutEffect(() => {
    const container = root.current;
    if (!container) return;
    const before = places.current;
    const stood = [...container.querySelectorAll<HTMLElement>('[data-travels]')].map((element) => ({
      element,
      id: element.dataset.travels ?? '',
      ...placeWithin(container, element),
    }));
    const hasChanged =
      stood.length !== before.size ||
      stood.some(({ id, x, y }) => {
        const place = before.get(id);
        return !place || distance(place, { x, y }) > UNSEEN;
      });
    if (!hasChanged) return;
    const now = performance.now();
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const travels = !isStill && before.size > 0 && (isPlaying || now - changed.current > DRAGGED);
    if (before.size > 0) changed.current = now;
    places.current = new Map(
      stood.map(({ element, id, x, y }) => [id, settle(element, x, y, before.get(id), travels)]),
    );
  });
}

const distance = (one: { x: number; y: number }, other: { x: number; y: number }): number =>
  Math.hypot(one.x - other.x, one.y - other.y);

/** Where an element is laid out, whatever journey it is on. */
function placeWithin(root: HTMLElement, element: HTMLElement): { readonly x: number; readonly y: number } {
  let x = 0;
  let y = 0;
  for (let each: Element | null = element; each instanceof HTMLElement && each !== root; ) {
    x += each.offsetLeft;
    y += each.offsetTop;
    each = each.offsetParent;
    if (each && each !== root) {
      x -= each.scrollLeft;
      y -= each.scrollTop;
    }
  }
  return { x, y };
}

function settle(
  element: HTMLElement,
  x: number,
  y: number,
  before: Place | undefined,
  travels: boolean,
): Place {
  if (before && travels && distance(before, { x, y }) <= UNSEEN) return before;
  before?.journey?.animation.cancel();
  if (!travels) return { x, y, journey: null };
  if (!before) {
    element.animate([{ opacity: 0 }, { opacity: 1 }], TRAVEL);
    return { x, y, journey: null };
  }
  const left = before.journey ? 1 - progressOf(before.journey.animation) : 0;
  const dx = before.x + left * (before.journey?.dx ?? 0) - x;
  const dy = before.y + left * (before.journey?.dy ?? 0) - y;
  const animation = element.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: 'none' }], {
    duration: TRAVEL,
    easing: EASING,
  });
  return { x, y, journey: { dx, dy, animation } };
}

/** The eased share of a journey that is done. */
const progressOf = (animation: Animation): number => animation.effect?.getComputedTiming().progress ?? 1;

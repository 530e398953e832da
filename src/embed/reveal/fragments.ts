import { readSteering, readSteps, type Steering } from './steering.ts';

/** The name of the element, which may be defined after the deck is made. */
export const PLAYER = 'interleave-player';

/** A fragment that steers players. */
interface SteeringFragment {
  readonly element: Element;
  readonly steering: Steering;
}

/** Makes the fragments that a player asks for by `data-interleave-steps`, inside it, where nobody sees them. */
export function addFragments(player: Element): void {
  const steps = readSteps(player.getAttribute('data-interleave-steps') ?? '');
  player.removeAttribute('data-interleave-steps');
  for (const step of steps) {
    const fragment = document.createElement('span');
    fragment.className = 'fragment';
    fragment.setAttribute('data-interleave-step', `${step}`);
    player.append(fragment);
  }
}

/** Whether a fragment means a player: it stands inside it, or names it, or, naming none, any that has none of its own. */
function isMeant(player: Element, fragment: Element): boolean {
  const around = fragment.closest(PLAYER);
  if (around) return around === player;
  const id = fragment.getAttribute('data-interleave-player');
  return id === null ? player.querySelector('.fragment') === null : player.id === id;
}

/** The fragments of a slide that steer a player, in the order in which they are shown. */
export function steeringFragments(slide: Element, player: Element): readonly SteeringFragment[] {
  return [...slide.querySelectorAll('.fragment')]
    .flatMap((element): SteeringFragment[] => {
      const steering = readSteering((name) => element.getAttribute(name));
      return steering && isMeant(player, element) ? [{ element, steering }] : [];
    })
    .sort((a, b) => indexOf(a) - indexOf(b));
}

/** reveal.js numbers its fragments; what it has not numbered yet keeps its place. */
const indexOf = ({ element }: SteeringFragment): number =>
  Number(element.getAttribute('data-fragment-index') ?? 0);

/**
 * Where a player is as far as the fragments have been shown; before the first, where its own attributes put it.
 *
 * @returns `null` where that is no place: it has been run.
 */
export function placeOf(player: Element, fragments: readonly SteeringFragment[]): Steering | null {
  const shown = fragments.filter(({ element }) => element.classList.contains('visible')).at(-1);
  if (shown) return shown.steering.kind === 'run' ? null : shown.steering;
  if (fragments[0]?.steering.kind === 'run') return null;
  const own = (name: string): string | null =>
    player.getAttribute({ 'data-interleave-step': 'step', 'data-interleave-time': 't' }[name] ?? name);
  return readSteering(own) ?? { kind: 'step', step: 0 };
}

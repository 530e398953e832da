import type { InterleavePlayer } from '../element/player-element.ts';
import type { Deck, DeckPlugin } from './deck.ts';
import { addFragments, PLAYER, placeOf, steeringFragments } from './fragments.ts';
import type { Steering } from './steering.ts';

export type { Deck, DeckPlugin };

/**
 * The plugin for reveal.js: `Reveal.initialize({ plugins: [InterleaveReveal] })`, behind those that write slides, such as
 * Markdown.
 *
 * A player starts when its slide comes and stops when it goes, as frames do that reveal.js finds by itself. One that says
 * `autoplay="0"` waits to be started, and one that fragments steer goes where they say instead:
 *
 * - `<span class="fragment" data-interleave-step="3">`: so many events have happened.
 * - `data-interleave-time="1.5"`: the playhead is there, in program seconds.
 * - `data-interleave-run`: the run begins.
 * - `data-interleave-player="id"` on a fragment: which player is meant; else all of the slide.
 * - `data-interleave-steps="3, 9, 12"` on a player: it makes such fragments itself.
 *
 * A player that is put at steps or times and never run shows the model's run, unless it says `engine="live"`.
 *
 * On paper (`?view=print`) players are their pictures.
 */
export default function InterleaveReveal(): DeckPlugin {
  let leave: (() => void) | null = null;
  return {
    id: 'interleave',
    init: (deck) => {
      leave = steerPlayers(deck);
    },
    destroy: () => leave?.(),
  };
}

/** Steers the players of a deck, until it is told to end that. */
function steerPlayers(deck: Deck): () => void {
  const root = deck.getRevealElement() ?? document.body;
  const isOnPaper = deck.isPrintView?.() ?? deck.isPrintingPDF?.() ?? false;
  const waiting = new WeakSet<Element>();
  for (const player of root.querySelectorAll(PLAYER)) addFragments(player);
  for (const player of root.querySelectorAll(PLAYER)) {
    if (takesModel(player)) player.setAttribute('engine', 'model');
    if (waitsForPlay(player)) waiting.add(player);
    if (isOnPaper) putOnPaper(player);
    // What is near is loaded before it is shown: it is the slide that starts it.
    else if (player.hasAttribute('autoplay')) player.setAttribute('autoplay', '0');
  }
  return isOnPaper ? followPaper(deck, root) : followSlides(deck, root, waiting);
}

/** Whether a player is put at places of a run that nothing runs: the model's are there, and the same each time. */
function takesModel(player: Element): boolean {
  const slide = player.closest('section');
  const kinds = slide ? steeringFragments(slide, player).map(({ steering }) => steering.kind) : [];
  const isStated = player.hasAttribute('engine') || player.hasAttribute('src');
  return kinds.length > 0 && !kinds.includes('run') && !isStated;
}

/** Whether somebody is to start a player by hand. */
const waitsForPlay = (player: Element): boolean =>
  ['0', 'false'].includes(player.getAttribute('autoplay') ?? '');

function followSlides(deck: Deck, root: Element, waiting: WeakSet<Element>): () => void {
  /** The players that are shown. */
  let entered: readonly InterleavePlayer[] = [];

  const follow = (): void => {
    const slide = deck.getCurrentSlide();
    const players = slide ? shownPlayers(slide) : [];
    for (const player of entered) if (!players.includes(player)) player.slideStop();
    for (const player of players) {
      const fragments = slide ? steeringFragments(slide, player) : [];
      const startsItself = !waiting.has(player) && deck.getConfig().autoPlayMedia !== false;
      if (fragments.length > 0) put(player, placeOf(player, fragments));
      // The notes show the same slide beside the one that is played.
      else if (!entered.includes(player) && startsItself && !deck.isSpeakerNotes()) player.slideStart();
    }
    entered = players;
  };

  const begin = (): void => {
    for (const slide of root.querySelectorAll('section')) takeScheme(slide);
    follow();
  };

  const show = (event: Event): void => {
    follow();
    const slide = deck.getCurrentSlide();
    const shown = new Set('fragments' in event && Array.isArray(event.fragments) ? event.fragments : []);
    if (!slide || deck.isSpeakerNotes()) return;
    for (const player of shownPlayers(slide)) {
      const fragments = steeringFragments(slide, player).filter(({ element }) => shown.has(element));
      if (fragments.some(({ steering }) => steering.kind === 'run')) player.run().catch(unanswered);
    }
  };

  void customElements.whenDefined(PLAYER).then(follow);
  return listen(deck, { ready: begin, slidechanged: follow, fragmentshown: show, fragmenthidden: follow });
}

/** What a player has been told to do in vain: it has said so itself, by its event `error`. */
const unanswered = (): void => {};

/** The players of a slide that can be seen and told what to do. */
const shownPlayers = (slide: Element): readonly InterleavePlayer[] =>
  [...slide.querySelectorAll<InterleavePlayer>(PLAYER)].filter(
    (player) =>
      'slideStart' in player &&
      (!player.closest('.fragment') || player.closest('.fragment.visible') !== null),
  );

function put(player: InterleavePlayer, place: Steering | null): void {
  if (place?.kind === 'step') player.setStep(place.step).catch(unanswered);
  else if (place?.kind === 'time') player.currentTime = place.time;
}

/** A slide with a background of its own, which stands beside it: what is on it is to be read on that. */
function takeScheme(slide: Element): void {
  const isDark = slide.classList.contains('has-dark-background');
  if (!isDark && !slide.classList.contains('has-light-background')) return;
  for (const player of slide.querySelectorAll<InterleavePlayer>(PLAYER)) {
    player.style.colorScheme ||= isDark ? 'dark' : 'light';
  }
}

function putOnPaper(player: Element): void {
  player.setAttribute('view', 'print');
  player.setAttribute('loading', 'eager');
}

/** Where each fragment has a page of its own, each shows the run as far as that. */
function followPaper(deck: Deck, root: Element): () => void {
  const place = (): void => {
    for (const player of root.querySelectorAll(PLAYER)) {
      const slide = player.closest('section');
      const fragments = slide ? steeringFragments(slide, player) : [];
      const at = fragments.length > 0 ? placeOf(player, fragments) : null;
      if (at?.kind === 'step') player.setAttribute('step', `${at.step}`);
      else if (at?.kind === 'time') player.setAttribute('t', `${at.time}`);
    }
  };
  return listen(deck, { 'pdf-ready': place });
}

function listen(deck: Deck, listeners: Readonly<Record<string, EventListener>>): () => void {
  for (const [type, listener] of Object.entries(listeners)) deck.on(type, listener);
  return () => {
    for (const [type, listener] of Object.entries(listeners)) deck.off(type, listener);
  };
}

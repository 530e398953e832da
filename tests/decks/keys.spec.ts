import { type Deck, expect, test } from './deck.ts';
import type { Embed } from './embed.ts';

interface Place {
  /** What has been put into which deck. */
  readonly what: string;
  readonly address: string;
  readonly find: (deck: Deck) => Promise<Embed>;
  /** The slide after it. */
  readonly next: number;
}

const PLACES: readonly Place[] = [
  {
    what: 'a frame in reveal.js',
    address: 'reveal.html',
    find: async (deck) => {
      const embed = await deck.embed('By src');
      await embed.expectPaused();
      await deck.press('ArrowRight');
      return embed;
    },
    next: 2,
  },
  {
    what: 'a player in reveal.js',
    address: 'players.html#/1',
    find: (deck) => deck.player('Documents'),
    next: 2,
  },
  { what: 'a frame in Slidev', address: 'slidev/#/2', find: (deck) => deck.embed('Documents'), next: 3 },
  { what: 'a player in Slidev', address: 'slidev/#/3', find: (deck) => deck.player('Player'), next: 4 },
];

for (const { what, address, find, next } of PLACES) {
  test(`after a click in ${what} the keys are still the deck’s`, async ({ openDeck }) => {
    const deck = await openDeck(address);
    const embed = await find(deck);
    await embed.expectPlaying();
    await embed.click('Pause');
    await embed.expectPaused();
    expect(await embed.hasFocus()).toBe(false);
    await deck.press('ArrowRight');
    await deck.expectSlide(next);
  });
}

// Plain frames in Slidev do not know that they are in a deck.
for (const { what, address, find, next } of PLACES.filter(({ what }) => what !== 'a frame in Slidev')) {
  test(`keys that ${what} has no use for turn the deck’s slides`, async ({ openDeck }) => {
    const deck = await openDeck(address);
    const embed = await find(deck);
    await embed.expectPlaying();
    await deck.tabInto(embed);
    await deck.press('ArrowRight');
    await deck.expectSlide(next);
  });
}

import { type Deck, expect, test } from './deck.ts';
import type { Embed } from './embed.ts';

/** Words of the picture, of its caption and its address. A dot stands for signs that Firefox’s text has no code for. */
const PRINTED = [
  /Five documents, five seconds each/,
  /Async Modelled · 5\.00 s doc 0 doc 1 doc 2 doc 3 doc 4/,
  /Sync: 25\.00 s .Modelled.; Async: 5\.00 s .Modelled.\./,
  /http:\/\/127\.0\.0\.1.\d+\/\?modes=sync,async&engine=model/,
];

/** A page of reveal.js’s view for paper: slides are moved into pages, and what is in their frames is loaded anew. */
const PAGE = '.pdf-page';

test('reveal.js prints the picture in the place of a frame', async ({ openDeck }) => {
  const deck = await openDeck('reveal.html');
  await expectPosterPrinted(deck, await deck.embed('By src'));
});

test('reveal.js prints the picture in its own view for paper', async ({ openDeck }) => {
  const deck = await openDeck('reveal.html?view=print');
  await expectPosterPrinted(deck, await deck.embed('By src', PAGE));
});

test('reveal.js prints players, each as its picture', async ({ openDeck }) => {
  const deck = await openDeck('players.html?view=print');
  await expectPosterPrinted(deck, await deck.player('Documents', PAGE));
});

test('Slidev prints the picture in the place of a frame', async ({ openDeck }) => {
  const deck = await openDeck('slidev/#/2');
  await expectPosterPrinted(deck, await deck.embed('Documents'));
});

async function expectPosterPrinted(deck: Deck, embed: Embed): Promise<void> {
  await embed.expectPictureForPaper();
  const text = await deck.printedText();
  for (const words of PRINTED) expect(text).toMatch(words);
}

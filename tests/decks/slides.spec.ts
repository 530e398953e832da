import { expect, test } from './deck.ts';

test('a frame plays while its slide is shown', async ({ openDeck }) => {
  const deck = await openDeck('reveal.html#/0');
  const embed = await deck.embed('By src');
  await embed.expectPaused();
  await deck.press('ArrowRight');
  await deck.expectSlide(1);
  await embed.expectPlaying();
  await deck.press('ArrowLeft');
  await deck.expectSlide(0);
  await embed.expectPaused();
  const left = await embed.time();
  await deck.press('ArrowRight');
  await embed.expectPlaying();
  await expect.poll(() => embed.time()).toBeGreaterThan(left);
});

test('a frame by data-src comes and goes with its slide, and plays on through its fragments', async ({
  openDeck,
}) => {
  const deck = await openDeck('reveal.html#/2');
  const embed = await deck.embed('By data-src');
  await embed.expectPlaying();
  await deck.press('ArrowRight');
  await expect.poll(() => deck.page.$('.fragment.visible').then((fragment) => fragment !== null)).toBe(true);
  await embed.expectPlaying();
  await deck.press('ArrowRight');
  await deck.expectSlide(3);
  await embed.expectUnloaded();
  await deck.press('ArrowLeft');
  await deck.expectSlide(2);
  await (await deck.embed('By data-src')).expectPlaying();
});

test('a frame behind a slide plays while the slide is shown', async ({ openDeck }) => {
  const deck = await openDeck('reveal.html#/3');
  const embed = await deck.backgroundEmbed();
  await embed.expectPlaying();
  await embed.click('Pause');
  await embed.expectPaused();
  await deck.press('ArrowRight');
  await deck.expectSlide(4);
});

test('a frame in a Slidev slide plays while it is shown', async ({ openDeck }) => {
  const deck = await openDeck('slidev/#/1');
  await deck.press('ArrowRight');
  await deck.expectSlide(2);
  const embed = await deck.embed('Documents');
  await embed.expectPlaying();
  const first = await embed.time();
  await expect.poll(() => embed.time()).toBeGreaterThan(first);
});

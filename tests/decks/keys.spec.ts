import { expect, test } from './deck.ts';

test('after a click in a frame the keys are still reveal.js’s', async ({ openDeck }) => {
  const deck = await openDeck('reveal.html');
  const embed = await deck.embed('By src');
  await embed.expectPaused();
  await deck.press('ArrowRight');
  await embed.expectPlaying();
  await embed.click('Pause');
  await embed.expectPaused();
  expect(await embed.hasFocus()).toBe(false);
  await deck.press('ArrowRight');
  await deck.expectSlide(2);
});

test('after a click in a frame the keys are still Slidev’s', async ({ openDeck }) => {
  const deck = await openDeck('slidev/#/2');
  const embed = await deck.embed('Documents');
  await embed.expectPlaying();
  await embed.click('Pause');
  await embed.expectPaused();
  expect(await embed.hasFocus()).toBe(false);
  await deck.press('ArrowRight');
  await deck.expectSlide(3);
});

test('keys that a frame has no use for turn reveal.js’s slides', async ({ openDeck }) => {
  const deck = await openDeck('reveal.html');
  const embed = await deck.embed('By src');
  await embed.expectPaused();
  await deck.press('ArrowRight');
  await embed.expectPlaying();
  await deck.tabInto(embed);
  await deck.press('ArrowRight');
  await deck.expectSlide(2);
});

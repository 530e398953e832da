import { test } from './deck.ts';

test('a player plays while its slide is shown', async ({ openDeck }) => {
  const deck = await openDeck('players.html');
  await deck.press('ArrowRight');
  await deck.expectSlide(1);
  const embed = await deck.player('Documents');
  await embed.expectPlaying();
  await deck.press('ArrowLeft');
  await deck.expectSlide(0);
  await embed.expectPaused();
});

test('fragments put a player to its steps, forwards and back', async ({ openDeck }) => {
  const deck = await openDeck('players.html#/2');
  const embed = await deck.player('Steps');
  await embed.expectPaused();
  await deck.press('ArrowRight');
  await embed.expectStep(3);
  await deck.press('ArrowRight');
  await embed.expectStep(6);
  await deck.press('ArrowLeft');
  await embed.expectStep(3);
  await deck.press('ArrowRight');
  await deck.press('ArrowRight');
  await deck.expectSlide(3);
});

test('a player in a deck that isolates itself', async ({ openDeck }) => {
  const deck = await openDeck('players.html#/1', { on: 'isolated', embedsFrom: 'isolated' });
  await (await deck.player('Documents')).expectPlaying();
});

test('a player in a Slidev slide plays while it is shown', async ({ openDeck }) => {
  const deck = await openDeck('slidev/#/2');
  await deck.press('ArrowRight');
  await deck.expectSlide(3);
  await (await deck.player('Player')).expectPlaying();
});

import { expect, test } from './deck.ts';

/** What the live slides of the deck show for each of their modes. */
const EVERY_MODE = ['Measured', 'Measured', 'Measured', 'Measured'];

for (const hosts of [
  { on: 'plain', embedsFrom: 'open' },
  { on: 'plain', embedsFrom: 'isolated' },
  // A deck that isolates itself takes no frame from a host that sends no headers.
  { on: 'isolated', embedsFrom: 'isolated' },
] as const) {
  const where = `a deck on a host that is ${hosts.on}, in a frame from one that is ${hosts.embedsFrom}`;

  test(`a live run in ${where}`, async ({ openDeck }) => {
    const deck = await openDeck('reveal.html#/4', hosts);
    const embed = await deck.embed('Live');
    await embed.expectProvenance(...EVERY_MODE);
  });

  test(`a live run in a sandbox of ${where}`, async ({ openDeck }) => {
    const deck = await openDeck('reveal.html#/5', hosts);
    const embed = await deck.embed('Sandboxed');
    expect(await embed.frame.evaluate(() => origin)).toBe('null');
    await embed.expectProvenance(...EVERY_MODE);
  });
}

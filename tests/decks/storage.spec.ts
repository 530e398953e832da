import { expect, test } from './deck.ts';

test.use({ thirdPartyStorage: 'blocked' });

test('a live run where pages of other sites may keep nothing', async ({ openDeck }) => {
  const deck = await openDeck('reveal.html#/4');
  const embed = await deck.embed('Live');
  const refusal = await embed.frame.evaluate(() => {
    try {
      return `${localStorage.length} kept`;
    } catch (error) {
      return error instanceof DOMException ? error.name : String(error);
    }
  });
  expect(refusal).toBe('SecurityError');
  await embed.expectProvenance('Measured', 'Measured', 'Measured', 'Measured');
});

import { formatPayload } from '../../src/io/link-payload.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { expect, test } from './deck.ts';

test('threads that compute take turns at the GIL in a sandbox', async ({ openDeck }) => {
  const page = await openDeck('frames.html', { embedsFrom: 'isolated' });
  const embed = await page.addSandbox('scenario=sqrt-pool&modes=threads&steps=2000000&autoplay=1');
  await embed.expectProvenance('Measured');
});

test('a sandbox shows the runs that its address holds', async ({ openDeck }) => {
  const run = simulate(
    documents,
    { id: 'async', lock: false },
    { parameters: initialValues(documents.parameters), machine: INITIAL_MACHINE, seed: 1 },
  );
  const page = await openDeck('frames.html');
  const embed = await page.addSandbox(
    `scenario=documents#s=${formatPayload({ schedule: null, traces: [run] })}`,
  );
  await embed.expectProvenance('Imported');
});

test('a sandbox on a host that keeps its scripts to itself says so', async ({ openDeck }) => {
  const page = await openDeck('frames.html', { embedsFrom: 'bare' });
  const embed = await page.addSandbox('scenario=documents');
  await expect.poll(() => embed.frame.evaluate(() => document.body.innerText)).toMatch(/Open Interleave/);
});

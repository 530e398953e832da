import { expect, test } from 'vitest';
import { type LoopRequest, loopProps } from '../../src/app/inspector/loop-props.ts';
import type { Seconds } from '../../src/base/units.ts';
import { loopAt } from '../../src/trace/loop/event-loop-moment.ts';
import { createStateReader } from '../../src/trace/state/state-reader.ts';
import { modelled } from '../catalogue-runs.ts';
import { countAt, historyOf } from '../trace/loop/loop-moments.ts';

async function propsAt(id: string, mode: string, time: number, onGo: LoopRequest['onGo'] = () => undefined) {
  const trace = await modelled(id, mode);
  const history = historyOf(trace);
  const state = createStateReader().at(trace, countAt(trace, time));
  return loopProps({
    trace,
    history,
    state,
    moment: loopAt(trace, history, state, time as Seconds),
    time,
    sentence: [],
    nameOf: (actor) => trace.actors[actor]?.name ?? '',
    hueOf: (actor) => actor,
    onGo,
  });
}

test('a task that works on a job bears the name and the colour of both', async () => {
  const { timed } = await propsAt('documents', 'await-loop', 7);
  expect(timed).toMatchObject([
    { name: 'main', job: 'doc 1', left: '3.00 s left', isLate: false, share: 0.6 },
  ]);
  expect(timed[0]?.hue).not.toBe(timed[0]?.key);
});

test('a timer that is late has nothing left', async () => {
  const { timed, blocking } = await propsAt('blocking-call', 'async', 2.5);
  expect(timed).toMatchObject([{ name: 'polite 1', left: '1.50 s late', isLate: true, share: 0 }]);
  expect(blocking).toMatchObject({ task: 'rude', duration: 2.5, from: 0, to: 3 });
});

test('a time limit is a timer besides', async () => {
  const { timed, limits, waiting } = await propsAt('timeout', 'async', 1.5);
  expect(timed.map(({ name }) => name)).toEqual(['fetch(5)']);
  expect(limits).toMatchObject([{ name: 'limited(5)', left: '0.50 s left', share: 0.25 }]);
  expect(waiting.map(({ name }) => name)).toEqual(['main', 'limited(5)']);
});

test('steps say how long they took where that is anything, and that they are under way', async () => {
  const { ran } = await propsAt('sum-squares', 'async', 20);
  expect(ran.map(({ name, took }) => `${name}: ${took}`)).toEqual([
    'n = 100: 4.60 s',
    'n = 200: 9.20 s',
    'n = 300: under way',
  ]);
  const { ran: quick } = await propsAt('documents', 'async', 2);
  expect(quick.map(({ took }) => took)).toEqual([null, null, null, null, null]);
});

test('what blocked the loop leads to the event it began by', async () => {
  const gone: number[] = [];
  const { blockingSteps } = await propsAt('sum-squares', 'async', 20, (event) => gone.push(event));
  expect(blockingSteps.map(({ isNow }) => isNow)).toEqual([false, false, true, false]);
  for (const { key, onGo } of blockingSteps) {
    onGo();
    expect(gone.at(-1)).toBe(key);
  }
});

import type { Scenario } from '../program/scenario.ts';
import { asyncRace } from './async-race.ts';
import { awaitInTurn } from './await-in-turn.ts';
import { badDoc } from './bad-doc.ts';
import { blockingCall } from './blocking-call.ts';
import { checkThenRead } from './check-then-read.ts';
import { createTaskScenario } from './create-task.ts';
import { documents } from './documents.ts';
import { gatherScenario } from './gather.ts';
import { hello } from './hello.ts';
import { sumSquares } from './sum-squares.ts';

/** Every scenario, in the order of the catalogue; the first is what a new visitor sees. */
export const catalogue: readonly Scenario[] = [
  documents,
  hello,
  awaitInTurn,
  createTaskScenario,
  gatherScenario,
  checkThenRead,
  badDoc,
  asyncRace,
  blockingCall,
  sumSquares,
];

/** The scenario of an id, or `undefined`. */
export const scenarioById = (id: string): Scenario | undefined =>
  catalogue.find((scenario) => scenario.id === id);

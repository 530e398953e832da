import { type EmbedState, formatEmbedState, parseEmbedState } from '../../io/embed-state.ts';
import { type PageState, readScenarioId } from '../../io/page-state.ts';
import { formatValue, quote } from '../../io/page-values.ts';
import { formatQuery, parseQuery, type QueryPair } from '../../io/query-string.ts';
import type { Scenario } from '../../program/scenario.ts';
import { loadScenario } from '../../scenarios/catalogue.ts';
import { openStage } from '../../stage/state/opening.ts';
import { isImportAlone } from '../../stage/state/stage-state.ts';
import { firstEntry, player, setStory, setTheme, stageStore } from '../../stage/state/stage-store.ts';
import { EMBED_READER, embedStore } from './embed-store.ts';
import { applyPlayback, holdRangeAnew, holdStep } from './held-playback.ts';

/** How the frame stands now, as an address would say it. */
function currentState(): EmbedState {
  const { speed, loop } = player.store.getState();
  const { page } = stageStore.getState();
  return { ...embedStore.getState(), page: { ...page, time: null }, speed, loop };
}

/** The names that belong to one workload, and mean something else or nothing to another. */
const namesOf = (scenario: Scenario): readonly string[] => [
  'modes',
  'lock',
  'schedule',
  'unit',
  ...Object.keys(scenario.parameters),
];

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || Number.isFinite(value) ? formatValue(value as number | boolean) : null;
}

/** What addresses say after the semicolon is what they do instead; here nothing is done. */
const withoutFallback = (problem: string): string => problem.replace(/; [^;”]*$/, '.');

/** What of a page needs other runs than those that are there. */
const runsOf = ({ theme, story, time, autoplay, ...runs }: PageState): string => JSON.stringify(runs);

/** Does what has been asked for of the stage that is there, whose runs it is true of. */
function apply(next: EmbedState, current: EmbedState, names: ReadonlySet<string>): void {
  embedStore.setState(next, true);
  if (next.page.theme !== current.page.theme) setTheme(next.page.theme);
  if (next.page.story !== current.page.story) setStory(next.page.story);
  player.setSpeed(next.speed);
  if (next.loop !== current.loop) player.toggleLoop();
  if (next.start !== current.start || next.end !== current.end) holdRangeAnew();
  if (next.page.time !== null) player.seek(next.page.time);
  if (names.has('step')) holdStep();
}

async function perform(params: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const current = currentState();
  const { scenario } = stageStore.getState();
  const texts: QueryPair[] = [];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(params)) {
    const text = textOf(value);
    if (text !== null) texts.push({ name, value: text });
    else if (value !== null) problems.push(`${quote(name)} takes a text, a number, true or false.`);
  }
  const asked = readScenarioId(formatQuery(texts), [scenario.id, ...EMBED_READER.ids]);
  if (asked.problem !== null) problems.push(withoutFallback(asked.problem));
  if (problems.length > 0) return problems;

  const next = asked.id === scenario.id ? scenario : await loadScenario(asked.id);
  if (!next) return [`${quote(asked.id)} could not be fetched.`];
  const names = new Set(Object.keys(params));
  const isReplaced = (name: string): boolean =>
    names.has(name) ||
    (name === 'lock' && names.has('modes')) ||
    (next !== scenario && namesOf(scenario).includes(name));
  const stated = formatEmbedState(current, scenario, firstEntry.id);
  const kept = parseQuery(stated).filter(({ name }) => !isReplaced(name));
  const search = formatQuery([...kept, ...texts]);
  const read = parseEmbedState(search, next);
  if (read.problems.length > 0) return read.problems.map(withoutFallback);

  // What an address cannot say of the runs that are there is no change of them.
  const sayable = parseEmbedState(stated, scenario).state.page;
  if (next === scenario && runsOf(read.state.page) === runsOf(sayable)) {
    apply(read.state, current, names);
  } else if (isImportAlone({ scenario: next })) {
    return ['What is shown is from a file, and has no such parameters.'];
  } else {
    await openStage(search, 'auto', EMBED_READER);
    applyPlayback();
  }
  return [];
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Sets parameters by the names that addresses give them; `null` sets one as it is when nothing is said. What is set last
 * holds, whatever takes how long.
 *
 * @returns what is wrong with them, a sentence each; nothing has changed then.
 */
export function setParams(params: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const done = last.then(() => perform(params));
  last = done.catch(() => undefined);
  return done;
}

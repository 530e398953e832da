import type { ImportedRun } from '../../io/imported-run.ts';
import { parsePayload } from '../../io/link-payload.ts';
import { type PageSchedule, readSchedule } from '../../io/page-schedule.ts';
import type { PageState, Theme } from '../../io/page-state.ts';
import type { Scenario } from '../../program/scenario.ts';
import { holdPayload } from '../held-payload.ts';
import { type AddressReader, openStage, PAGE_READER } from '../state/opening.ts';
import type { StageState } from '../state/stage-state.ts';
import { notify, player, prefersReducedMotion, stageStore } from '../state/stage-store.ts';
import { showRuns } from './show-runs.ts';

/** The most steps of a schedule that are read from behind `#s=`: more than anybody has a link for. */
const MOST_STEPS = 10_000;

/** Opens the stage as the query of an address says, and shows what stands behind `#s=` in the address. */
export async function openPayload(
  text: string,
  search: string,
  theme?: Theme,
  reader: AddressReader = PAGE_READER,
): Promise<void> {
  const payload = parsePayload(text);
  if (payload.kind === 'problem') {
    holdPayload(null);
    await openStage(search, theme, reader);
    notify(payload.problem);
  } else if (payload.runs.length > 0) {
    await openWithRuns(text, payload.runs, search, theme, reader);
  } else {
    await openWithSchedule(text, payload.schedule ?? '', search, theme, reader);
  }
}

async function openWithRuns(
  text: string,
  runs: readonly ImportedRun[],
  search: string,
  theme: Theme | undefined,
  reader: AddressReader,
): Promise<void> {
  const asked: { page?: PageState; scenario?: Scenario } = {};
  await openStage(search, theme, {
    ...reader,
    read: (query, scenario) => {
      const { state, problems } = reader.read(query, scenario);
      Object.assign(asked, { page: state, scenario });
      // What is there need not be run.
      return { state: { ...state, autoplay: false }, problems };
    },
  });
  const { page, scenario } = asked;
  const { notices } = stageStore.getState();
  // Something else may have been asked for meanwhile.
  if (!page || stageStore.getState().scenario !== scenario) return;
  await showRuns(
    { title: 'A run from a link', origin: 'Read from the link.' },
    { kind: 'runs', runs, notices },
  );
  const { time } = page;
  const { groups } = stageStore.getState();
  stageStore.setState((state) => ({ page: { ...state.page, time } }));
  if (page.autoplay && !prefersReducedMotion()) {
    player.toStart();
    player.play();
  } else if (time !== null) player.seek(time);
  holdPayload({ text, holds: (state) => areShown(groups, state) });
}

/** Whether all that some groups have from elsewhere is on the stage. */
const areShown = (shown: StageState['groups'], { groups }: StageState): boolean =>
  shown.every(({ imported }) => !imported || groups.some((group) => group.imported === imported));

async function openWithSchedule(
  text: string,
  schedule: string,
  search: string,
  theme: Theme | undefined,
  reader: AddressReader,
): Promise<void> {
  const asked: { schedule?: PageSchedule | null } = {};
  await openStage(search, theme, {
    ...reader,
    read: (query, scenario) => {
      const { state, problems } = reader.read(query, scenario);
      const { value, problem } = readSchedule(schedule, state.modes, MOST_STEPS);
      asked.schedule = value;
      return { state: { ...state, schedule: value }, problems: [...problems, ...(problem ? [problem] : [])] };
    },
  });
  const given = asked.schedule;
  holdPayload(given ? { text, holds: ({ page }) => isFollowed(given, page) } : null);
}

/** Whether a schedule is as it was given, or has gone on by itself to the end. */
function isFollowed(given: PageSchedule, { schedule }: PageState): boolean {
  if (schedule?.mode !== given.mode || schedule.isUnfinished !== given.isUnfinished) return false;
  const isLonger = !given.isUnfinished && schedule.steps.length > given.steps.length;
  if (schedule.steps.length !== given.steps.length && !isLonger) return false;
  return given.steps.every((thread, index) => schedule.steps[index] === thread);
}

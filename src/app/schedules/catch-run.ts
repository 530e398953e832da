import { MOST_STEPS } from '../../io/page-schedule.ts';
import { scheduleOf } from '../../sim/schedule-of-trace.ts';
import { followSchedule, say } from '../../stage/replay/replay.ts';
import type { Group } from '../../stage/state/stage-state.ts';
import { stageStore } from '../../stage/state/stage-store.ts';
import { outcomeOf } from '../../trace/outcome.ts';
import type { Trace } from '../../trace/trace.ts';
import { outcomeInWords } from './outcome-words.ts';

/** Turns a run into a schedule that its group follows from now on, and says what has come of it. */
export function catchRun(group: Group, trace: Trace): void {
  const { scenario, page } = stageStore.getState();
  const { parameters, machine, seed } = page;
  const schedule = scheduleOf(trace, scenario, group.offer.mode, { parameters, machine, seed });
  if (!schedule) {
    say(
      'This run cannot be told as a schedule: no order of single steps touches the same things as it did and comes to the same outcome. Without a GIL threads take steps at the same time.',
    );
    return;
  }
  const replay = followSchedule(group, schedule);
  if (!replay) return;
  const outcome = outcomeOf(replay.trace);
  if (outcome.text !== outcomeOf(trace).text) {
    say(`The schedule of this run comes to another outcome: ${outcomeInWords(outcome)}.`);
    return;
  }
  const link =
    schedule.length > MOST_STEPS
      ? `With ${schedule.length} steps it is too long for a link.`
      : 'The link of this page has its schedule, and shows the same to everybody.';
  const same = outcome.kind === 'deadlock' ? 'deadlock' : `outcome, ${outcomeInWords(outcome)}`;
  say(`Caught: the replay comes to the same ${same}. ${link}`);
}

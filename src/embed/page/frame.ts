import { seconds } from '../../base/units.ts';
import { stepOf } from '../../player/transport.ts';
import { modeKey } from '../../program/modes.ts';
import { provenanceOf } from '../../stage/state/provenance.ts';
import type { StageState } from '../../stage/state/stage-state.ts';
import { player, shownTraces, stageEnd, stageStore, stepOrder } from '../../stage/state/stage-store.ts';
import type { FrameState } from '../protocol/messages.ts';
import type { ControlledFrame, Playback } from './controlled-frame.ts';
import { breakOff, pause, play, runAnew } from './playing.ts';
import { setParams } from './set-params.ts';

/** Where the runs on the stage are over: a run that ended by an error ends before the model expected it to. */
function endOfRuns({ groups, page }: StageState): number {
  const lives = page.engine === 'live' ? groups.map(({ live }) => live) : [];
  const areOver =
    lives.length > 0 && lives.every((live) => live?.phase === 'finished' || live?.phase === 'failed');
  return areOver ? Math.max(...lives.map((live) => live?.trace.duration ?? 0)) : stageEnd();
}

function playback(): Playback {
  const { time, playing, live, range, duration: recorded } = player.store.getState();
  const end = range?.to ?? endOfRuns(stageStore.getState());
  return {
    time,
    duration: stageEnd(),
    recorded,
    playing,
    ended: !playing && !live && end > 0 && time >= end,
  };
}

function state(): FrameState {
  const stage = stageStore.getState();
  const { page, entry, groups, running, notices } = stage;
  const transport = player.store.getState();
  const order = stepOrder();
  const { time, duration, playing, ended } = playback();
  return {
    scenario: page.scenario,
    title: entry.title,
    modes: page.modes.map(modeKey),
    engine: page.engine,
    params: page.parameters,
    provenance: groups.map((group) => provenanceOf(group, page.engine, false).label),
    time,
    duration,
    step: stepOf(transport, order),
    steps: order.length,
    playing,
    ended,
    running,
    loop: transport.loop,
    speed: transport.speed,
    notices,
  };
}

/** This frame, as its host can control it. */
export const createControlledFrame = (adopt: () => void): ControlledFrame => ({
  state,
  playback,
  subscribe: (listener) => {
    const stops = [player.store.subscribe(listener), stageStore.subscribe(listener)];
    return () => {
      for (const stop of stops) stop();
    };
  },
  play: () => void play(),
  pause,
  seek: (time) => player.seek(seconds(time)),
  setLoop: (loop) => {
    if (loop !== player.store.getState().loop) player.toggleLoop();
  },
  stepForward: player.stepForward,
  stepBack: player.stepBack,
  toStep: player.toStep,
  run: runAnew,
  cancel: breakOff,
  setParams,
  traces: async () => {
    const shown = shownTraces();
    const { tracesToJson } = await import('../../io/trace-json.ts');
    return shown.flatMap((trace) => tracesToJson([trace]));
  },
  adopt,
});

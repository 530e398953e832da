import { ChevronFirst, ChevronLast, Pause, Play, Repeat, StepBack, StepForward } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { countText } from '../../base/count-text.ts';
import { seconds } from '../../base/units.ts';
import { SPEEDS, type Speed } from '../../io/playback.ts';
import type { TransportState } from '../../player/transport.ts';
import { STEP_DURATION } from '../../sim/step-duration.ts';
import { stepAt } from '../../timeline/step-clock.ts';
import { formatTime } from '../format.ts';
import { player, REPLAY_UNIT, stageEnd, stageStore, stepOrder, useStage } from '../state/stage-store.ts';
import { replayAlone } from './stage-clock.ts';
import styles from './Transport.module.css';

/** Play, step, scrub, speed, loop. */
export function Transport(): ReactNode {
  return (
    <section className={styles.transport} aria-label="Transport">
      <div className={styles.buttons}>
        <TransportButton label="Go to the start" className={styles.ends} onClick={player.toStart}>
          <ChevronFirst size={20} aria-hidden="true" />
        </TransportButton>
        <StepBackButton />
        <PlayButton onToggle={player.toggle} />
        <StepForwardButton />
        <TransportButton label="Go to the end" className={styles.ends} onClick={player.toEnd}>
          <ChevronLast size={20} aria-hidden="true" />
        </TransportButton>
      </div>
      <Time />
      <Scrubber />
      <SpeedChoice />
      <LoopButton />
    </section>
  );
}

/** Play, or Pause while it plays. */
export function PlayButton({ onToggle }: { readonly onToggle: () => void }): ReactNode {
  const playing = useStore(player.store, (state) => state.playing);
  return (
    <button
      type="button"
      className={styles.play}
      data-focus-after-run=""
      aria-label={playing ? 'Pause' : 'Play'}
      onClick={onToggle}
    >
      {playing ? (
        <Pause size={18} fill="currentColor" aria-hidden="true" />
      ) : (
        <Play size={18} fill="currentColor" className={styles.triangle} aria-hidden="true" />
      )}
    </button>
  );
}

/** One event back. */
export const StepBackButton = (): ReactNode => (
  <TransportButton label="Step back" onClick={player.stepBack}>
    <StepBack size={18} aria-hidden="true" />
  </TransportButton>
);

/** One event on. */
export const StepForwardButton = (): ReactNode => (
  <TransportButton label="Step forward" onClick={player.stepForward}>
    <StepForward size={18} aria-hidden="true" />
  </TransportButton>
);

/** How fast it plays. */
export function SpeedChoice(): ReactNode {
  const speed = useStore(player.store, (state) => state.speed);
  const unit = useStage((state) => state.page.unit);
  const isReplay = useStage((state) => state.groups.some(({ replay }) => replay));
  const once = isReplay
    ? `${Math.round(1 / (REPLAY_UNIT * STEP_DURATION))} steps a second`
    : `${formatTime(1 / unit)} program seconds a second`;
  return (
    <label className={styles.speed} title={`1× is ${once}`}>
      <span className="visually-hidden">Speed</span>
      <select value={speed} onChange={(event) => player.setSpeed(Number(event.target.value) as Speed)}>
        {SPEEDS.map((choice) => (
          <option key={choice} value={choice}>
            {choice}×
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whether it begins again at its end. */
export function LoopButton(): ReactNode {
  const loop = useStore(player.store, (state) => state.loop);
  return (
    <button
      type="button"
      className={`button ${styles.loop}`}
      aria-pressed={loop}
      aria-label="Loop"
      onClick={player.toggleLoop}
    >
      <Repeat size={16} aria-hidden="true" />
      <span className={styles.word}>Loop</span>
    </button>
  );
}

function TransportButton(props: {
  readonly label: string;
  readonly className?: string | undefined;
  readonly onClick: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className={`button button-quiet ${props.className ?? ''}`}
      aria-label={props.label}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

/** Which step the playhead was stepped to, where it was: many can be within what two decimals tell. */
const stepText = ({ step }: TransportState): string =>
  step ? `step ${countText(step)} of ${countText(stepOrder().length)}` : '';

/** The playhead's time in figures, written past React at every frame. */
export function Time(): ReactNode {
  const now = useRef<HTMLSpanElement>(null);
  const end = useRef<HTMLSpanElement>(null);
  const stepped = useRef<HTMLDivElement>(null);
  const countsSteps = useStage((state) => replayAlone(state) !== null);
  useEffect(() => {
    const write = (state: TransportState): void => {
      const { time } = state;
      const replay = replayAlone(stageStore.getState());
      if (stepped.current) stepped.current.textContent = replay ? '' : stepText(state);
      if (now.current) now.current.textContent = replay ? String(stepAt(replay.run, time)) : formatTime(time);
      if (end.current)
        end.current.textContent = replay ? `${replay.run.steps.length}` : formatTime(stageEnd());
    };
    write(player.store.getState());
    return player.store.subscribe(write);
  }, []);
  return (
    <div className={styles.time}>
      <span ref={now} />
      <small>
        / <span ref={end} /> {countsSteps ? 'steps' : 's'}
      </small>
      <div ref={stepped} className={styles.step} />
    </div>
  );
}

/** The whole run as a slider: the browser's own range input over a drawn track. */
export function Scrubber(): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const track = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const write = (state: TransportState): void => {
      const { time } = state;
      const end = stageEnd();
      track.current?.style.setProperty('--share', String(end > 0 ? time / end : 0));
      if (!input.current) return;
      input.current.max = String(end);
      input.current.value = String(time);
      const replay = replayAlone(stageStore.getState());
      input.current.setAttribute(
        'aria-valuetext',
        replay
          ? `step ${stepAt(replay.run, time)} of ${replay.run.steps.length}`
          : [`${formatTime(time)} of ${formatTime(end)} seconds`, stepText(state)].filter(Boolean).join(', '),
      );
    };
    write(player.store.getState());
    return player.store.subscribe(write);
  }, []);
  return (
    <div className={styles.scrubber} ref={track}>
      <div className={styles.track} aria-hidden="true" />
      <input
        ref={input}
        type="range"
        min={0}
        step="any"
        aria-label="Playhead"
        onInput={(event) => player.seek(seconds(Number(event.currentTarget.value)))}
      />
    </div>
  );
}

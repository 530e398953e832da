import { ChevronFirst, ChevronLast, Pause, Play, Repeat, StepBack, StepForward } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { seconds } from '../base/units.ts';
import { SPEEDS, type Speed } from '../player/transport.ts';
import { formatTime } from './format.ts';
import { player, stageEnd, useStage } from './stage.ts';
import styles from './Transport.module.css';

/** Play, step, scrub, speed, loop. */
export function Transport(): ReactNode {
  const playing = useStore(player.store, (state) => state.playing);
  const loop = useStore(player.store, (state) => state.loop);
  const speed = useStore(player.store, (state) => state.speed);
  const unit = useStage((state) => state.page.unit);
  return (
    <section className={styles.transport} aria-label="Transport">
      <div className={styles.buttons}>
        <TransportButton label="Go to the start" className={styles.ends} onClick={player.toStart}>
          <ChevronFirst size={20} aria-hidden="true" />
        </TransportButton>
        <TransportButton label="Step back" onClick={player.stepBack}>
          <StepBack size={18} aria-hidden="true" />
        </TransportButton>
        <button
          type="button"
          className={styles.play}
          data-focus-after-run=""
          aria-label={playing ? 'Pause' : 'Play'}
          onClick={player.toggle}
        >
          {playing ? (
            <Pause size={18} fill="currentColor" aria-hidden="true" />
          ) : (
            <Play size={18} fill="currentColor" className={styles.triangle} aria-hidden="true" />
          )}
        </button>
        <TransportButton label="Step forward" onClick={player.stepForward}>
          <StepForward size={18} aria-hidden="true" />
        </TransportButton>
        <TransportButton label="Go to the end" className={styles.ends} onClick={player.toEnd}>
          <ChevronLast size={20} aria-hidden="true" />
        </TransportButton>
      </div>
      <Time />
      <Scrubber />
      <label className={styles.speed} title={`1× is ${formatTime(1 / unit)} program seconds a second`}>
        <span className="visually-hidden">Speed</span>
        <select value={speed} onChange={(event) => player.setSpeed(Number(event.target.value) as Speed)}>
          {SPEEDS.map((choice) => (
            <option key={choice} value={choice}>
              {choice}×
            </option>
          ))}
        </select>
      </label>
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
    </section>
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

/** The playhead's time in figures, written past React at every frame. */
function Time(): ReactNode {
  const now = useRef<HTMLSpanElement>(null);
  const end = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const write = ({ time }: { time: number }): void => {
      if (now.current) now.current.textContent = formatTime(time);
      if (end.current) end.current.textContent = formatTime(stageEnd());
    };
    write(player.store.getState());
    return player.store.subscribe(write);
  }, []);
  return (
    <div className={styles.time}>
      <span ref={now} />
      <small>
        / <span ref={end} /> s
      </small>
    </div>
  );
}

/** The whole run as a slider: the browser's own range input over a drawn track. */
function Scrubber(): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const track = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const write = ({ time }: { time: number }): void => {
      const end = stageEnd();
      track.current?.style.setProperty('--share', String(end > 0 ? time / end : 0));
      if (!input.current) return;
      input.current.max = String(end);
      input.current.value = String(time);
      input.current.setAttribute('aria-valuetext', `${formatTime(time)} of ${formatTime(end)} seconds`);
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

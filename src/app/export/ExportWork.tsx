import { Download } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Seconds } from '../../base/units.ts';
import type { Composition } from '../../timeline/composition.ts';
import styles from './ExportDialog.module.css';
import { type Estimate, estimateOf, sizeInWords } from './estimate.ts';
import { type ExportSettings, isFilm } from './export-settings.ts';
import { exportedName } from './exported-name.ts';
import { performExport } from './perform-export.ts';
import { saveFile } from './save.ts';
import type { VideoFormat } from './video.ts';

interface Progress {
  readonly done: number;
  readonly of: number;
}

/** What the export will be, the button that makes it, and how far it has come. */
export function ExportWork(props: {
  readonly settings: ExportSettings;
  readonly steps: readonly Seconds[];
  readonly unit: number;
  readonly picture: Composition;
  readonly isWorking: boolean;
  readonly onWork: (isWorking: boolean) => void;
}): ReactNode {
  const { settings, steps, unit, picture, isWorking, onWork } = props;
  const [progress, setProgress] = useState<Progress | null>(null);
  const [outcome, setOutcome] = useState<{ readonly settings: ExportSettings; readonly words: string }>();
  const work = useRef<AbortController>(null);
  useEffect(() => () => work.current?.abort(), []);
  const video = useVideoFormat(settings, picture);
  const estimate = estimateOf({ settings, steps, unit, picture, video });

  const start = async (): Promise<void> => {
    const controller = new AbortController();
    const { signal } = controller;
    work.current = controller;
    onWork(true);
    const tell = (words: string): void => setOutcome({ settings, words });
    tell('');
    try {
      const onProgress = (done: number, of: number): void => setProgress({ done, of });
      const { extension, content } = await performExport(settings, steps, unit, { signal, onProgress });
      signal.throwIfAborted();
      const name = exportedName(extension);
      saveFile(name, content);
      tell(`${name} is made: ${sizeInWords(content.size)}.`);
    } catch (error) {
      if (signal.aborted) tell('Cancelled. Nothing was saved.');
      else tell(`It could not be made. ${error instanceof Error ? error.message : error}`);
    } finally {
      setProgress(null);
      onWork(false);
    }
  };
  return (
    <div className={styles.work}>
      <EstimateWords estimate={estimate} />
      {isWorking ? (
        <div className={styles.row}>
          <WorkProgress progress={progress} isFilm={isFilm(settings.format)} />
          <button type="button" ref={takeFocus} className="button" onClick={() => work.current?.abort()}>
            Cancel
          </button>
        </div>
      ) : (
        <button
          ref={outcome && takeFocus}
          type="button"
          className="button button-primary"
          disabled={estimate.problem !== null}
          onClick={() => void start()}
        >
          <Download size={16} aria-hidden="true" />
          Export
        </button>
      )}
      <p role="status" className={styles.outcome}>
        {outcome?.settings === settings && outcome.words}
      </p>
    </div>
  );
}

/** Export and Cancel stand in each other's place, and hand the focus on. */
const takeFocus = (element: HTMLButtonElement | null): void => element?.focus();

function EstimateWords({ estimate: { words, problem } }: { readonly estimate: Estimate }): ReactNode {
  return <p className={problem === null ? styles.estimate : styles.problem}>{problem ?? words}</p>;
}

function WorkProgress({
  progress,
  isFilm,
}: {
  readonly progress: Progress | null;
  readonly isFilm: boolean;
}): ReactNode {
  const words = progress ? `${isFilm ? 'Frame' : 'Picture'} ${progress.done} of ${progress.of}` : 'Preparing';
  return (
    <div className={styles.progress}>
      <progress aria-label="Export" aria-valuetext={words} max={progress?.of} value={progress?.done} />
      <span aria-hidden="true">{words}</span>
    </div>
  );
}

/** What video this browser makes of a picture; `undefined` while that is not known, `null` where it makes none. */
function useVideoFormat(
  { format, scale }: ExportSettings,
  { width, height }: Composition,
): VideoFormat | null | undefined {
  const [found, setFound] = useState<VideoFormat | null>();
  useEffect(() => {
    if (format !== 'video') return;
    let isCurrent = true;
    setFound(undefined);
    void import('./video.ts')
      .then(({ videoFormatFor }) => videoFormatFor(width * scale, height * scale))
      .catch(() => null)
      .then((video) => {
        if (isCurrent) setFound(video);
      });
    return () => {
      isCurrent = false;
    };
  }, [format, width, height, scale]);
  return found;
}

import { type ReactNode, useMemo } from 'react';
import { entryById } from '../../scenarios/catalogue.ts';
import { COMPARED, type ComparedMode, type KindOfWork, WHICH_TO_USE } from '../../scenarios/which-to-use.ts';
import { formatTime } from '../../stage/format.ts';
import { useLook } from '../../stage/look.ts';
import { StillLanes } from '../../timeline/StillLanes.tsx';
import type { Viewport } from '../../timeline/viewport.ts';
import { createStatisticsReader } from '../../trace/statistics.ts';
import guide from './Guide.module.css';
import { longestOf, type ModelRun, useModelRuns, viewportOf } from './model-runs.ts';
import { Provenance } from './Provenance.tsx';
import { RunLink } from './RunLink.tsx';
import styles from './WhenToUseWhat.module.css';

const MODES = COMPARED.map(({ mode }) => mode);

const LANE_HEIGHT = 12;

/** The height of a miniature, in pixels; the stylesheet keeps it free. */
const MINIATURE = 72;

/** The classroom note's table: what it says, and the run that shows whether it is so. */
export function WhenToUseWhat(): ReactNode {
  return (
    <>
      <Provenance>
        Solid is running, dotted waiting, outlined ready. The words in quotation marks are the classroom
        note’s. Every cell opens its run, beside the others of its row.
      </Provenance>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Kind of work</span>
            </th>
            {COMPARED.map(({ mode, title }) => (
              <th key={mode} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WHICH_TO_USE.map((kind) => (
            <Row key={kind.id} kind={kind} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row({ kind }: { readonly kind: KindOfWork }): ReactNode {
  const names = useMemo(() => MODES.map((mode) => ({ scenario: kind.scenario, mode })), [kind]);
  const runs = useModelRuns(names);
  const made = runs === 'failed' ? null : runs;
  const viewport = useMemo(() => made && viewportOf(made), [made]);
  return (
    <tr>
      <th scope="row">
        <span className={styles.kind}>{kind.title}</span>
        <span className={styles.examples}>{kind.examples}</span>
        <span className={styles.workload}>
          {entryById(kind.scenario)?.title ?? kind.scenario}
          {made && <small>0 to {formatTime(longestOf(made))} s</small>}
          {runs === 'failed' && <small>could not be fetched</small>}
        </span>
      </th>
      {COMPARED.map(({ mode, title }, index) => (
        <Cell
          key={mode}
          kind={kind}
          mode={mode}
          title={title}
          run={made?.[index] ?? null}
          viewport={viewport}
        />
      ))}
    </tr>
  );
}

function Cell(props: {
  readonly kind: KindOfWork;
  readonly mode: ComparedMode;
  readonly title: string;
  readonly run: ModelRun | null;
  readonly viewport: Viewport | null;
}): ReactNode {
  const { kind, mode, title, run, viewport } = props;
  const { palette } = useLook();
  const { said, shown } = kind.verdicts[mode];
  const place = `${kind.id}-${mode}`;
  return (
    <td id={place} className={styles.cell}>
      <span className={styles.mode} aria-hidden="true">
        {title}
      </span>
      <div className={styles.figures}>
        <span className={styles.said} data-said={said}>
          <small>the note says</small>
          <q>{said}</q>
        </span>
        {run && <Figure run={run} />}
      </div>
      <div className={styles.miniature}>
        {run && viewport && (
          <StillLanes
            label={`Lanes of ${kind.title}, ${title}`}
            lanes={run.lanes}
            viewport={viewport}
            palette={palette}
            laneHeight={LANE_HEIGHT}
            maximumHeight={MINIATURE}
          />
        )}
      </div>
      <p>{shown}</p>
      <RunLink
        className={guide.cover}
        label={`Open the run: ${kind.title}, ${title}`}
        request={{ scenario: kind.scenario, mode, beside: MODES }}
        from={place}
      >
        Open the run
      </RunLink>
    </td>
  );
}

/** What counts in a run: where messages wait for answers, the longest wait, and else how long it takes. */
function Figure({ run }: { readonly run: ModelRun }): ReactNode {
  const latency = createStatisticsReader().read(run.trace).latencies?.worst ?? null;
  return (
    <span className={styles.time}>
      <small>{latency === null ? 'it takes' : 'longest wait'}</small>
      {formatTime(latency ?? run.trace.duration)} s
    </span>
  );
}

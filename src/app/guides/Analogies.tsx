import { ArrowRight } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useLook } from '../../stage/look.ts';
import { labelsOf, storyOf } from '../../stage/state/story.ts';
import { StillLanes } from '../../timeline/StillLanes.tsx';
import styles from './Analogies.module.css';
import { castOf } from './cast.ts';
import { type ModelRun, useModelRuns, viewportOf } from './model-runs.ts';
import { Provenance } from './Provenance.tsx';
import { GuideLink, RunLink } from './RunLink.tsx';

interface Analogy {
  readonly id: string;
  readonly title: string;
  /** The word that it stands for, and where the glossary has it. */
  readonly word: string;
  readonly place: string;
  readonly story: string;
  /** What is the same in the run. */
  readonly run: string;
  readonly scenario: string;
  readonly mode: string;
}

const ANALOGIES: readonly Analogy[] = [
  {
    id: 'restaurant',
    title: 'The restaurant',
    word: 'Async',
    place: 'async',
    story:
      'You order without waiting until the one in front of you has eaten. The waiter takes the next order while the kitchen is busy with yours.',
    run: 'One waiter, five orders. Each order is taken at once, and all of them wait for the kitchen together.',
    scenario: 'documents',
    mode: 'async',
  },
  {
    id: 'person',
    title: 'One person',
    word: 'Concurrency',
    place: 'concurrency',
    story:
      'You breathe, you blink and you think. All of it is under way the whole day, and there is only one of you.',
    run: 'One body does it all: each activity has the attention for a moment, and then the next has it.',
    scenario: 'gather',
    mode: 'async',
  },
  {
    id: 'team',
    title: 'A team',
    word: 'Parallelism',
    place: 'parallelism',
    story: 'Each member of a team builds a feature, all at the same time, each at a desk of their own.',
    run: 'Solid bars, one above the other: as many features are being built at an instant as there are cores.',
    scenario: 'sqrt-pool',
    mode: 'processes',
  },
];

/** The note's three pictures of concurrency, each with a run that tells it. */
export function Analogies(): ReactNode {
  return (
    <>
      <Provenance>
        Solid is running, dotted waiting, outlined ready. The lanes carry the names of the story, and so does
        the run that a card opens.
      </Provenance>
      <div className={styles.cards}>
        {ANALOGIES.map((analogy) => (
          <Card key={analogy.id} analogy={analogy} />
        ))}
      </div>
    </>
  );
}

function Card({ analogy }: { readonly analogy: Analogy }): ReactNode {
  const { id, title, word, place, story, run: inTheRun, scenario, mode } = analogy;
  const names = useMemo(() => [{ scenario, mode }], [scenario, mode]);
  const runs = useModelRuns(names);
  const run = runs === 'failed' ? undefined : runs?.[0];
  return (
    <article id={id} className={styles.card} aria-labelledby={`${id}-title`}>
      <GuideLink guide="glossary" place={place} className={styles.word}>
        {word}
      </GuideLink>
      <h2 id={`${id}-title`}>{title}</h2>
      <p className={styles.story}>{story}</p>
      <div className={styles.lanes}>{run && <Lanes run={run} />}</div>
      <p className={styles.run}>{inTheRun}</p>
      {run && <Cast run={run} />}
      <RunLink
        className={`button ${styles.open}`}
        request={{ scenario, mode, beside: [], story: true }}
        from={id}
        label={`Open the run: ${title}`}
      >
        Open the run
        <ArrowRight size={15} aria-hidden="true" />
      </RunLink>
    </article>
  );
}

const LANES_HEIGHT = 120;

function Lanes({ run }: { readonly run: ModelRun }): ReactNode {
  const { palette, laneHeight } = useLook();
  const skin = storyOf(run.scenario);
  const viewport = useMemo(() => viewportOf([run]), [run]);
  return (
    <StillLanes
      label={`Lanes of ${skin?.title ?? run.offer.title}`}
      lanes={run.lanes}
      labelOf={skin && labelsOf(skin, 'task')}
      viewport={viewport}
      palette={palette}
      laneHeight={laneHeight}
      maximumHeight={LANES_HEIGHT}
      gutter={GUTTER}
    />
  );
}

/** Room for the names of the story, in pixels. */
const GUTTER = 96;

/** Who is who: the story's names beside those of the run. */
function Cast({ run }: { readonly run: ModelRun }): ReactNode {
  const cast = useMemo(() => castOf(run), [run]);
  return (
    <dl className={styles.cast}>
      {cast.map(({ role, actor }) => (
        <div key={role}>
          <dt>{role}</dt>
          <dd>{actor}</dd>
        </div>
      ))}
    </dl>
  );
}

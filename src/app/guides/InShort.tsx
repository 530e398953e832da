import type { ReactNode } from 'react';
import { formatTime } from '../../stage/format.ts';
import guide from './Guide.module.css';
import styles from './InShort.module.css';
import { longestOf, useModelRuns } from './model-runs.ts';
import { Provenance } from './Provenance.tsx';
import { GuideLink, RunLink } from './RunLink.tsx';

const WAITING = ['sync', 'threads', 'processes', 'async'].map((mode) => ({ scenario: 'documents', mode }));
const COMPUTING = ['sync', 'threads', 'processes', 'async+processes'].map((mode) => ({
  scenario: 'sum-squares',
  mode,
}));

/** The course on one page: waiting and computing compared, and which library is for what. */
export function InShort(): ReactNode {
  return (
    <>
      <Provenance />
      <div className={styles.comparisons}>
        <section aria-labelledby="waiting">
          <h2 id="waiting">Waiting: I/O-bound work</h2>
          <p>
            Threads, processes and asyncio take about the same time. The gain is in doing something else while
            one waits.
          </p>
          <Bars names={WAITING} />
          <p className={styles.what}>Five documents, each waited for.</p>
        </section>
        <section aria-labelledby="computing">
          <h2 id="computing">Computing: CPU-bound work</h2>
          <p>
            Threads do not help, because of the GIL. Processes do. With asyncio it is still the processes that
            compute; the event loop only hands out the work.
          </p>
          <Bars names={COMPUTING} />
          <p className={styles.what}>Four sums, of different lengths.</p>
        </section>
      </div>
      <Async />
      <Libraries />
    </>
  );
}

function Bars({ names }: { readonly names: typeof WAITING }): ReactNode {
  const runs = useModelRuns(names);
  if (runs === 'failed') return <p className={styles.what}>The runs could not be fetched.</p>;
  const longest = longestOf(runs ?? []);
  const beside = names.map(({ mode }) => mode);
  return (
    <ul className={styles.bars}>
      {names.map((name, index) => {
        const run = runs?.[index];
        return (
          <li key={name.mode} id={`${name.scenario}-${name.mode}`}>
            {run && (
              <>
                <RunLink
                  className={guide.cover}
                  request={{ ...name, beside }}
                  from={`${name.scenario}-${name.mode}`}
                >
                  {run.offer.title}
                </RunLink>
                <span className={styles.track} aria-hidden="true">
                  <i style={{ width: `${(100 * run.trace.duration) / longest}%` }} />
                </span>
                <span className={styles.time}>{formatTime(run.trace.duration)} s</span>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Async(): ReactNode {
  return (
    <section className={styles.async} aria-label="Async">
      <div>
        <h2>Why async exists</h2>
        <p>
          Programs wait: for the network, for disks, for databases. Meanwhile the CPU idles. An event loop
          spends that time on other tasks.
        </p>
        <RunLink
          className={guide.more}
          request={{
            scenario: 'documents',
            mode: 'sync',
            beside: ['async'],
            moment: { event: 'wait', actor: 'doc 3' },
          }}
        >
          Watch a core idle
        </RunLink>
      </div>
      <div>
        <h2>Where it is used</h2>
        <p>
          Where most of the time is waiting: in ORMs, which wait for a database; in web frameworks such as
          FastAPI, which wait for their clients; in AI agents, which wait for a model.
        </p>
        <RunLink className={guide.more} request={{ scenario: 'gather', mode: 'async' }}>
          Watch five calls at once
        </RunLink>
      </div>
      <div>
        <h2>Why not everything is async</h2>
        <p>
          A traceback is split across resumptions, so it is longer, and harder to read. And every await has to
          be remembered: by the loop, which keeps the suspended frames, and by whoever writes the program.
        </p>
        <p className={styles.links}>
          <RunLink
            className={guide.more}
            request={{
              scenario: 'bad-doc',
              mode: 'async:uncaught',
              moment: { event: 'fail', nth: -1 },
            }}
          >
            See such a traceback
          </RunLink>
          <RunLink
            className={guide.more}
            request={{ scenario: 'missing-await', mode: 'async', moment: { event: 'warn', nth: 1 } }}
          >
            See a forgotten await
          </RunLink>
        </p>
      </div>
    </section>
  );
}

interface Library {
  readonly name: string;
  /** Who decides when one task stops and another goes on. */
  readonly switching: ReactNode;
  readonly runsOn: ReactNode;
  readonly bestFor: ReactNode;
}

const LIBRARIES: readonly Library[] = [
  {
    name: 'asyncio',
    switching: (
      <>
        the task itself:{' '}
        <GuideLink guide="glossary" place="cooperative">
          cooperative
        </GuideLink>
      </>
    ),
    runsOn: 'one thread',
    bestFor: (
      <GuideLink guide="glossary" place="io-bound">
        I/O
      </GuideLink>
    ),
  },
  {
    name: 'threading',
    switching: (
      <>
        the system:{' '}
        <GuideLink guide="glossary" place="preemptive">
          preemptive
        </GuideLink>
      </>
    ),
    runsOn: (
      <>
        several threads, limited by one{' '}
        <GuideLink guide="glossary" place="gil">
          GIL
        </GuideLink>
      </>
    ),
    bestFor: 'I/O where there is no async API',
  },
  {
    name: 'multiprocessing',
    switching: 'the system',
    runsOn: 'several processes, an interpreter each',
    bestFor: (
      <>
        work for the{' '}
        <GuideLink guide="glossary" place="cpu-bound">
          CPU
        </GuideLink>
      </>
    ),
  },
];

function Libraries(): ReactNode {
  return (
    <section aria-labelledby="libraries">
      <h2 id="libraries">Which library for what</h2>
      <table className={styles.libraries}>
        <thead>
          <tr>
            <th scope="col">Library</th>
            <th scope="col">Who decides when to switch</th>
            <th scope="col">Runs on</th>
            <th scope="col">Best for</th>
          </tr>
        </thead>
        <tbody>
          {LIBRARIES.map(({ name, switching, runsOn, bestFor }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td data-column="Who decides when to switch">
                <span>{switching}</span>
              </td>
              <td data-column="Runs on">
                <span>{runsOn}</span>
              </td>
              <td data-column="Best for">
                <span>{bestFor}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.rule}>
        Prefer asyncio to threads, unless the library that you need is synchronous, as numpy and pandas are.
      </p>
    </section>
  );
}

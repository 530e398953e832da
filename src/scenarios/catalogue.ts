import type { Scenario } from '../program/scenario.ts';
import { documents } from './documents.ts';

/** The sections of the catalogue, in the order they are read in. */
export const SECTIONS = [
  { id: 'waiting', title: 'Waiting' },
  { id: 'failing', title: 'Failing' },
  { id: 'sharing', title: 'Threads, locks, races' },
  { id: 'computing', title: 'Computing' },
  { id: 'beyond', title: 'Next steps' },
  { id: 'guides', title: 'Which to use' },
] as const;
export type SectionId = (typeof SECTIONS)[number]['id'];

/** What the catalogue says of something that it offers, before any of it is loaded. */
interface Listed {
  /** What links call it; never changes. */
  readonly id: string;
  readonly section: SectionId;
  readonly title: string;
  /** One sentence that says what there is to see. */
  readonly claim: string;
}

/** A workload, loaded when it is opened. */
export interface WorkloadEntry extends Listed {
  readonly kind: 'workload';
  readonly load: () => Promise<Scenario>;
}

/** The pages to read that have runs in them. */
export type GuideId = 'when-to-use-what' | 'tldr' | 'analogies' | 'glossary';

/** A page to read that has runs in it: the page knows by the id which. */
export interface GuideEntry extends Listed {
  readonly kind: 'guide';
  readonly id: GuideId;
}

export type CatalogueEntry = WorkloadEntry | GuideEntry;

const workload = (
  section: SectionId,
  id: string,
  title: string,
  claim: string,
  load: () => Promise<Scenario>,
): WorkloadEntry => ({ kind: 'workload', section, id, title, claim, load });

const guide = (id: GuideId, title: string, claim: string): GuideEntry => ({
  kind: 'guide',
  section: 'guides',
  id,
  title,
  claim,
});

/** Everything there is, section by section. */
export const catalogue: readonly CatalogueEntry[] = [
  workload(
    'waiting',
    'documents',
    'Five documents, five seconds each',
    'Each one only waits. What does it cost to wait for them one after another?',
    // What a new visitor sees comes with the page; all others are loaded when they are opened.
    async () => documents,
  ),
  workload(
    'waiting',
    'hello',
    'Hello, event loop',
    'asyncio.run makes a loop, runs main on it, and closes it again.',
    () => import('./hello.ts').then((file) => file.hello),
  ),
  workload(
    'waiting',
    'await-in-turn',
    'Awaiting in turn',
    'Two awaits, one after the other, are not concurrent: the second begins when the first has ended.',
    () => import('./await-in-turn.ts').then((file) => file.awaitInTurn),
  ),
  workload(
    'waiting',
    'create-task',
    'Two tasks',
    'A task begins on its own: two of them wait at the same time, however they are awaited.',
    () => import('./create-task.ts').then((file) => file.createTaskScenario),
  ),
  workload(
    'waiting',
    'gather',
    'Gather',
    'They finish in the order of their sleeps; the results come in the order of the arguments.',
    () => import('./gather.ts').then((file) => file.gatherScenario),
  ),
  workload(
    'waiting',
    'check-then-read',
    'Check, then read',
    'Each step needs the one before, so an event loop has nothing to overlap: ten seconds either way.',
    () => import('./check-then-read.ts').then((file) => file.checkThenRead),
  ),
  workload(
    'waiting',
    'missing-await',
    'A missing await',
    'Calling a coroutine function runs none of it: what comes back is an object, and an object is always true.',
    () => import('./missing-await.ts').then((file) => file.missingAwait),
  ),
  workload(
    'waiting',
    'nested-run',
    'A loop inside a loop',
    'asyncio.run refuses where a loop runs already, as in a notebook; there a cell may await at top level.',
    () => import('./nested-run.ts').then((file) => file.nestedRun),
  ),
  workload(
    'waiting',
    'io-pool',
    'Ten calls, a pool of workers',
    'Ten waits of a second: five workers make them in two waves, twenty in one, a loop without any.',
    () => import('./io-pool.ts').then((file) => file.ioPool),
  ),
  workload(
    'waiting',
    'io-pool-100',
    'A hundred calls',
    'Ten waves or one: what a hundred threads, tasks and processes cost to have.',
    () => import('./io-pool-100.ts').then((file) => file.ioPool100),
  ),
  workload(
    'waiting',
    'chat',
    'A chat server',
    'Many clients, small messages, each answered when it comes: here latency is the figure, not elapsed time.',
    () => import('./chat.ts').then((file) => file.chat),
  ),
  workload(
    'waiting',
    'script',
    'A simple script',
    'Three steps, each needing the one before: nothing to overlap, so the shortest program is the best one.',
    () => import('./script.ts').then((file) => file.script),
  ),
  workload(
    'failing',
    'bad-doc',
    'One bad document',
    'Number 2 fails. In turn, the rest never starts; gathered, the rest goes on; in a group, it is cancelled.',
    () => import('./bad-doc.ts').then((file) => file.badDoc),
  ),
  workload(
    'failing',
    'unpicklable',
    'A function that cannot be sent',
    'Worker processes look functions up by name. One defined in a notebook is nowhere to be found, and the pool breaks.',
    () => import('./unpicklable.ts').then((file) => file.unpicklable),
  ),
  workload(
    'sharing',
    'print-race',
    'Whose line is it?',
    'A line and its newline are two writes, so lines of several threads can run together. A lock keeps them apart.',
    () => import('./print-race.ts').then((file) => file.printRace),
  ),
  workload(
    'sharing',
    'vanishing-workers',
    'Vanishing workers',
    'The same cell starts five workers, then one. It looks like a race and is none: watch the variable.',
    () => import('./vanishing-workers.ts').then((file) => file.vanishingWorkers),
  ),
  workload(
    'sharing',
    'lost-update',
    'Lost updates',
    'Threads that read, work and write lose what others counted meanwhile; under a lock they lose nothing.',
    () => import('./lost-update.ts').then((file) => file.lostUpdate),
  ),
  workload(
    'sharing',
    'async-race',
    'A race on one thread',
    'An await between reading and writing is enough: five tasks count to one. A lock makes it five.',
    () => import('./async-race.ts').then((file) => file.asyncRace),
  ),
  workload(
    'sharing',
    'gil',
    'One at a time: the GIL',
    'Threads that compute take turns of a few milliseconds and gain nothing; processes have a GIL each.',
    () => import('./gil.ts').then((file) => file.gil),
  ),
  workload(
    'computing',
    'sqrt-pool',
    'A hundred million square roots',
    'Four tasks, a hundred million roots each, added up for real. Processes halve the time on two cores.',
    () => import('./sqrt-pool.ts').then((file) => file.sqrtPool),
  ),
  workload(
    'computing',
    'sum-squares',
    'Sums of squares',
    'Computing is not waiting: threads take turns at the GIL and gain nothing, processes use every core.',
    () => import('./sum-squares.ts').then((file) => file.sumSquares),
  ),
  workload(
    'computing',
    'cpu-or-io',
    'Computing or waiting?',
    'The same pools twice. Threads gain nothing on what computes; on what waits, processes only cost more to start.',
    () => import('./cpu-or-io.ts').then((file) => file.cpuOrIo),
  ),
  workload(
    'beyond',
    'blocking-call',
    'A blocking call',
    'One time.sleep in a coroutine stops every task of the loop; asyncio.to_thread sets them free.',
    () => import('./blocking-call.ts').then((file) => file.blockingCall),
  ),
  workload(
    'beyond',
    'deadlock',
    'Deadlock',
    'Two threads take two locks in opposite order, and each waits for the other for ever.',
    () => import('./deadlock.ts').then((file) => file.deadlock),
  ),
  workload(
    'beyond',
    'semaphore',
    'Ten at a time',
    'A hundred calls are made, and a semaphore lets ten in at a time: the others stand in line for a permit.',
    () => import('./semaphore.ts').then((file) => file.semaphore),
  ),
  workload(
    'beyond',
    'producer-consumer',
    'Producer and consumer',
    'A bounded queue between a fast producer and a slow consumer: when it is full, the producer has to wait.',
    () => import('./producer-consumer.ts').then((file) => file.producerConsumer),
  ),
  workload(
    'beyond',
    'timeout',
    'Timeout and cancellation',
    'A call that is too slow is cancelled at its limit: an exception at its await, and a chance to tidy up.',
    () => import('./timeout.ts').then((file) => file.timeout),
  ),
  workload(
    'beyond',
    'dining-philosophers',
    'Dining philosophers',
    'Five threads, five locks, everybody with one in hand: nobody eats, until one reaches the other way.',
    () => import('./dining-philosophers.ts').then((file) => file.diningPhilosophers),
  ),
  workload(
    'beyond',
    'livelock',
    'After you: a livelock',
    'Two threads give way to each other, again and again: both are busy, and neither gets through the door.',
    () => import('./livelock.ts').then((file) => file.livelock),
  ),
  workload(
    'beyond',
    'free-threaded',
    'Without the GIL',
    'All cores compute, and races that needed bad luck need none: the same threads with the GIL and without.',
    () => import('./free-threaded.ts').then((file) => file.freeThreaded),
  ),
  guide(
    'when-to-use-what',
    'When to use what',
    'Four kinds of work, four ways to run them: a run for each verdict.',
  ),
  guide('tldr', 'In short', 'Waiting and computing, each in three ways. Which library is for what.'),
  guide('analogies', 'Three analogies', 'A restaurant, one person, a team: runs whose lanes tell the story.'),
  guide(
    'glossary',
    'Glossary',
    'Every word of the course, each with a moment of a run where it can be seen.',
  ),
];

/** The entry of an id, or `undefined`. */
export const entryById = (id: string): CatalogueEntry | undefined =>
  catalogue.find((entry) => entry.id === id);

/**
 * Loads the workload of an id; gives `undefined` where the catalogue has none.
 *
 * @throws TypeError when its file cannot be fetched.
 */
export async function loadScenario(id: string): Promise<Scenario | undefined> {
  const entry = entryById(id);
  return entry?.kind === 'workload' ? await entry.load() : undefined;
}

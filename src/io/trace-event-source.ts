import { MAIN_THREAD } from '../trace/actors.ts';
import type { FileProcess, FileThread, TraceEventRecords } from './trace-event-records.ts';

/** What wrote a file, as far as that can be told. */
export type TraceEventWriter = 'interleave' | 'viztracer' | 'devtools' | 'ray' | 'dask' | 'other';

/** What `otherData` says of the writer in files of ours. */
export const OWN_WRITER = 'Interleave';

const ADDRESS = /^(?:tcp|tls|ucx|inproc):\/\//;
const NODE = /^(?:Node )?\d{1,3}(?:\.\d{1,3}){3}$/;

/** Which program wrote a file: by its fields beside the events, the names of its processes and its categories. */
export function writerOf(
  { processes, names }: TraceEventRecords,
  fields: ReadonlyMap<string, unknown>,
): TraceEventWriter {
  const other = fields.get('otherData');
  if (typeof other === 'object' && other !== null && 'writer' in other && other.writer === OWN_WRITER)
    return 'interleave';
  if (fields.has('viztracer_metadata')) return 'viztracer';
  const called = processes.map(({ name, key }) => name ?? key);
  if (called.some((name) => ADDRESS.test(name))) return 'dask';
  const hasRayTasks = names.some((name) => name === 'task' || /^task:{1,2}\w/.test(name));
  if (hasRayTasks && called.some((name) => NODE.test(name))) return 'ray';
  return names.some((name) => name.includes('devtools.timeline')) ? 'devtools' : 'other';
}

/** What a writer is called. */
export const WRITER_NAMES: Readonly<Record<TraceEventWriter, string>> = {
  interleave: 'Interleave',
  viztracer: 'VizTracer',
  devtools: 'Chromium’s DevTools',
  ray: 'Ray',
  dask: 'Dask',
  other: 'a program that does not say its name',
};

/** What Ray's workers and Dask's do besides a task: no task of the program. */
const OVERHEAD = /^(?:task:[^:]|transfer|deserialize|serialize|disk-|worker_idle)/;

/** Whether the outermost slices of a category are tasks, on a cluster's workers. */
export const isClusterTask = (writer: TraceEventWriter, category: string): boolean =>
  (writer === 'dask' || writer === 'ray') && !OVERHEAD.test(category);

/** Whether a slice says that its thread had nothing to do. */
export const isIdle = (writer: TraceEventWriter, category: string): boolean =>
  writer === 'ray' && category === 'worker_idle';

/** Whether what a file calls a thread is a task: VizTracer gives each asyncio task a thread of its own. */
export const isTaskThread = (writer: TraceEventWriter, { name, isNamedLate }: FileThread): boolean =>
  writer === 'viztracer' && name !== null && (isNamedLate || /^Task-\d+$/.test(name));

/** The name of a task of a cluster without the words that stand before all of them. */
export const taskName = (name: string): string => name.replace(/^task::/, '');

/** An identity of Ray’s, of which no reader compares more than the first digits. */
const LONG_IDENTITY = /^(?:worker:)?([0-9a-f]{6})[0-9a-f]{10,}$/;

/** What all machines of a cluster have before what they are told apart by. */
const BEFORE_MACHINE = /^(?:Node (?=\d)|(?:tcp|tls|ucx|inproc):\/\/)/;

/** What a process is called, before it is told from others of its name. */
export function processName({ name, key }: FileProcess): string {
  const called = name || (/^-?\d+$/.test(key) ? `Process ${key}` : key || 'Process');
  return called.replace(BEFORE_MACHINE, '');
}

/** What a thread is called, before it is told from others of its name. */
export function threadName({ name, key }: FileThread, process: FileProcess): string {
  if (!name && key === process.key) return MAIN_THREAD;
  const called = name || (/^-?\d+$/.test(key) ? `Thread ${key}` : key || 'Thread');
  return called.replace(LONG_IDENTITY, '$1');
}

/** Names told apart: one that stands there already has its key with it, then a number. */
export function createDistinctNames(): (name: string, key: string) => string {
  const taken = new Set<string>();
  return (name, key) => {
    let distinct = taken.has(name) ? `${name} (${key})` : name;
    for (let number = 2; taken.has(distinct); number++) distinct = `${name} (${key}, ${number})`;
    taken.add(distinct);
    return distinct;
  };
}

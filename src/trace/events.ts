/**
 * The vocabulary of a trace.
 *
 * An event is five numbers: time, kind, actor, subject, value. The subject is another actor (or none), the value a
 * plain number, a line, an index into the trace's texts, or a reason. `EVENT_FIELDS` says which, for each kind, and is
 * the one place that does: the JSON form, its validation and the recording workers all read it.
 *
 * The first group are *state changes*: from such an event on, its actor is in the state of that name until its next
 * state change. The second group are *moments*: they say what happened, and change nobody's state.
 */
export const STATE_EVENTS = ['start', 'ready', 'run', 'wait', 'block', 'finish', 'fail', 'cancel'] as const;

const MOMENT_EVENTS = [
  'create',
  'carry',
  'line',
  'call',
  'return',
  'print',
  'request',
  'acquire',
  'release',
  'drop-request',
  'read',
  'write',
  'wake',
  'timer',
  'iteration',
  'send',
  'progress',
  'output',
  'warn',
  'raise',
  'latency',
  'put',
  'get',
  'await',
] as const;

export const EVENT_KINDS = [...STATE_EVENTS, ...MOMENT_EVENTS] as const;

export type StateEventKind = (typeof STATE_EVENTS)[number];
export type EventKind = (typeof EVENT_KINDS)[number];

/** Why an actor that could run does not, or what one that waits is waiting for. */
export const REASONS = [
  'none',
  /** ready: every core is busy. */
  'core',
  /** ready: another thread holds the GIL. */
  'gil',
  /** ready: in the event loop's ready queue. */
  'loop',
  /** ready: submitted to an executor whose workers are all busy. */
  'pool',
  /** waiting in `time.sleep` or `asyncio.sleep`, which stand for network and disk. */
  'sleep',
  /** waiting for a future or task. */
  'future',
  /** waiting for a thread to end. */
  'join',
  /** an executor's worker without work. */
  'work',
  /** an event loop with nothing ready, in its selector. */
  'select',
  /** waiting for room or an item in a queue. */
  'queue',
] as const;
export type Reason = (typeof REASONS)[number];

/** How the value of an event is to be read. */
export type ValueMeaning = 'none' | 'number' | 'text' | 'reason';

/** Names the subject and value of an event kind, as the JSON form spells them. */
export interface EventFields {
  /** What the subject is called; absent where the kind has none. */
  readonly subject?: string;
  /** What the value is called; absent where the kind has none. */
  readonly value?: string;
  readonly meaning: ValueMeaning;
}

/**
 * The fields of each kind.
 *
 * State changes: `start` is being brought up (a process spawning, arguments being pickled); `ready` could run;
 * `run` runs, on a core where one is known; `wait` waits for time or for another actor; `block` is blocked on a lock;
 * `finish`, `fail` and `cancel` end an actor, `fail` with its error as `Type: message`.
 *
 * Moments: `create` brings an actor into being, `by` another; `carry` says which task a thread or core works on from now
 * on (`none` ends it); `line` is the current line of the listing; `call` and `return` open and close a frame; `request`
 * asks for a lock, `acquire` has it, `release` lets it go; `drop-request` asks the holder of the GIL to let go; `read`
 * and `write` touch a variable, with its value as text; `wake` makes another actor ready; `timer` is set for a deadline
 * in program seconds; `iteration` begins an iteration of an event loop; `send` copies bytes to another process;
 * `progress` is the share of its work an actor has done, 0 to 1; `output` is text written to the standard output without a
 * newline of its own, where `print` is a whole line; `warn` is a warning on the standard error; `raise` is an error raised
 * in an actor's program, `from` the actor it comes from where it was raised there first; `latency` is how long a message
 * waited for its answer, in program seconds; `put` adds an item to a queue, once there is room, and `get` takes the oldest
 * out of it; `await` names one of several tasks and jobs that an actor is about to wait for together, as in a `gather`,
 * where its `wait` can name no single one.
 */
export const EVENT_FIELDS: Readonly<Record<EventKind, EventFields>> = {
  start: { meaning: 'none' },
  ready: { subject: 'for', value: 'reason', meaning: 'reason' },
  run: { subject: 'core', meaning: 'none' },
  wait: { subject: 'for', value: 'reason', meaning: 'reason' },
  block: { subject: 'lock', meaning: 'none' },
  finish: { meaning: 'none' },
  fail: { value: 'error', meaning: 'text' },
  cancel: { meaning: 'none' },
  create: { subject: 'by', meaning: 'none' },
  carry: { subject: 'task', meaning: 'none' },
  line: { value: 'line', meaning: 'number' },
  call: { value: 'name', meaning: 'text' },
  return: { value: 'name', meaning: 'text' },
  print: { value: 'text', meaning: 'text' },
  request: { subject: 'lock', meaning: 'none' },
  acquire: { subject: 'lock', meaning: 'none' },
  release: { subject: 'lock', meaning: 'none' },
  'drop-request': { subject: 'lock', meaning: 'none' },
  read: { subject: 'variable', value: 'value', meaning: 'text' },
  write: { subject: 'variable', value: 'value', meaning: 'text' },
  wake: { subject: 'woken', meaning: 'none' },
  timer: { subject: 'loop', value: 'deadline', meaning: 'number' },
  iteration: { value: 'number', meaning: 'number' },
  send: { subject: 'to', value: 'bytes', meaning: 'number' },
  progress: { value: 'share', meaning: 'number' },
  output: { value: 'text', meaning: 'text' },
  warn: { value: 'text', meaning: 'text' },
  raise: { subject: 'from', value: 'error', meaning: 'text' },
  latency: { value: 'seconds', meaning: 'number' },
  put: { subject: 'queue', value: 'item', meaning: 'text' },
  get: { subject: 'queue', value: 'item', meaning: 'text' },
  await: { subject: 'awaited', meaning: 'none' },
};

/** The code of each kind in the `kind` column: its place in `EVENT_KINDS`. */
export const EVENT_CODE = Object.fromEntries(EVENT_KINDS.map((kind, code) => [kind, code])) as Readonly<
  Record<EventKind, number>
>;

/** The code of each reason in the `value` column: its place in `REASONS`. */
export const REASON_CODE = Object.fromEntries(REASONS.map((reason, code) => [reason, code])) as Readonly<
  Record<Reason, number>
>;

/** The kind of a code. */
export const eventKindOf = (code: number): EventKind => EVENT_KINDS[code] as EventKind;

/** The reason of a code; `none` for a code that is no reason. */
export const reasonOf = (code: number): Reason => REASONS[code] ?? 'none';

/** Whether the kind of this code changes its actor's state. */
export const isStateCode = (code: number): boolean => code < STATE_EVENTS.length;

/** Whether the kind of this code ends its actor. */
export const isEndCode = (code: number): boolean =>
  code === EVENT_CODE.finish || code === EVENT_CODE.fail || code === EVENT_CODE.cancel;

import fc from 'fast-check';

/** What a `try` of a random program catches. */
const CAUGHT = ['ValueError', 'TimeoutError', 'CancelledError'] as const;
type Caught = (typeof CAUGHT)[number];

/** One statement of a random coroutine. */
export type Statement =
  | { readonly do: 'print' | 'raise' | 'put' | 'get' }
  | { readonly do: 'sleep'; readonly ticks: number }
  /** Begins a task and goes on. */
  | { readonly do: 'begin'; readonly body: Body }
  /** Awaits, or cancels, a task that was begun: the one of this number, should there be so many. */
  | { readonly do: 'cancel'; readonly task: number }
  | { readonly do: 'await'; readonly body: Body }
  | { readonly do: 'time-limit'; readonly ticks: number; readonly body: Body }
  | { readonly do: 'gather' | 'group'; readonly bodies: readonly Body[] }
  | { readonly do: 'lock'; readonly lock: 'lock' | 'semaphore'; readonly body: Body }
  | { readonly do: 'try'; readonly caught: Caught; readonly body: Body }
  | { readonly do: 'finally'; readonly body: Body };
export type Body = readonly Statement[];

/** The length of a tick in seconds: a power of two, so that sums of it are exact. */
export const TICK = 0.25;
/** How many items the queue has room for. */
export const ROOM = 2;
/** How many may hold the semaphore. */
export const PERMITS = 2;

const leaf: fc.Arbitrary<Statement> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sleep'), ticks: fc.nat(4) }) },
  { weight: 4, arbitrary: fc.constant({ do: 'print' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('put', 'get') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel'), task: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'raise' }) },
) as fc.Arbitrary<Statement>;

const { statement } = fc.letrec<{ statement: Statement; body: Body }>((tie) => {
  const body = tie('body');
  const bodies = fc.array(body, { minLength: 1, maxLength: 3 });
  return {
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 8, arbitrary: leaf },
      { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('begin', 'await', 'finally'), body }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('time-limit'), ticks: fc.nat(4), body }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('gather', 'group'), bodies }) },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('lock'), lock: fc.constantFrom('lock', 'semaphore'), body }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ do: fc.constant('try'), caught: fc.constantFrom(...CAUGHT), body }),
      },
    ) as fc.Arbitrary<Statement>,
    body: fc.array(tie('statement'), { minLength: 1, maxLength: 5, size: 'max' }),
  };
});

/** Random coroutines, as the statements of their `main`. */
export const arbitraryMain: fc.Arbitrary<Body> = fc.array(statement, { maxLength: 8, size: 'max' });

import type { Value } from '../program/effects.ts';
import { CancelledError, type PythonError } from '../program/errors.ts';
import { NO_ACTOR } from '../trace/actors.ts';
import { Future, whenDone } from './future.ts';
import type { Loop } from './loop.ts';

/** An exception among the results of `gather(..., return_exceptions=True)`. */
const asValue = (error: PythonError): Value => ({ type: error.type, message: error.message });

/** The future of `gather`: to cancel it is to cancel its children. */
class GatheringFuture extends Future {
  readonly #children: readonly Future[];
  cancelRequested = false;

  constructor(loop: Loop, children: readonly Future[]) {
    super(loop, {
      reason: 'future',
      subject: NO_ACTOR,
      label: `a gather of ${children.length}`,
      parts: [...new Set(children)],
    });
    this.#children = children;
  }

  override cancel(): boolean {
    if (this.done) return false;
    let cancelled = false;
    for (const child of this.#children) cancelled = child.cancel() || cancelled;
    if (cancelled) this.cancelRequested = true;
    return cancelled;
  }
}

/**
 * `asyncio.gather`: a future of the results, in the order of the arguments. The first error ends it at once, and leaves
 * the other children running; with `returnExceptions`, errors are results, as `{ type, message }`.
 *
 * Source: CPython 3.11, Lib/asyncio/tasks.py.
 */
export function gather(loop: Loop, children: readonly Future[], returnExceptions: boolean): Future {
  const outer = new GatheringFuture(loop, children);
  const distinct = new Set(children);
  if (distinct.size === 0) outer.setResult([]);
  let finished = 0;
  const callback = whenDone(loop, (child) => {
    finished++;
    if (outer.done) return;
    const { error } = child;
    if (error && !returnExceptions) {
      outer.setError(error);
    } else if (finished === distinct.size) {
      if (outer.cancelRequested) outer.setError(new CancelledError());
      else outer.setResult(children.map((each) => (each.error ? asValue(each.error) : each.result())));
    }
  });
  for (const child of distinct) child.addDoneCallback(callback);
  return outer;
}

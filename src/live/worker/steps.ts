/**
 * Something done in steps that may have to wait for a promise in between: it yields promises and is resumed with their
 * values. Where nothing yields, it runs through without giving way, as code that blocks its thread does; the same code
 * serves workers that can block and those that cannot.
 */
export type Steps<Result> = Generator<Promise<unknown>, Result, unknown>;

/** A value that is there, or that will be. */
export type Eventual<Value> = Value | Promise<Value>;

/** Waits for a value unless it is there already. */
export function* settled<Value>(value: Eventual<Value>): Steps<Value> {
  return value instanceof Promise ? ((yield value) as Value) : value;
}

/** Takes all the steps, without a pause where there is nothing to wait for. */
export async function takeSteps<Result>(steps: Steps<Result>): Promise<Result> {
  let step = steps.next();
  while (!step.done) {
    let value: unknown;
    try {
      value = await step.value;
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(value);
  }
  return step.value;
}

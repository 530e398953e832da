import { countUpTo } from '../base/binary-search.ts';

/**
 * A number that changes at events of a trace and stays the same between them, such as how many threads run at once. It is
 * 0 before its first change. It grows at its end; questions are answered by binary search.
 */
export class StepFunction {
  readonly #events: number[] = [];
  readonly #times: number[] = [];
  readonly #values: number[] = [];
  /** The integral from the beginning to each change. */
  readonly #areas: number[] = [];
  #largest = 0;

  /** The largest value it has had. */
  get largest(): number {
    return this.#largest;
  }

  /** From the event of this index on it has another value. Neither events nor times go back. */
  change(event: number, time: number, value: number): void {
    const area = this.areaUntil(time);
    this.#events.push(event);
    this.#times.push(time);
    this.#values.push(value);
    this.#areas.push(area);
    if (value > this.#largest) this.#largest = value;
  }

  /** Which of its changes was the last among the first `count` events; -1 before the first. */
  changeAt(count: number): number {
    return countUpTo(this.#events, count - 1) - 1;
  }

  /** Its value after the first `count` events. */
  valueAt(count: number): number {
    return this.#values[this.changeAt(count)] ?? 0;
  }

  /** When it last changed among the first `count` events, in program seconds; `undefined` before its first change. */
  sinceAt(count: number): number | undefined {
    return this.#times[this.changeAt(count)];
  }

  /** Its integral from the beginning to a time. */
  areaUntil(time: number): number {
    const last = countUpTo(this.#times, time) - 1;
    if (last < 0) return 0;
    const [began, value, area] = [this.#times[last], this.#values[last], this.#areas[last]];
    return (area as number) + (value as number) * (time - (began as number));
  }

  /** Its mean in each of so many equal parts of the time from 0 to `until`; all 0 where that is no time. */
  averages(parts: number, until: number): readonly number[] {
    if (until <= 0) return new Array<number>(parts).fill(0);
    const width = until / parts;
    const areas = Array.from({ length: parts + 1 }, (_, part) => this.areaUntil(part * width));
    return areas.slice(1).map((area, part) => (area - (areas[part] as number)) / width);
  }
}

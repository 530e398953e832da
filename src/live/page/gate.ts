import { Deque } from '../../base/deque.ts';

/** Lets no more than so many in at once; the others wait in the order they came. */
export class Gate {
  readonly #waiting = new Deque<() => void>();
  readonly #places: number;
  #free: number;

  constructor(places: number) {
    this.#places = places;
    this.#free = places;
  }

  /** Whether anybody is in. */
  get isTaken(): boolean {
    return this.#free < this.#places;
  }

  /** Waits for a place and takes it. */
  async enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Gives a place back, to whoever has waited longest. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}

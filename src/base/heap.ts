/**
 * A binary min-heap that is stable: of two items with equal keys, the one pushed first comes out first.
 *
 * Stability is what makes timers that are due together fire in the order they were set.
 */
export class Heap<Item> {
  readonly #keys: number[] = [];
  readonly #orders: number[] = [];
  readonly #items: Item[] = [];
  #pushed = 0;

  /** How many items it holds. */
  get size(): number {
    return this.#items.length;
  }

  /** The smallest key, or `undefined` when the heap is empty. */
  get smallestKey(): number | undefined {
    return this.#keys[0];
  }

  /** The item that `pop` would return, or `undefined` when the heap is empty. */
  peek(): Item | undefined {
    return this.#items[0];
  }

  /** Adds an item under a key; O(log n). */
  push(key: number, item: Item): void {
    let index = this.#items.length;
    const order = this.#pushed++;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#precedes(key, order, parent)) break;
      this.#move(parent, index);
      index = parent;
    }
    this.#place(index, key, order, item);
  }

  /** Removes and returns the item with the smallest key; O(log n). */
  pop(): Item | undefined {
    const top = this.#items[0];
    const key = this.#keys.pop();
    const order = this.#orders.pop();
    const item = this.#items.pop();
    if (this.#items.length === 0 || key === undefined || order === undefined) return top;
    this.#sink(0, key, order, item as Item);
    return top;
  }

  /** Removes the items that are not to be kept; O(n). The others come out in the order they would have. */
  retain(isKept: (item: Item) => boolean): void {
    let kept = 0;
    for (let index = 0; index < this.#items.length; index++) {
      if (isKept(this.#items[index] as Item)) this.#move(index, kept++);
    }
    this.#keys.length = kept;
    this.#orders.length = kept;
    this.#items.length = kept;
    for (let index = (kept >> 1) - 1; index >= 0; index--) {
      const [key, order] = [this.#keys[index] as number, this.#orders[index] as number];
      this.#sink(index, key, order, this.#items[index] as Item);
    }
  }

  /** Puts an item at a place or, where smaller ones are below it, beneath them. */
  #sink(from: number, key: number, order: number, item: Item): void {
    const size = this.#items.length;
    let index = from;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#childOrder(child + 1, child)) child++;
      if (this.#precedes(key, order, child)) break;
      this.#move(child, index);
      index = child;
    }
    this.#place(index, key, order, item);
  }

  #precedes(key: number, order: number, index: number): boolean {
    const other = this.#keys[index] as number;
    return key < other || (key === other && order < (this.#orders[index] as number));
  }

  #childOrder(left: number, right: number): boolean {
    return this.#precedes(this.#keys[left] as number, this.#orders[left] as number, right);
  }

  #move(from: number, to: number): void {
    this.#place(to, this.#keys[from] as number, this.#orders[from] as number, this.#items[from] as Item);
  }

  #place(index: number, key: number, order: number, item: Item): void {
    this.#keys[index] = key;
    this.#orders[index] = order;
    this.#items[index] = item;
  }
}

/** A first-in, first-out queue on a ring buffer: both ends in O(1), as a ready queue needs. */
export class Deque<Item> {
  #slots: (Item | undefined)[] = new Array(16);
  #head = 0;
  #size = 0;

  /** How many items it holds. */
  get size(): number {
    return this.#size;
  }

  /** Adds an item at the back. */
  push(item: Item): void {
    if (this.#size === this.#slots.length) this.#grow();
    this.#slots[(this.#head + this.#size) & (this.#slots.length - 1)] = item;
    this.#size++;
  }

  /** Removes and returns the item at the front, or `undefined` when empty. */
  shift(): Item | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#slots.length - 1);
    this.#size--;
    return item;
  }

  /** Removes the first item equal to the given one; says whether there was one. O(n). */
  remove(item: Item): boolean {
    const kept = [...this];
    const index = kept.indexOf(item);
    if (index < 0) return false;
    kept.splice(index, 1);
    this.#slots = new Array(this.#slots.length);
    this.#head = 0;
    this.#size = 0;
    for (const other of kept) this.push(other);
    return true;
  }

  /** The items from front to back. */
  *[Symbol.iterator](): Generator<Item> {
    for (let index = 0; index < this.#size; index++) {
      yield this.#slots[(this.#head + index) & (this.#slots.length - 1)] as Item;
    }
  }

  #grow(): void {
    const items = [...this];
    this.#slots = new Array(this.#slots.length * 2);
    for (let index = 0; index < items.length; index++) this.#slots[index] = items[index];
    this.#head = 0;
  }
}

import type { ArrowEnd } from './arrow-columns.ts';

/**
 * What has been let go and not been taken: releases of a lock, items in a queue, room in one. Who takes gets what was let
 * go first.
 */
export class Offers {
  #offers: ArrowEnd[] = [];
  #first = 0;

  /** Lets something go. */
  add(offer: ArrowEnd): void {
    this.#offers.push(offer);
  }

  /** Takes the oldest; `null` where there is none. */
  take(): ArrowEnd | null {
    const offer = this.#offers[this.#first];
    if (!offer) return null;
    this.#first++;
    if (this.#first > MANY && this.#first * 2 > this.#offers.length) {
      this.#offers = this.#offers.slice(this.#first);
      this.#first = 0;
    }
    return offer;
  }

  /**
   * Takes the oldest for one who has waited since an event, and so can only get what was let go later: what is older has
   * been taken without a trace.
   */
  takeSince(event: number): ArrowEnd | null {
    let offer = this.take();
    while (offer && offer.event < event) offer = this.take();
    return offer;
  }
}

const MANY = 64;

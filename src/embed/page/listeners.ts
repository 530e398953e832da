/** Who listens for which events, by the names that a host has given its listeners; `null` for one without a name. */
interface Listeners<Event extends string> {
  /** Adds a listener, once. Gives `false` where there is no such event. */
  add(event: unknown, listener: string | null): boolean;
  /** Removes a listener; without a name, all of them. Gives `false` where there is no such event. */
  remove(event: unknown, listener: string | null): boolean;
  /** Who listens for an event now. */
  of(event: Event): readonly (string | null)[];
}

/** The most listeners for an event: a host needs a few. */
const MOST_LISTENERS = 1000;

/** Keeps the listeners for some events, as player.js does. */
export function createListeners<const Event extends string>(events: readonly Event[]): Listeners<Event> {
  const byEvent = new Map<unknown, Set<string | null>>(events.map((event) => [event, new Set()]));
  return {
    add: (event, listener) => {
      const listeners = byEvent.get(event);
      if (listeners && listeners.size < MOST_LISTENERS) listeners.add(listener);
      return listeners !== undefined;
    },
    remove: (event, listener) => {
      const listeners = byEvent.get(event);
      if (listener === null) listeners?.clear();
      else listeners?.delete(listener);
      return listeners !== undefined;
    },
    of: (event) => [...(byEvent.get(event) ?? [])],
  };
}

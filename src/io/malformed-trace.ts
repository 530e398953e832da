/** Thrown while a trace file is read, at the first thing in it that is not as it must be; never leaves `parseTraces`. */
export class MalformedTrace extends Error {
  /** Where in the run it is, as a path: `events[12].actor`; empty for the run as a whole. */
  readonly place: string;
  /** What is wrong there, as the rest of a sentence: `is 99, but there are 7 actors`. */
  readonly complaint: string;

  constructor(place: string, complaint: string) {
    super(`${place} ${complaint}`);
    this.name = 'MalformedTrace';
    this.place = place;
    this.complaint = complaint;
  }
}

const LONGEST_SHOWN = 40;

/** What is wrong with a value that must be something else; JSON has no `undefined`, so that is a missing field. */
export function mustBe(value: unknown, expected: string): string {
  if (value === undefined) return 'is missing';
  return `is ${shown(value)}, but must be ${expected}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}

/** Whether a value of a file is an object. */
export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

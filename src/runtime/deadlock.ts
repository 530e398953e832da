import { PythonError } from '../program/errors.ts';

/**
 * How long a run stays deadlocked before it is ended, in program seconds: CPython would hang for ever, and so much of it
 * is enough to see who is blocked on whom.
 */
export const DEADLOCK_DURATION = 1;

/**
 * Nothing can ever go on. CPython would hang for ever; a run here ends after `DEADLOCK_DURATION`, and says who
 * waits for whom. It is a verdict of this program, not an exception that Python raises.
 */
export class Deadlock extends PythonError {
  constructor(message: string) {
    super('Deadlock', message);
  }
}

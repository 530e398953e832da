import { PythonError } from '../program/errors.ts';

/**
 * Nothing can ever go on. CPython would hang for ever; a run here ends, and says who waits for whom. It is a verdict of
 * this program, not an exception that Python raises.
 */
export class Deadlock extends PythonError {
  constructor(message: string) {
    super('Deadlock', message);
  }
}

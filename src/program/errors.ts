/** An exception of the program's own language: a type and a message, as a Python traceback ends. */
export class PythonError extends Error {
  /** The exception's class, for example `ValueError`. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.name = type;
    this.type = type;
  }
}

/**
 * Several exceptions at once, as `asyncio.TaskGroup` raises them.
 * Source: PEP 654, "Exception Groups and except*".
 */
export class PythonErrorGroup extends PythonError {
  readonly errors: readonly PythonError[];

  constructor(message: string, errors: readonly PythonError[]) {
    const count = errors.length;
    super('ExceptionGroup', `${message} (${count} sub-exception${count === 1 ? '' : 's'})`);
    this.errors = errors;
  }
}

/** Thrown into a task that is being cancelled; a program may catch it, and should let it go on. */
export class CancelledError extends PythonError {
  constructor(message = '') {
    super('CancelledError', message);
  }
}

/** The one line a traceback ends with: `ValueError: Bad doc 2`, or the type alone without a message. */
export function describeError(error: unknown): string {
  if (error instanceof PythonError) return error.message ? `${error.type}: ${error.message}` : error.type;
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return `Error: ${String(error)}`;
}

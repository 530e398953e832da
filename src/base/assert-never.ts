/**
 * Ends an exhaustive `switch`: the compiler rejects the call while a case is missing.
 *
 * @throws Error when a value outside the type reaches it at run time, as only unvalidated input can.
 */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

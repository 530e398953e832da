/** One `name=value` of a URL's query, decoded. */
export interface QueryPair {
  readonly name: string;
  readonly value: string;
}

/** Decodes percent escapes; text whose escapes are malformed stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Splits a query, with or without its `?`, into pairs in their order.
 *
 * A `+` stays a plus sign, as in a path and unlike in a form's submission: mode ids contain it
 * (`modes=async+processes`), and nothing a link carries contains a space.
 */
export function parseQuery(query: string): QueryPair[] {
  return query
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return { name: decode(name), value: decode(value) };
    });
}

/** Joins pairs to a query with its `?`; no pairs are the empty string. Commas and plus signs stay readable. */
export function formatQuery(pairs: readonly QueryPair[]): string {
  const encode = (text: string): string =>
    encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%2B', '+');
  return pairs
    .map(({ name, value }, index) => `${index === 0 ? '?' : '&'}${encode(name)}=${encode(value)}`)
    .join('');
}

import type { Value } from './effects.ts';

/** A value as Python's `repr` writes it: `None`, `True`, `'doc 4'`, `[1, 4, 9]`. Numbers are written as JavaScript does. */
export function representation(value: Value): string {
  if (value === null) return 'None';
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return String(value);
    case 'string':
      return quoted(value);
    default:
      return isList(value)
        ? `[${value.map(representation).join(', ')}]`
        : `{${Object.entries(value)
            .map(([key, entry]) => `${quoted(key)}: ${representation(entry)}`)
            .join(', ')}}`;
  }
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** In single quotes, unless the text has some and no double ones: the choice Python makes. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return (
    quote + text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(quote, `\\${quote}`) + quote
  );
}

/** A number, or as much of one as there is. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BEGUN_NUMBER = /[-+.\deE]+/y;
const SPACE = /[ \t\n\r]*/y;
const HEXADECIMAL = /[\da-fA-F]/;
const LITERALS = ['true', 'false', 'null'];

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

/**
 * Where a text ceases to be JSON: at a character that cannot stand there, or at its end, where it ends too soon. What engines
 * say of it differs, and some say no place.
 *
 * @returns how many characters there are before it.
 */
export function placeInJson(text: string): number {
  const { length } = text;
  const around: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let index = 0;
  const afterValue = (): Expected => (around.length === 0 ? 'nothing' : 'comma or end');
  for (;;) {
    index = endOf(SPACE, text, index);
    if (index >= length) return length;
    const character = text[index] as string;
    const takesEnd = expected.endsWith('or end');
    if (takesEnd && character === (around.at(-1) === '[' ? ']' : '}')) {
      around.pop();
      expected = afterValue();
      index++;
    } else if (expected === 'colon' && character === ':') {
      expected = 'value';
      index++;
    } else if (expected === 'comma or end' && character === ',') {
      expected = around.at(-1) === '[' ? 'value' : 'key';
      index++;
    } else if (expected === 'key' || expected === 'key or end') {
      const end = character === '"' ? endOfText(text, index) : { at: index, isWhole: false };
      if (!end.isWhole) return end.at;
      index = end.at;
      expected = 'colon';
    } else if (expected === 'value' || expected === 'value or end') {
      if (character === '[' || character === '{') {
        around.push(character);
        expected = character === '[' ? 'value or end' : 'key or end';
        index++;
        continue;
      }
      const end = character === '"' ? endOfText(text, index) : endOfScalar(text, index);
      if (!end.isWhole) return end.at;
      index = end.at;
      expected = afterValue();
    } else return index;
  }
}

/** Where what is scanned ends, or ceases to be what it should. */
interface End {
  readonly at: number;
  readonly isWhole: boolean;
}

function endOf(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : index;
}

function endOfText(text: string, start: number): End {
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index] as string;
    if (character === '"') return { at: index + 1, isWhole: true };
    if (character < ' ') return { at: index, isWhole: false };
    if (character !== '\\') continue;
    const escaped = text[++index];
    if (escaped === undefined) break;
    if (!'"\\/bfnrtu'.includes(escaped)) return { at: index, isWhole: false };
    for (let digit = 0; escaped === 'u' && digit < 4; digit++) {
      if (!HEXADECIMAL.test(text[++index] ?? '')) return { at: Math.min(index, text.length), isWhole: false };
    }
  }
  return { at: text.length, isWhole: false };
}

function endOfScalar(text: string, start: number): End {
  const rest = text.slice(start, start + 5);
  const literal = LITERALS.find((word) => rest.startsWith(word));
  if (literal) return { at: start + literal.length, isWhole: true };
  if (LITERALS.some((word) => text.length - start < word.length && word.startsWith(rest)))
    return { at: text.length, isWhole: false };
  if (endOf(BEGUN_NUMBER, text, start) === text.length) return { at: text.length, isWhole: false };
  const end = endOf(NUMBER, text, start);
  return { at: end, isWhole: end > start };
}

/** How many letters a word may be away from another that is suggested instead. */
const NEAR = 3;

/** A question that names the likeliest of the words that were meant; empty where none is near. */
export function suggestion(word: string, words: readonly string[]): string {
  const wanted = word.toLowerCase();
  const [nearest] = words
    .map((candidate) => ({ candidate, apart: lettersApart(wanted, candidate) }))
    .filter(
      ({ candidate, apart }) =>
        apart <= Math.min(NEAR, wanted.length / 2) || (wanted.length >= NEAR && candidate.includes(wanted)),
    )
    .sort((one, other) => one.apart - other.apart);
  return nearest ? ` Did you mean “${nearest.candidate}”?` : '';
}

/** How many letters have to be put in, taken out or changed to make one word of the other. */
function lettersApart(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const changed = (above[column - 1] as number) + (one[row - 1] === other[column - 1] ? 0 : 1);
      line.push(Math.min(changed, (above[column] as number) + 1, (line[column - 1] as number) + 1));
    }
    above = line;
  }
  return above[other.length] as number;
}

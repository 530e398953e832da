const LONGEST_NAME = 120;

/** Characters that do not show, or change how the text around them is read: controls, and marks of direction. */
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/gu;

/** A text on one line: without characters that do not show. */
export const cleanLine = (text: string): string => text.replace(UNSEEN, ' ').trim();

/** A name from a file, fit to be shown on one line: without characters that do not show, and of a sane length. */
export function cleanName(text: string): string {
  // What is cut off is not looked at: a name may be as long as its file.
  const shown = cleanLine(text.slice(0, 4 * LONGEST_NAME));
  const characters = [...shown];
  return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME - 1).join('')}…` : shown;
}

const LONGEST_TEXT = 10_000;
const UNSEEN_BUT_LINES = /[^\P{Cc}\n\t]+|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A text from a file that may have lines, as what was printed. */
export const cleanText = (text: string): string => text.slice(0, LONGEST_TEXT).replace(UNSEEN_BUT_LINES, '');

import { cleanLine } from './clean-text.ts';

/** What means something to HTML, or to the templates and the Markdown that it may stand in, and what stands for it. */
const IN_HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '{': '&#123;',
  '}': '&#125;',
  '`': '&#96;',
};

/** A text on one line of HTML, between tags or as the value of an attribute in quotes: nothing in it is markup. */
export const htmlText = (text: string): string =>
  cleanLine(text).replace(/[&<>"'{}`]/g, (character) => IN_HTML[character] ?? '');

/**
 * A text on one line of Markdown, whichever the dialect: nothing in it is markup, a tag, a citation, a formula, a role or an
 * expression of a template. What HTML gives a meaning is written as HTML writes it, the rest behind a backslash.
 */
export const markdownText = (text: string): string =>
  cleanLine(text)
    .replace(/[&<>"'{}`\\*_[\]|~^$@!#]/g, (character) => IN_HTML[character] ?? `\\${character}`)
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');

/**
 * The same in Markdown that becomes a template of Vue's, as Slidev's: two braces that stand together would begin an expression
 * even when they are written as HTML writes them, for Markdown comes first.
 */
export const vueMarkdownText = (text: string): string =>
  markdownText(text).replace(/&#123;(?=&#123;)/g, '$&<!-- -->');

/** An address between the parentheses of a Markdown link. */
export const markdownAddress = (address: string): string =>
  address.replace(
    /[()'*|`\\<>\s]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );

/** A string of Python. JSON writes strings in a way that Python reads too. */
export const pythonString = (text: string): string => JSON.stringify(text);

/** A string of JavaScript inside a script element, which no string in it ends. */
export const scriptString = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c');

import { assertNever } from '../base/assert-never.ts';
import { parseQuery } from './query-string.ts';
import {
  htmlText,
  markdownAddress,
  markdownText,
  pythonString,
  scriptString,
  vueMarkdownText,
} from './snippet-text.ts';

/** What is pasted somewhere else, and of what kind that is. */
export const SNIPPET_FORMATS = [
  'html',
  'element',
  'reveal',
  'reveal-steps',
  'slidev',
  'quarto',
  'myst',
  'jupyter',
  'marp',
  'markdown',
] as const;
export type SnippetFormat = (typeof SNIPPET_FORMATS)[number];

/** A frame, and how it is to stand in the page of another. */
export interface Embedding {
  /** The absolute address of the frame, and of the page that shows the same. */
  readonly frame: string;
  readonly link: string;
  /** The heading of a slide; one line of any characters. */
  readonly heading: string;
  /** What a screen reader calls the frame. */
  readonly name: string;
  /** What is to be seen, in place of a picture. */
  readonly description: string;
  /** The file of a picture that stands beside the document. */
  readonly poster: string;
  readonly shape: FrameShape;
  /** Whether the frame is denied everything but its scripts, and windows that its links open. */
  readonly isSandboxed: boolean;
  /** At which steps the fragments of a slide stop. */
  readonly steps: readonly number[];
}

/** How wide a frame is for its height. */
export interface FrameShape {
  readonly width: number;
  readonly height: number;
}

/** The size of the largest frame of a shape that has room, in whole pixels. */
function fitted({ width, height }: FrameShape, room: FrameShape): FrameShape {
  const scale = Math.min(room.width / width, room.height / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** How wide a frame in a page is, unless the page has less room, in pixels. */
const PAGE_ROOM: FrameShape = { width: 960, height: Number.POSITIVE_INFINITY };

/**
 * The room below a heading of two lines in a slide, in the slide's own pixels: slides of reveal.js measure 960 × 700 (Quarto's
 * 1050 × 700), of Slidev 980 × 552, of Marp 1280 × 720.
 */
const REVEAL_ROOM: FrameShape = { width: 960, height: 486 };
const SLIDEV_ROOM: FrameShape = { width: 880, height: 396 };
const MARP_ROOM: FrameShape = { width: 1140, height: 468 };

/** What a frame in a sandbox may: run its scripts, and open its link to the page in a window as free as others. */
export const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

type Attribute = readonly [name: string, value: string];

const attributeText = ([name, value]: Attribute): string => `${name}="${htmlText(value)}"`;

const LAZY: Attribute = ['loading', 'lazy'];

const sized = (width: number, height: number): readonly Attribute[] => [
  ['width', `${width}`],
  ['height', `${height}`],
];

const sandbox = (isSandboxed: boolean): readonly Attribute[] => (isSandboxed ? [['sandbox', SANDBOX]] : []);

/** What a frame may. No referrer: who shows a frame is nobody's business. */
const restrictions = ({ isSandboxed }: Embedding): readonly Attribute[] => [
  ['allow', 'cross-origin-isolated'],
  ['referrerpolicy', 'no-referrer'],
  ...sandbox(isSandboxed),
];

/** As wide as the page lets it, in its shape. Where styles are taken out, the attributes hold. */
const responsive = ({ width, height }: FrameShape): Attribute => [
  'style',
  `width: 100%; height: auto; aspect-ratio: ${width} / ${height}; border: 0`,
];

const BORDERLESS: Attribute = ['style', 'border: 0'];

/** An element, its attributes on a line each or, where they belong together, on one. */
const element = (tag: string, lines: readonly (readonly Attribute[])[], content = ''): string => {
  const written = lines.map((attributes) => attributes.map(attributeText).join(' '));
  return `<${tag}\n${written
    .filter((line) => line !== '')
    .map((line) => `  ${line}`)
    .join('\n')}\n>${content}</${tag}>`;
};

function frameIn(embedding: Embedding, room: FrameShape, source: 'src' | 'data-src' = 'src'): string {
  const { frame, name, shape } = embedding;
  const { width, height } = fitted(shape, room);
  return element('iframe', [
    [[source, frame]],
    [['title', name]],
    // reveal.js loads by itself what it finds in data-src.
    [...sized(width, height), ...(source === 'src' ? [LAZY] : [])],
    restrictions(embedding),
    [room === PAGE_ROOM ? responsive(shape) : BORDERLESS],
  ]);
}

/** A file that is served beside the frame. */
const fileBeside = ({ frame }: Embedding, file: string): string =>
  frame.replace(/[?#].*$/, '').replace(/[^/]*$/, file);

const scriptOf = (embedding: Embedding): string =>
  `<script type="module" src="${htmlText(fileBeside(embedding, 'player.js'))}"></script>`;

/** The element: what the address of the frame says are its attributes. Until it is defined, there is a link in its place. */
function player(embedding: Embedding, more: readonly Attribute[], style: Attribute): string {
  const { frame, link, heading, name, isSandboxed } = embedding;
  const [, search = '', hash = ''] = /^[^?#]*(\?[^#]*)?(?:#(.*))?$/.exec(frame) ?? [];
  const stated = [...parseQuery(search), ...parseQuery(hash)].filter((pair) => pair.name !== 'v');
  return element(
    'interleave-player',
    [
      [['title', name]],
      stated.map((pair): Attribute => [pair.name, pair.value]),
      sandbox(isSandboxed),
      more,
      [style],
    ],
    `\n  <a ${attributeText(['href', link])}>${htmlText(heading)}</a>\n`,
  );
}

const section = (heading: string, content: string): string =>
  `<section>\n  <h2>${htmlText(heading)}</h2>\n${content.replace(/^/gm, '  ')}\n</section>`;

const fence = (opening: string, content: string): string => `\`\`\`${opening}\n${content}\n\`\`\``;

/** What is pasted: text that means the frame, in the language of the page or the deck that it goes into. */
export function formatSnippet(format: SnippetFormat, embedding: Embedding): string {
  const { frame, link, heading, name, description, poster, shape, steps } = embedding;
  switch (format) {
    case 'html':
      return frameIn(embedding, PAGE_ROOM);
    case 'element':
      return `${scriptOf(embedding)}\n\n${player(embedding, [], responsive(shape))}`;
    case 'reveal':
      return section(heading, frameIn(embedding, REVEAL_ROOM, 'data-src'));
    case 'reveal-steps': {
      const { width, height } = fitted(shape, REVEAL_ROOM);
      const size: Attribute = ['style', `width: ${width}px; height: ${height}px; margin: 0 auto`];
      const stops: Attribute = ['data-interleave-steps', steps.join(',')];
      return [
        section(heading, player(embedding, steps.length > 0 ? [stops] : [], size)),
        '',
        '<!-- Once in the deck: the plugin goes where Reveal is initialised. -->',
        scriptOf(embedding),
        '<script type="module">',
        `  import InterleaveReveal from ${scriptString(fileBeside(embedding, 'reveal.js'))};`,
        '  Reveal.initialize({ plugins: [InterleaveReveal] });',
        '</script>',
      ].join('\n');
    }
    case 'slidev':
      return `---\nlayout: default\n---\n\n# ${vueMarkdownText(heading)}\n\n${frameIn(embedding, SLIDEV_ROOM)}`;
    case 'quarto':
      return `## ${markdownText(heading)}\n\n${fence('{=html}', frameIn(embedding, REVEAL_ROOM))}`;
    case 'myst':
      return fence(
        `{iframe} ${frame}`,
        `:width: 100%\n:placeholder: ${poster}\n\n${markdownText(name)}: [open in Interleave](${markdownAddress(link)})`,
      );
    case 'jupyter': {
      const { height } = fitted(shape, PAGE_ROOM);
      const attributes: readonly Attribute[] = [['title', name], LAZY, ...restrictions(embedding)];
      const extras = attributes.map((attribute) => pythonString(attributeText(attribute)));
      return [
        'from IPython.display import IFrame',
        '',
        'IFrame(',
        `    ${pythonString(frame)},`,
        `    width="100%",`,
        `    height=${height},`,
        `    extras=[${extras.join(', ')}],`,
        ')',
      ].join('\n');
    }
    case 'marp':
      return `---\n\n# ${markdownText(heading)}\n\n${frameIn(embedding, MARP_ROOM)}`;
    case 'markdown':
      return `[![${markdownText(description)}](${markdownAddress(poster)})](${markdownAddress(link)})`;
    default:
      return assertNever(format);
  }
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../src/io/clean-text.ts';
import {
  htmlText,
  markdownAddress,
  markdownText,
  scriptString,
  vueMarkdownText,
} from '../../src/io/snippet-text.ts';
import { type Embedding, formatSnippet, SNIPPET_FORMATS } from '../../src/io/snippets.ts';

const EMBEDDING: Embedding = {
  frame: 'https://your.host/lab/embed.html?v=1&modes=sync,async&autoplay=visible&lock=1',
  link: 'https://your.host/lab/?modes=sync,async&lock=1',
  heading: 'Documents',
  name: 'Documents: Sync, Async',
  description: 'Sync 25.00 s, Async 5.00 s',
  poster: 'interleave-documents-live.svg',
  shape: { width: 16, height: 9 },
  isSandboxed: false,
  steps: [3, 9, 12],
};

/** Texts of what languages of pages give a meaning, of what does not show, and of anything else. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          ...'<>&"\'{}`*_[]()#|~^$@!\\-+=:;,. \n\r\t\u0000\u202e\u2028',
          '-->',
          '</script>',
          '{{ x }}',
          '&lt;',
        ],
        ...['```', ':::', '1. ', '\n---\n', '](javascript:x)', '{%', "')"],
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

/** The attribute of a tag as an HTML parser reads it. */
function attributeIn(snippet: string, name: string): string {
  const value = new RegExp(`[\\s]${name}="([^"]*)"`).exec(snippet)?.[1];
  if (value === undefined) throw new Error(`${name} is not there.`);
  return unescapeHtml(value);
}

const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&amp;', '&');

/** A text of Markdown with a letter for whatever is kept from having a meaning. */
const meaningful = (text: string): string => text.replace(/\\[!-/:-@[-`{-~]|&(?:[a-z]+|#\d+);/g, 'x');

describe('a text in a snippet', () => {
  it('is no markup of HTML, and reads as it was', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(htmlText(text)).not.toMatch(/[<>"'{}`\n\r]|&(?!(?:amp|lt|gt|quot|#39|#96|#123|#125);)/);
        expect(unescapeHtml(htmlText(text))).toBe(cleanLine(text));
      }),
    );
  });

  it('is no markup of Markdown, and reads as it was', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const written = markdownText(text);
        expect(meaningful(written)).not.toMatch(/[\\`*_[\]|~^$@!<>"'{}&\n\r]|^(?:[-+=:#]|\d+[.)])/);
        expect(unescapeHtml(written.replace(/\\([!-/:-@[-`{-~])/g, '$1'))).toBe(cleanLine(text));
      }),
    );
  });

  it('is no expression of Vue’s once Markdown has been made HTML', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', ' ', '7', '&', '#123;') }), (text) => {
        const written = vueMarkdownText(text);
        expect(unescapeHtml(written)).not.toContain('{{');
        expect(written.replaceAll('<!-- -->', '')).toBe(markdownText(text));
      }),
    );
  });

  it('ends no script', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(scriptString(text)).not.toContain('<');
        expect(JSON.parse(scriptString(text))).toBe(text);
      }),
    );
  });

  it('stays within the parentheses of a link when it is an address', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const address = `https://your.host/?schedule=${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}`;
        expect(markdownAddress(address)).not.toMatch(/[()\s<>`|\\]/);
        expect(decodeURIComponent(markdownAddress(address))).toBe(decodeURIComponent(address));
      }),
    );
  });
});

describe('a snippet', () => {
  const shape = (snippet: string): readonly number[] =>
    [/</g, />/g, /"/g, /\n/g, /`/g, /^---$/gm, /^#/gm].map((sign) => snippet.match(sign)?.length ?? 0);

  it.each(SNIPPET_FORMATS)('for %s has the same tags, quotes and lines whatever it is called', (format) => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (heading, name, description) => {
        const hostile = formatSnippet(format, { ...EMBEDDING, heading, name, description }).replaceAll(
          '<!-- -->',
          '',
        );
        expect(shape(hostile)).toEqual(shape(formatSnippet(format, EMBEDDING)));
      }),
    );
  });

  it.each(SNIPPET_FORMATS)('for %s has the address of the frame or of the page', (format) => {
    const snippet = unescapeHtml(formatSnippet(format, EMBEDDING));
    expect(snippet.includes(EMBEDDING.frame) || snippet.includes(EMBEDDING.link)).toBe(true);
  });

  it('for HTML is a frame that says what it is, loads when it is near and keeps its shape without styles', () => {
    const snippet = formatSnippet('html', EMBEDDING);
    expect(attributeIn(snippet, 'src')).toBe(EMBEDDING.frame);
    expect(attributeIn(snippet, 'title')).toBe('Documents: Sync, Async');
    expect(attributeIn(snippet, 'loading')).toBe('lazy');
    expect(attributeIn(snippet, 'allow')).toBe('cross-origin-isolated');
    expect(attributeIn(snippet, 'referrerpolicy')).toBe('no-referrer');
    expect([attributeIn(snippet, 'width'), attributeIn(snippet, 'height')]).toEqual(['960', '540']);
    expect(attributeIn(snippet, 'style')).toContain('aspect-ratio: 16 / 9');
    expect(snippet).not.toContain('sandbox');
  });

  it('denies a frame everything but scripts and windows where that is asked for', () => {
    const sandboxed = { ...EMBEDDING, isSandboxed: true };
    expect(attributeIn(formatSnippet('html', sandboxed), 'sandbox').split(' ')).toEqual([
      'allow-scripts',
      'allow-popups',
      'allow-popups-to-escape-sandbox',
    ]);
    expect(formatSnippet('element', sandboxed)).toContain('sandbox="allow-scripts');
    expect(formatSnippet('jupyter', sandboxed)).toContain('sandbox=\\"allow-scripts');
  });

  it('for the element has a parameter in each attribute, and a link while it is not defined', () => {
    const snippet = formatSnippet('element', EMBEDDING);
    expect(snippet).toContain('<script type="module" src="https://your.host/lab/player.js"></script>');
    expect(attributeIn(snippet, 'modes')).toBe('sync,async');
    expect(attributeIn(snippet, 'autoplay')).toBe('visible');
    expect(attributeIn(snippet, 'lock')).toBe('1');
    expect(snippet).not.toMatch(/\sv="/);
    expect(attributeIn(snippet, 'href')).toBe(EMBEDDING.link);
  });

  it('carries what stands behind the # of an address', () => {
    const frame = `${EMBEDDING.frame}#s=q1YqUbIyBAA-_8`;
    expect(attributeIn(formatSnippet('html', { ...EMBEDDING, frame }), 'src')).toBe(frame);
    expect(attributeIn(formatSnippet('element', { ...EMBEDDING, frame }), 's')).toBe('q1YqUbIyBAA-_8');
  });

  it('for reveal.js leaves loading to reveal.js', () => {
    const snippet = formatSnippet('reveal', EMBEDDING);
    expect(snippet).toMatch(/^<section>\n {2}<h2>Documents<\/h2>\n[\s\S]*<\/section>$/);
    expect(attributeIn(snippet, 'data-src')).toBe(EMBEDDING.frame);
    expect(snippet).not.toMatch(/\ssrc=|loading=/);
  });

  it('for fragments of reveal.js names their steps and the plugin', () => {
    const snippet = formatSnippet('reveal-steps', EMBEDDING);
    expect(attributeIn(snippet, 'data-interleave-steps')).toBe('3,9,12');
    expect(snippet).toContain('import InterleaveReveal from "https://your.host/lab/reveal.js";');
    expect(formatSnippet('reveal-steps', { ...EMBEDDING, steps: [] })).not.toContain('data-interleave-steps');
  });

  it.each(['slidev', 'marp'] as const)('for %s is one slide with a frame that has room in it', (format) => {
    const snippet = formatSnippet(format, EMBEDDING);
    expect(snippet).toMatch(/^---\n(?:layout: default\n---\n)?\n# Documents\n\n<iframe\n[\s\S]*<\/iframe>$/);
    // A blank line would end the HTML.
    expect(snippet.slice(snippet.indexOf('<iframe'))).not.toContain('\n\n');
    expect(Number(attributeIn(snippet, 'height'))).toBeLessThan(format === 'slidev' ? 400 : 470);
    const high = formatSnippet(format, { ...EMBEDDING, shape: { width: 3, height: 4 } });
    expect(attributeIn(high, 'height')).toBe(attributeIn(snippet, 'height'));
    expect(Number(attributeIn(high, 'width'))).toBe(Math.round(Number(attributeIn(high, 'height')) * 0.75));
  });

  it('for Quarto is a slide with raw HTML', () => {
    expect(formatSnippet('quarto', EMBEDDING)).toMatch(
      /^## Documents\n\n```\{=html\}\n<iframe\n[\s\S]*<\/iframe>\n```$/,
    );
  });

  it('for MyST is its directive, with the picture for paper', () => {
    expect(formatSnippet('myst', EMBEDDING)).toBe(
      [
        `\`\`\`{iframe} ${EMBEDDING.frame}`,
        ':width: 100%',
        ':placeholder: interleave-documents-live.svg',
        '',
        `Documents: Sync, Async: [open in Interleave](${EMBEDDING.link})`,
        '```',
      ].join('\n'),
    );
  });

  it('for Jupyter is a cell whose strings Python reads as they are meant', () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const snippet = formatSnippet('jupyter', { ...EMBEDDING, name });
        const lines = snippet.split('\n');
        const [extras] = JSON.parse(`[${/extras=(.*),$/.exec(lines[6] ?? '')?.[1]}]`);
        expect(JSON.parse(lines[3]?.slice(0, -1) ?? '')).toBe(EMBEDDING.frame);
        expect(attributeIn(` ${extras[0]}`, 'title')).toBe(cleanLine(name));
        expect(snippet).toContain('height=540,');
      }),
    );
  });

  it('for Markdown is a picture that links to the page', () => {
    const link = 'https://your.host/?scenario=deadlock&schedule=threads~1x3.2(0)';
    expect(formatSnippet('markdown', { ...EMBEDDING, link, description: 'A [deadlock] of 2 | 3' })).toBe(
      '[![A \\[deadlock\\] of 2 \\| 3](interleave-documents-live.svg)](https://your.host/?scenario=deadlock&schedule=threads~1x3.2%280%29)',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { readRequest, UsageError } from '../../cli/request.ts';
import { perform, type Result } from '../../cli/run.ts';
import { parseTraces } from '../../src/io/parse-traces.ts';
import { catalogue } from '../../src/scenarios/catalogue.ts';
import { viztracer } from '../io/trace-event-files.ts';

/** The files that there are, by their names. */
const files = new Map<string, string>();

const readFile = (name: string): Uint8Array => new TextEncoder().encode(files.get(name) ?? '');

const interleave = async (...args: string[]): Promise<Result> => perform(await readRequest(args, readFile));

/** The first element that is closed by another's end, or left open; `null` for markup that is well-formed. */
function misnested(markup: string): string | null {
  const open: string[] = [];
  for (const [, end, name = '', selfClosed] of markup.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (end) {
      if (open.pop() !== name) return name;
    } else if (!selfClosed) open.push(name);
  }
  return open.at(-1) ?? null;
}

describe('list', () => {
  it('names every workload', async () => {
    const { text } = await interleave('list');
    for (const { id, kind, title } of catalogue) {
      if (kind === 'workload')
        expect(text).toMatch(new RegExp(`^ {2}${id} +${title.replace(/[?.]/g, '.')}$`, 'm'));
    }
  });

  it('gives the same as JSON', async () => {
    const ids = JSON.parse((await interleave('list', '--json')).text).map(({ id }: { id: string }) => id);
    expect(ids).toEqual(catalogue.filter(({ kind }) => kind === 'workload').map(({ id }) => id));
  });
});

describe('simulate', () => {
  it('says how long it took and what was printed', async () => {
    const { text } = await interleave('simulate', 'documents', '--mode', 'async', '--tasks', '2');
    expect(text.split('\n').slice(0, 3)).toEqual([
      'Async: 5.00 s, modelled',
      '      5.00  doc 0 processed.',
      '      5.00  doc 1 processed.',
    ]);
  });

  it('gives traces that the page reads', async () => {
    const { text } = await interleave('simulate', 'gather', '--json', '--seed=7');
    const parsed = parseTraces(text);
    const traces = parsed.kind === 'traces' ? parsed.traces : [];
    expect(traces.map(({ scenario, mode, seed }) => [scenario, mode, seed])).toEqual([
      ['gather', 'async', 7],
    ]);
  });
});

describe('render', () => {
  it('draws every mode asked for, and says where it can be seen', async () => {
    const address = 'https://example.org/?scenario=documents&t=7';
    const args = ['documents', '--mode', 'sync,threads+lock', '--at', '7', '--address', address];
    const { files } = await interleave('render', ...args, '--out', 'run.svg');
    expect(files.map(({ name }) => name)).toEqual(['run.svg']);
    const [{ content } = { content: '' }] = files;
    expect(misnested(content)).toBeNull();
    expect(content).toContain('>Sync</text>');
    expect(content).toContain('>Threads + lock</text>');
    expect(content).toContain('>7.00 s</text>');
    expect(content).toContain('<metadata>https://example.org/?scenario=documents&#38;t=7</metadata>');
    expect(content).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('has nothing of an address reach the file as markup', async () => {
    const args = ['hello', '--address', 'https://a.example/"><script>alert(1)</script>', '--out', 'x.svg'];
    const [{ content } = { content: '' }] = (await interleave('render', ...args)).files;
    expect(content).not.toContain('<script');
    expect(misnested(content)).toBeNull();
  });

  it('draws every workload in every theme', async () => {
    for (const { id, kind } of catalogue) {
      if (kind !== 'workload') continue;
      for (const theme of ['dark', 'projector']) {
        const { files } = await interleave('render', id, '--theme', theme, '--out', 'x.svg');
        expect(misnested(files[0]?.content ?? '<missing>')).toBeNull();
      }
    }
  }, 60_000);

  it('makes a picture of each step', async () => {
    const { files, text } = await interleave('render', 'hello', '--steps', '--out', 'hello.svg');
    expect(files[0]?.name).toBe('hello-001.svg');
    expect(new Set(files.map(({ content }) => content)).size).toBe(files.length);
    expect(text).toBe(`hello-001.svg … hello-00${files.length}.svg, ${files.length} files\n`);
  });
});

describe('a schedule', () => {
  const args = ['lost-update', '--mode', 'threads', '--schedule', 'threads~0.1.2.1.2-'];

  it('is followed, and the axis counts its steps', async () => {
    const { text } = await interleave('simulate', ...args);
    expect(text).toMatch(/^Threads: \d+ steps, replayed\n/);
    const [{ content } = { content: '' }] = (
      await interleave('render', ...args, '--at', '2', '--out', 'x.svg')
    ).files;
    expect(content).toContain('>step 2</text>');
    expect(content).toMatch(/>Replayed · \d+ steps<\/text>/);
    expect(content).not.toMatch(/>[\d.]+ s<\/text>/);
  });

  it('says what of it cannot be followed', async () => {
    const { notices } = await interleave('simulate', ...args.slice(0, 3), '--schedule', 'threads~9');
    expect(notices.join()).toContain('1 of thread 9');
  });
});

describe('a file', () => {
  it('is drawn as the run that it was exported from', async () => {
    const { text } = await interleave('simulate', 'gather', '--json');
    files.set('traces/mine.json', text);
    const read = await interleave('render', 'traces/mine.json', '--out', 'x.svg');
    const drawn = await interleave('render', 'gather', '--out', 'x.svg');
    const lanesOf = ({ files: [file] }: Result): readonly string[] =>
      file?.content.match(/<text [^>]*class="label".*?<\/text>/g) ?? [];
    expect(lanesOf(read)).toEqual(lanesOf(drawn));
    expect(lanesOf(read)).not.toEqual([]);
    expect(read.files[0]?.content).toContain('>Imported · ');
  });

  it('of another tool is drawn too, and what is not shown is told', async () => {
    files.set('run.json', JSON.stringify([...viztracer.traceEvents, { ph: 'Z', pid: 1, tid: 1, ts: 1 }]));
    const { notices, files: drawn } = await interleave('render', 'run.json', '--out', 'x.svg');
    expect(drawn[0]?.content).toContain('Task-2');
    expect(notices.join()).toContain('“Z”');
  });
});

describe('what cannot be done', () => {
  it.each([
    [['play'], 'There is no command “play”.'],
    [['simulate'], 'Which workload?'],
    [['simulate', 'nonsense'], '“nonsense” is not in the catalogue. `interleave list`'],
    [['simulate', 'docments'], 'Did you mean “documents”?'],
    [['simulate', 'pool'], 'pool”?'],
    [['simulate', 'documents', 'sync'], '“sync” is a word too many.'],
    [['list', 'documents'], '“documents” is a word too many.'],
    [['list', '--mode', 'sync'], 'interleave list takes no --mode.'],
    [['simulate', 'documents', '--out', 'run.svg'], 'interleave simulate takes no --out.'],
    [['render', 'documents', '--out', 'run.svg', '--json'], 'interleave render takes no --json.'],
    [['simulate', 'documents', '--tasks', '3', '--tasks=4'], '--tasks is given more than once.'],
    [['simulate', 'documents', '--json=no'], '--json takes no value.'],
    [['simulate', 'documents', '--modes', 'sync'], 'Say --mode.'],
    [['simulate', 'documents', '--tusks', '3'], /^“tusks” is not a parameter of documents\.$/],
    [['simulate', 'documents', '--tasks', '100000'], /^tasks is “100000”, but goes from 1 to \d+\.$/],
    [['simulate', 'documents', '--mode', 'sync', '--schedule', 'sync~1'], 'no order to choose'],
    [['simulate', 'documents', '--tasks', 'many'], 'tasks is “many”, which is not a number'],
    [['simulate', 'documents', '--mode', 'sideways'], 'sideways'],
    [['simulate', 'documents', '--seed'], '--seed needs a value.'],
    [['render', 'documents'], 'Name a file: --out run.svg'],
    [['render', 'documents', '--out', 'run.png'], 'only SVG'],
    [['render', 'documents', '--out', 'run.svg', '--width', '9'], '--width'],
    [['render', 'documents', '--out', 'run.svg', '--theme', 'pink'], '--theme'],
    [['render', 'documents', '--out', 'run.svg', '--address', 'javascript:alert(1)'], '--address takes'],
    [['render', 'documents', '--out', 'run.svg', '--at', 'noon'], '--at takes a time'],
    [['render', 'documents', '--out', 'run.svg', '--at', '1', '--steps'], 'not both'],
    [['render', 'documents', '--out', 'run.svg', '--at', '26'], '--at 26 is after the end, at 25.00 s.'],
    [['render', 'broken.json', '--out', 'run.svg'], 'broken.json cannot be read. The file is empty.'],
    [['render', 'mine.json', '--out', 'run.svg', '--tasks', '3'], '--tasks is for a workload'],
  ])('is told in words: %j', async (args, words) => {
    const request = interleave(...args);
    await expect(request).rejects.toThrow(UsageError);
    await expect(request).rejects.toThrow(words);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedParameters } from '../../../src/embed/element/parameter-changes.ts';
import { needsNewFrame, originOf, readSettings } from '../../../src/embed/element/player-settings.ts';
import { parseQuery } from '../../../src/io/query-string.ts';
import { catalogue } from '../../../src/scenarios/catalogue.ts';

const BASE = 'https://deck.example/talks/gil.html';
const OWN = 'https://interleave.example/v1/player.js';

const settingsOf = (attributes: Readonly<Record<string, string>>) =>
  readSettings(new Map(Object.entries(attributes)), BASE, OWN);

const addressOf = (attributes: Readonly<Record<string, string>>): string =>
  settingsOf(attributes).address.href;

describe('the address of the frame', () => {
  it('is beside the module, in its first version', () => {
    expect(addressOf({})).toBe('https://interleave.example/v1/embed.html?v=1');
  });

  it.each([
    ['a folder', 'https://our.example/interleave/', 'https://our.example/interleave/embed.html?v=1'],
    [
      'a folder without its slash',
      'https://our.example/interleave',
      'https://our.example/interleave/embed.html?v=1',
    ],
    ['a folder beside the deck', 'interleave', 'https://deck.example/talks/interleave/embed.html?v=1'],
    ['the page itself', '/frames/embed.html', 'https://deck.example/frames/embed.html?v=1'],
  ])('is in the host: %s', (_, host, address) => {
    expect(addressOf({ host })).toBe(address);
  });

  it('has the attributes for its parameters, after those of src, over which they win', () => {
    const src = 'https://our.example/embed.html?v=1&scenario=gather&modes=async&speed=2#s=abc';
    expect(addressOf({ src, modes: 'sync', code: '' })).toBe(
      'https://our.example/embed.html?v=1&scenario=gather&speed=2&modes=sync&code=1#s=abc',
    );
  });

  it('has the compressed state behind the #', () => {
    expect(addressOf({ s: 'q1Yqyc8F' })).toBe('https://interleave.example/v1/embed.html?v=1#s=q1Yqyc8F');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>',
    'blob:https://deck.example/1',
    'http://',
    '//:',
  ])('is refused where it is %s', (src) => {
    expect(() => settingsOf({ src })).toThrow();
  });

  it('says to the frame what the attributes say, whatever it is', () => {
    const value = fc.string().filter((text) => !['', 'true', 'false'].includes(text));
    fc.assert(
      fc.property(fc.constantFrom('scenario', 'modes', 'tasks', 'switch-interval'), value, (name, text) => {
        const { search, origin, pathname } = settingsOf({ [name]: text }).address;
        expect(origin + pathname).toBe('https://interleave.example/v1/embed.html');
        const said = parseQuery(search).find((pair) => pair.name === name)?.value;
        expect(said).toBe(text === name ? '1' : text);
      }),
    );
  });
});

describe('parameters', () => {
  it('are the attributes that mean nothing to HTML, to the element or to a framework', () => {
    const { parameters } = settingsOf({
      scenario: 'gather',
      'switch-interval': '0.01',
      id: 'player',
      class: 'wide',
      title: 'Gather',
      host: 'https://our.example/',
      poster: 'gather.svg',
      keys: 'frame',
      sandbox: 'allow-scripts',
      onclick: 'go()',
      'data-interleave-steps': '3, 9',
      'aria-label': 'Gather',
      '@click': 'go',
      ':tasks': '3',
      'v-if': 'shown',
      _ngcontent: '',
    });
    expect([...parameters.keys()]).toEqual(['scenario', 'switch-interval']);
  });

  it('are all that the workloads of the catalogue have', async () => {
    const scenarios = await Promise.all(catalogue.map((entry) => ('load' in entry ? entry.load() : null)));
    const names = scenarios.flatMap((scenario) => Object.keys(scenario?.parameters ?? {}));
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect([...settingsOf({ [name]: '3' }).parameters]).toEqual([[name, '3']]);
  });

  it.each([
    ['', '1'],
    ['loop', '1'],
    ['true', '1'],
    ['false', '0'],
    ['0', '0'],
  ])('that are switches may be written as %j', (written, said) => {
    expect(settingsOf({ loop: written }).parameters.get('loop')).toBe(said);
  });
});

describe('what the frame is', () => {
  it('is lazy, isolated where it can be, and tells nobody where it stands, unless said otherwise', () => {
    expect(settingsOf({}).frame).toEqual({
      title: null,
      loading: 'lazy',
      allow: 'cross-origin-isolated',
      referrerpolicy: 'no-referrer',
      sandbox: null,
    });
    expect(settingsOf({ sandbox: 'allow-scripts', loading: 'eager' }).frame).toMatchObject({
      sandbox: 'allow-scripts',
      loading: 'eager',
    });
  });

  it('speaks with its origin, or with none where it is opaque', () => {
    const origin = (attributes: Readonly<Record<string, string>>): string => {
      const { address, frame } = settingsOf(attributes);
      return originOf(address, frame);
    };
    expect(origin({})).toBe('https://interleave.example');
    expect(origin({ sandbox: 'allow-scripts allow-same-origin' })).toBe('https://interleave.example');
    expect(origin({ sandbox: 'allow-scripts' })).toBe('null');
    expect(origin({ src: 'file:///decks/embed.html' })).toBe('null');
  });

  it('has a size where both are whole numbers of pixels', () => {
    expect(settingsOf({ width: '960', height: '540' })).toMatchObject({ width: 960, height: 540 });
    expect(settingsOf({ width: '100%', height: '-1' })).toMatchObject({ width: null, height: null });
  });
});

describe('a change of attributes', () => {
  const changed = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) =>
    changedParameters(settingsOf(before).parameters, settingsOf(after).parameters);

  it('tells the frame what is said now, and null for what is not said any more', () => {
    expect(changed({ tasks: '3', t: '1', loop: '' }, { tasks: '4', t: '1' })).toEqual({
      tasks: '4',
      loop: null,
    });
    expect(changed({ tasks: '3' }, { tasks: '3', class: 'wide' })).toEqual({});
  });

  it('takes a new frame where the frame reads it from its address alone', () => {
    expect(changed({ s: 'abc' }, { s: 'abd' })).toBeNull();
    expect(changed({}, { v: '1' })).toBeNull();
  });

  it.each([
    ['host', 'https://our.example/', true],
    ['sandbox', 'allow-scripts', true],
    ['allow', '', true],
    ['title', 'Gather', false],
    ['loading', 'eager', false],
    ['poster', 'gather.svg', false],
    ['tasks', '3', false],
  ])('of %s', (name, value, isNew) => {
    expect(needsNewFrame(settingsOf({}), settingsOf({ [name]: value }))).toBe(isNew);
  });
});

import { frameAddress, type Parameters, parametersOf } from './parameters.ts';
import type { FrameAttributes } from './shell.ts';

/** What the attributes of a player say. */
export interface PlayerSettings {
  /** The address of `embed.html`, absolute, before the parameters. */
  readonly embed: string;
  /** The address of the frame. */
  readonly address: URL;
  readonly parameters: Parameters;
  readonly frame: FrameAttributes;
  /** The address of a picture that stands in for the run; `null` for none, and for what is no address. */
  readonly poster: string | null;
  /** Who gets the keys that the frame makes no use of. */
  readonly keys: 'host' | 'frame';
  /** In CSS pixels; `null` where style sheets say it. */
  readonly width: number | null;
  readonly height: number | null;
}

const PAGE = 'embed.html';

/** Where a frame is found: by its own address, or beside `host`, which is a folder, or the page itself. */
function embedAddress(src: string | null, host: string | null, base: string, own: string): string {
  if (src !== null) return new URL(src, base).href;
  if (host === null) return new URL(PAGE, own).href;
  const folder = new URL(host, base);
  if (folder.pathname.endsWith('.html')) return folder.href;
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return new URL(PAGE, folder).href;
}

/** A length as pictures and films state it: a whole number of CSS pixels. */
const lengthOf = (text: string | null): number | null =>
  text !== null && /^\d{1,5}$/.test(text) ? Number(text) : null;

/**
 * Reads the attributes of a player.
 *
 * @param base the address that relative ones start from.
 * @param own where this module is: the frame is beside it unless an attribute says otherwise.
 * @throws {Error} where there is no address that a frame is loaded from.
 */
export function readSettings(
  attributes: ReadonlyMap<string, string>,
  base: string,
  own: string,
): PlayerSettings {
  const attribute = (name: string): string | null => attributes.get(name) ?? null;
  const poster = attribute('poster');
  const embed = embedAddress(attribute('src'), attribute('host'), base, own);
  const parameters = parametersOf(attributes);
  return {
    embed,
    parameters,
    address: frameAddress(embed, parameters),
    frame: {
      title: attribute('title'),
      loading: attribute('loading') === 'eager' ? 'eager' : 'lazy',
      allow: attribute('allow') ?? 'cross-origin-isolated',
      referrerpolicy: attribute('referrerpolicy') ?? 'no-referrer',
      sandbox: attribute('sandbox'),
    },
    poster: poster !== null && URL.canParse(poster, base) ? new URL(poster, base).href : null,
    keys: attribute('keys') === 'frame' ? 'frame' : 'host',
    width: lengthOf(attribute('width')),
    height: lengthOf(attribute('height')),
  };
}

/** Whether a frame of one’s settings has to be made anew for the other’s, whatever the parameters say. */
export const needsNewFrame = (before: PlayerSettings, after: PlayerSettings): boolean =>
  before.embed !== after.embed ||
  before.frame.allow !== after.frame.allow ||
  before.frame.referrerpolicy !== after.frame.referrerpolicy ||
  before.frame.sandbox !== after.frame.sandbox ||
  before.keys !== after.keys;

/** The origin that the messages of a frame have; `null` as text where it is opaque. */
export const originOf = (address: URL, { sandbox }: FrameAttributes): string =>
  address.protocol === 'file:' || (sandbox !== null && !/\ballow-same-origin\b/.test(sandbox))
    ? 'null'
    : address.origin;

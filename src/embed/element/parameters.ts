/** What a parameter of the address is called and what it says, decoded, in the order they stand in. */
export type Parameters = ReadonlyMap<string, string>;

/** The attributes of the element itself. */
const OWN_NAMES = [
  'src',
  'host',
  'poster',
  'keys',
  'width',
  'height',
  'loading',
  'allow',
  'sandbox',
  'referrerpolicy',
];

/** The attributes that HTML gives every element. */
const GLOBAL_NAMES = [
  'accesskey',
  'autocapitalize',
  'autocorrect',
  'autofocus',
  'class',
  'contenteditable',
  'dir',
  'draggable',
  'enterkeyhint',
  'exportparts',
  'hidden',
  'id',
  'inert',
  'inputmode',
  'is',
  'itemid',
  'itemprop',
  'itemref',
  'itemscope',
  'itemtype',
  'key',
  'lang',
  'nonce',
  'part',
  'popover',
  'ref',
  'role',
  'slot',
  'spellcheck',
  'style',
  'tabindex',
  'title',
  'translate',
  'writingsuggestions',
];

/**
 * Whether an attribute is a parameter of the run: all are that mean nothing to HTML, to the element itself, or, by a prefix, to
 * a framework.
 */
const isParameter = (name: string): boolean =>
  /^[a-z][a-z0-9-]*$/.test(name) &&
  !/^(?:aria|data|ng|v)-/.test(name) &&
  !/^on[a-z]+$/.test(name) &&
  !OWN_NAMES.includes(name) &&
  !GLOBAL_NAMES.includes(name);

/** What addresses write for the ways in which HTML, React and Vue write a switch. */
function statedValue(name: string, stated: string): string {
  if (stated === '' || stated === name || stated === 'true') return '1';
  return stated === 'false' ? '0' : stated;
}

/** Whether an attribute is there and says no “no”. */
export const isOn = (stated: string | null): boolean =>
  stated !== null && stated !== '0' && stated !== 'false';

/** The parameters among an element's attributes. */
export function parametersOf(attributes: Iterable<readonly [name: string, value: string]>): Parameters {
  const parameters = new Map<string, string>();
  for (const [name, value] of attributes) {
    if (isParameter(name)) parameters.set(name, statedValue(name, value));
  }
  return parameters;
}

/** The name under which an address carries compressed state, behind the `#`. */
const COMPRESSED = 's';

/**
 * Writes the address of a frame.
 *
 * @param embed the address of `embed.html`, absolute; its own parameters hold where no other says otherwise.
 * @throws {Error} where it is not one that a frame is loaded from: `javascript:` and `data:` would run in the host’s name.
 */
export function frameAddress(embed: string, parameters: Parameters): URL {
  const address = new URL(embed);
  if (!['http:', 'https:', 'file:'].includes(address.protocol)) {
    throw new Error(`A run cannot be loaded from “${embed.slice(0, 80)}”: it takes an https address.`);
  }
  const stated = address.search.replace(/^\?/, '').split('&');
  const kept = stated.filter((pair) => pair !== '' && !parameters.has(nameOf(pair)));
  const own = [...parameters].filter(([name]) => name !== COMPRESSED);
  const version = parameters.has('v') || kept.some((pair) => nameOf(pair) === 'v') ? [] : ['v=1'];
  const pairs = own.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  address.search = [...version, ...kept, ...pairs].join('&');
  const compressed = parameters.get(COMPRESSED);
  if (compressed !== undefined) address.hash = `${COMPRESSED}=${encodeURIComponent(compressed)}`;
  return address;
}

function nameOf(pair: string): string {
  const [name = ''] = pair.split('=', 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

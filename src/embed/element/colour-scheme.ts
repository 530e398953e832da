/** Whether something is to be read on a light or on a dark ground. */
export type ColourScheme = 'light' | 'dark';

/** What a computed background says: its scheme, or whether it can be looked through or not be told. */
export type Ground = ColourScheme | 'transparent' | 'unknown';

/** Below this a ground counts as dark, between 0 and 1: as light as the middle grey of CSS looks. */
const MIDDLE = 0.5;

/**
 * Reads a computed `background-color`.
 *
 * @param colour as CSSOM serialises it: `rgb()`, `rgba()`, `color()`, `lab()`, `lch()`, `oklab()` or `oklch()`.
 */
export function groundOf(colour: string): Ground {
  const [, name = '', inside = ''] = /^([a-z]+)\(([^()]*)\)$/.exec(colour.trim()) ?? [];
  const words = inside.split(/[\s,/]+/).filter((word) => word !== '');
  const numbers = words.map(toNumber).filter((value) => !Number.isNaN(value));
  const [first = 0, second = 0, third = 0, alpha = 1] = numbers;
  if (numbers.length < 3) return 'unknown';
  if (alpha < MIDDLE) return 'transparent';
  switch (name) {
    case 'rgb':
    case 'rgba':
      return schemeOf(brightness(first / 255, second / 255, third / 255));
    case 'color':
      return schemeOf(brightness(first, second, third));
    case 'lab':
    case 'lch':
      return schemeOf(first / 100);
    case 'oklab':
    case 'oklch':
      return schemeOf(first);
    default:
      return 'unknown';
  }
}

/** A number or `none`; `NaN` for a word, such as the name of a colour space. */
const toNumber = (word: string): number => (word === 'none' ? 0 : Number(word));

/** How light the eye takes a colour to be, by the weights of ITU-R BT.601. */
const brightness = (red: number, green: number, blue: number): number =>
  0.299 * red + 0.587 * green + 0.114 * blue;

const schemeOf = (lightness: number): ColourScheme => (lightness < MIDDLE ? 'dark' : 'light');

/**
 * The scheme of the ground an element stands on: its own `color-scheme` where its style says one, else that of the nearest
 * background around it.
 *
 * @returns `null` where there is none, or a picture: what the element inherits holds.
 */
export function schemeAround(element: HTMLElement): ColourScheme | null {
  const stated = element.style.colorScheme;
  if (stated === 'dark' || stated === 'light') return stated;
  for (let around: Element | null = element; around; around = parentOf(around)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(around);
    const ground = groundOf(backgroundColor);
    if (ground === 'light' || ground === 'dark') return ground;
    if (ground === 'unknown' || backgroundImage !== 'none') return null;
  }
  return null;
}

/** The parent as it is rendered: out of a shadow root, and into the slot that an element stands in. */
function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

import { assertNever } from '../base/assert-never.ts';
import type { Seconds } from '../base/units.ts';
import type { Composition, CompositionItem } from '../timeline/composition.ts';
import { laneDefinitions, lanesAsSvg, plotClip } from '../timeline/svg-lanes.ts';
import { escapeXml, svgElement } from '../timeline/svg-text.ts';
import { fontFamilyOf, fontSizeOf } from '../timeline/text-size.ts';

/** Sets the ids of the document apart from those of whatever it may be put into. */
const PREFIX = 'interleave-';

/**
 * A picture as an SVG document of its own. It needs no script, no style sheet and no typeface of ours: where Inter is
 * missing, text falls back to the system's.
 *
 * @param time where the playhead stands, in program seconds; `null` for a picture of the whole of the runs.
 */
export function pictureAsSvg(picture: Composition, time: Seconds | null): string {
  const { title, description, address, palette, width, height } = picture;
  const definitions = [laneDefinitions(palette, PREFIX)];
  const size = fontSizeOf(palette);
  const shapes = [...picture.still, ...picture.at(time)].map((item, index) =>
    shapeOf(item, picture, definitions, `${PREFIX}plot-${index}`),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': fontFamilyOf(palette),
      'font-size': size,
      'font-weight': 500,
    },
    [
      svgElement('title', {}, escapeXml(title)),
      svgElement('desc', {}, escapeXml(description)),
      ...(address === null ? [] : [svgElement('metadata', {}, escapeXml(address))]),
      svgElement('defs', {}, definitions.join('')),
      svgElement('rect', { width, height, fill: picture.paper }),
      ...shapes,
    ].join(''),
  )}\n`;
}

/** An item as markup. @param definitions what it refers to is added here. @param clip an id that nothing else has. */
function shapeOf(
  item: CompositionItem,
  { palette }: Composition,
  definitions: string[],
  clip: string,
): string {
  switch (item.kind) {
    case 'text': {
      const words = svgElement(
        'text',
        {
          x: item.x,
          y: item.y,
          fill: item.colour,
          'font-size': item.size === fontSizeOf(palette) ? undefined : item.size,
          'font-weight': item.weight === 500 ? undefined : item.weight,
          'text-anchor': item.anchor === 'start' ? undefined : item.anchor,
        },
        escapeXml(item.text),
      );
      return item.link === null ? words : svgElement('a', { href: item.link }, words);
    }
    case 'rectangle': {
      const { x, y, width, height, colour, strength, corner, edge } = item;
      return svgElement('rect', {
        x,
        y,
        width,
        height,
        rx: corner || undefined,
        fill: colour,
        'fill-opacity': strength === 1 ? undefined : strength,
        stroke: edge ?? undefined,
      });
    }
    case 'lanes':
      definitions.push(plotClip(item.list, clip));
      return svgElement(
        'g',
        { transform: `translate(${item.x} ${item.y})` },
        lanesAsSvg(item.list, palette, PREFIX, clip),
      );
    default:
      return assertNever(item);
  }
}

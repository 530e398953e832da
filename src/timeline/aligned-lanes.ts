import { type LaneSet, NEUTRAL_HUE } from '../trace/lanes/lanes.ts';
import { pairByName } from './layout.ts';

/** Two runs whose rows stand in the same order. */
export interface AlignedLanes {
  readonly shown: LaneSet;
  readonly other: LaneSet;
}

/**
 * Puts the lanes of two runs in the same order, by name, and gives what has the same name the same colour. Where one run
 * has no such lane its row is empty. The other run's lanes come first and in its order, so that rows stay where they are
 * while a live run brings its lanes one by one.
 */
export function alignLanes(shown: LaneSet, other: LaneSet): AlignedLanes {
  const order = pairByName(shown.lanes, other.lanes).map(({ name }) => name);
  const hueOfName = new Map<string, number>();
  for (const { id, name } of other.actors) {
    const hue = other.hueOf(id);
    if (hue !== NEUTRAL_HUE) hueOfName.set(name, hue);
  }
  const hueOf: LaneSet['hueOf'] = (actor) => {
    const own = shown.hueOf(actor);
    if (own === NEUTRAL_HUE) return own;
    return hueOfName.get(shown.actors[actor]?.name ?? '') ?? hueOfName.size + own;
  };
  const lanes = shown.lanes.map((lane) => ({ ...lane, hue: hueOf(lane.actor) }));
  return { shown: { ...shown, lanes, hueOf, order }, other: { ...other, order } };
}

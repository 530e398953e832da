import { type ArrowLayer, arrowLayer, arrowsAt, type EventRange } from '../../timeline/arrow-items.ts';
import type { ActorId } from '../../trace/actors.ts';
import { arrowPhrase } from '../../trace/arrows/arrow-words.ts';
import { createArrowReader } from '../../trace/arrows/arrows.ts';
import { phraseText } from '../../trace/phrase.ts';
import type { Trace } from '../../trace/trace.ts';
import { viewportStore } from '../playhead/view.ts';
import { hoveredActorStore, selectedActorStore } from './selected-actor.ts';
import { shownTrace } from './stage-state.ts';
import { player, shownTraces, stageStore, stepOrder } from './stage-store.ts';
import { actorNamesOnStage } from './story.ts';
import { createTraceReaders } from './trace-readers.ts';

const arrowReaderOf = createTraceReaders(createArrowReader);

function traceOf(key: string): Trace | null {
  const { groups, page } = stageStore.getState();
  const group = groups.find((candidate) => candidate.key === key);
  return group ? shownTrace(group, page.engine) : null;
}

/** Whose arrows of a group are shown even while not all are. */
function focusIn(key: string): readonly ActorId[] {
  const concerned = [selectedActorStore.getState(), hoveredActorStore.getState()];
  return concerned.flatMap((selection) => (selection?.group === key ? [selection.actor] : []));
}

const NOTHING: EventRange = { from: 0, to: 0 };

/** The events of a trace that happen at the step where the playhead stands; none where it was put by time. */
function stepIn(trace: Trace): EventRange {
  const { step } = player.store.getState();
  const index = shownTraces().indexOf(trace);
  if (step === null || step === 0 || index < 0) return NOTHING;
  const order = stepOrder();
  return { from: order.countsAtStep(step - 1)[index] ?? 0, to: order.countsAtStep(step)[index] ?? 0 };
}

/** The playhead moves in so many strides through the view, for those to whom its exact place makes no difference. */
const STRIDES = 100;

function roughPlayhead(): number {
  const { from, to } = viewportStore.getState();
  const stride = (to - from) / STRIDES;
  return Math.round(player.store.getState().time / stride) * stride;
}

interface Known {
  readonly inputs: readonly unknown[];
  readonly layer: ArrowLayer;
}

const layers = new Map<string, Known>();

/** The arrows of a group: all of them, or those of whom the reader points at or has selected; the same while nothing changes. */
export function layerOf(key: string): ArrowLayer | null {
  const trace = traceOf(key);
  if (!trace) return null;
  const arrows = arrowReaderOf(trace).read(trace);
  const all = stageStore.getState().showsArrows;
  const focus = focusIn(key);
  const step = stepIn(trace);
  const playhead = roughPlayhead();
  const inputs = [arrows, arrows.length, all, focus[0], focus[1], step.from, step.to, playhead];
  const known = layers.get(key);
  if (known?.inputs.every((input, index) => input === inputs[index])) return known.layer;
  const layer = arrowLayer({ arrows, all, focus, step, playhead });
  layers.set(key, { inputs, layer });
  return layer;
}

/** The arrows of a group whose heads are at the playhead's step, in words; empty where there are none. */
export function arrowWords(key: string): string {
  const trace = traceOf(key);
  if (!trace) return '';
  const arrows = arrowReaderOf(trace).read(trace);
  const nameOf = actorNamesOnStage(trace.actors);
  return arrowsAt(arrows, stepIn(trace), stageStore.getState().grouping)
    .map((index) => phraseText(arrowPhrase(trace, arrows, index), nameOf))
    .join('; ');
}

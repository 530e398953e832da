import { assertNever } from '../../base/assert-never.ts';
import type { Group } from './stage-state.ts';

/** How a group's lanes came about, for its badge. */
export interface ProvenanceBadge {
  readonly kind: 'measured' | 'modelled' | 'replayed' | 'imported' | 'failed' | 'none';
  readonly label: string;
  /** The whole of it, in a sentence. */
  readonly title: string;
}

/**
 * The badge of a group: never is a model's run shown as a measured one.
 *
 * @param hasEnded whether the playhead has come to the end of its run: before that no error is told of.
 */
export function provenanceOf(
  { live, model, problem, replay, imported }: Group,
  engine: 'live' | 'model',
  hasEnded = true,
): ProvenanceBadge {
  if (replay) {
    return {
      kind: 'replayed',
      label: 'Replayed',
      title: 'The simulator follows a schedule, step by step. What its steps take in seconds means nothing.',
    };
  }
  if (imported) return { kind: 'imported', label: 'Imported', title: imported.origin };
  if (!live && !model && problem === null) {
    return { kind: 'none', label: 'Kept back', title: 'It is shown once you have answered the question.' };
  }
  if (engine === 'model') {
    if (model?.error && hasEnded) {
      return { kind: 'failed', label: 'Modelled, failed', title: 'The simulator ran this to an error.' };
    }
    return model
      ? { kind: 'modelled', label: 'Modelled', title: 'The simulator ran this on a virtual clock.' }
      : { kind: 'failed', label: 'No model', title: problem ?? 'The model has not run.' };
  }
  if (!live) {
    return {
      kind: 'none',
      label: 'Not run',
      title: 'The faint lanes are what the model predicts. Press Run.',
    };
  }
  switch (live.phase) {
    case 'preparing':
      return { kind: 'none', label: 'Starting', title: 'Its workers are being started.' };
    case 'running':
      return {
        kind: 'measured',
        label: 'Running',
        title: 'Real workers are running it now.',
      };
    case 'finished':
      return {
        kind: 'measured',
        label: 'Measured',
        title: 'Real workers ran it, and this is what they did.',
      };
    case 'cancelled':
      return { kind: 'failed', label: 'Cancelled', title: 'It was cancelled; this is how far it had come.' };
    case 'failed':
      return { kind: 'failed', label: 'Failed', title: 'It ended by an error; this is how far it had come.' };
    default:
      return assertNever(live.phase);
  }
}

import type { Seconds } from '../base/units.ts';
import type { ActorId } from './actors.ts';

/** A line that a program printed. */
export interface OutputLine {
  /** When it was complete: the time of its newline; for an unfinished line that of its last text so far. */
  readonly time: Seconds;
  /** Who began it. */
  readonly actor: ActorId;
  /** Without its newline. */
  readonly text: string;
  /** The index of the event that completed it, or wrote the last of it so far. */
  readonly event: number;
}

/** How many lines a piece of output completes: the newlines in it. */
export const newlinesIn = (text: string): number => text.split('\n').length - 1;

/** All the text written by everybody, in one stream: whoever writes next goes on with the line that is not finished. */
export class StandardOutput {
  #complete: OutputLine[] = [];
  #unfinished: OutputLine | null = null;
  #lines: readonly OutputLine[] | null = [];

  /** The lines that are complete, then the one that is not, if there is one. The same array while no text is added. */
  get lines(): readonly OutputLine[] {
    this.#lines ??= this.#unfinished ? [...this.#complete, this.#unfinished] : [...this.#complete];
    return this.#lines;
  }

  /** Writes text as it is: every newline in it ends a line. */
  write(text: string, place: Omit<OutputLine, 'text'>): void {
    const parts = text.split('\n');
    const rest = parts.pop() ?? '';
    for (const part of parts) this.writeLine(part, place);
    if (rest === '') return;
    this.#unfinished = this.#continued(rest, place);
    this.#lines = null;
  }

  /** Writes text and a newline in one piece. */
  writeLine(text: string, place: Omit<OutputLine, 'text'>): void {
    this.#complete.push(this.#continued(text, place));
    this.#unfinished = null;
    this.#lines = null;
  }

  #continued(text: string, place: Omit<OutputLine, 'text'>): OutputLine {
    const begun = this.#unfinished;
    return begun ? { ...place, actor: begun.actor, text: begun.text + text } : { ...place, text };
  }
}

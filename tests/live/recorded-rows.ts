import type { RowReceiver } from '../../src/live/event-rows.ts';

/** Keeps what it receives. */
export class RecordedRows implements RowReceiver {
  readonly rows: (readonly [number, number, number, number, number])[] = [];
  readonly texts: (readonly [number, string])[] = [];

  row(time: number, code: number, actor: number, subject: number, value: number): void {
    this.rows.push([time, code, actor, subject, value]);
  }

  text(number: number, content: string): void {
    this.texts.push([number, content]);
  }
}

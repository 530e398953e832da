import { seconds } from '../base/units.ts';
import type { ActorId } from './actors.ts';
import { EVENT_CODE } from './events.ts';
import { createGrowingReader, type TraceReader } from './growing-reader.ts';
import { type OutputLine, StandardOutput } from './standard-output.ts';
import type { Trace } from './trace.ts';

/**
 * Makes a reader of all lines that the program of a growing trace has printed, in the order of their newlines: the first
 * `TraceState.printed` of them stand at a moment. A last line without a newline comes after them. It gives the same array
 * while no text is added.
 */
export const createOutputReader = (): TraceReader<
  readonly OutputLine[],
  Pick<Trace, 'actors' | 'events' | 'texts'>
> =>
  createGrowingReader(() => {
    const output = new StandardOutput();
    return {
      read({ events, texts }, from) {
        for (let event = from; event < events.length; event++) {
          const code = events.kind[event];
          if (code !== EVENT_CODE.print && code !== EVENT_CODE.output) continue;
          const text = texts[events.value[event] as number] ?? '';
          const time = seconds(events.time[event] as number);
          const place = { time, actor: events.actor[event] as ActorId, event };
          if (code === EVENT_CODE.print) output.writeLine(text, place);
          else output.write(text, place);
        }
        return output.lines;
      },
    };
  });

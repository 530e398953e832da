import type { TraceState } from '../../trace/state/state.ts';
import { createStateReader } from '../../trace/state/state-reader.ts';
import { createTraceReaders } from '../state/trace-readers.ts';
import type { Moment } from './moment.ts';

const readerOf = createTraceReaders(createStateReader);

/** The state of a moment. All who ask share what has been read of its trace: a long one takes a while to go through. */
export const stateAt = ({ trace, count }: Moment): TraceState => readerOf(trace).at(trace, count);

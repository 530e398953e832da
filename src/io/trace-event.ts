/**
 * The events of the Trace Event Format, as far as they are written here. Source: the format's own description (Google,
 * "Trace Event Format"), and what Perfetto and speedscope read of it.
 */
export type TraceEvent =
  | (EventPlace & { readonly ph: 'M'; readonly name: string; readonly args: EventArguments })
  /** Begin and end of a slice of a thread; DevTools drops it unless both have the same name and category. */
  | (EventPlace & { readonly ph: 'B' | 'E'; readonly name: string; readonly cat: string })
  | (EventPlace & {
      /** Begin and end of an asynchronous slice; those of one `cat` and `id` nest. */
      readonly ph: 'b' | 'e';
      readonly name: string;
      readonly cat: string;
      readonly id: string;
      readonly args?: EventArguments;
    })
  | (EventPlace & {
      readonly ph: 'i';
      readonly s: 't';
      readonly name: string;
      readonly cat: string;
      readonly args?: EventArguments;
    })
  | (EventPlace & {
      /** Start and end of an arrow; `bp` binds its end to the slice around it, not to the next. */
      readonly ph: 's' | 'f';
      readonly bp?: 'e';
      readonly name: string;
      readonly cat: string;
      readonly id: string;
    })
  | (EventPlace & { readonly ph: 'C'; readonly name: string; readonly args: EventArguments });

interface EventPlace {
  readonly pid: number;
  readonly tid: number;
  /** Microseconds since the start of the run. Every event has it: speedscope refuses files where one has none. */
  readonly ts: number;
}

type EventArguments = Readonly<Record<string, string | number>>;

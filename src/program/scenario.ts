import type { CourseDocument, Lesson } from './lesson.ts';
import { type Listing, parseListing } from './listing.ts';
import { type Mode, modeKey } from './modes.ts';
import type { ParameterValues, Program } from './program.ts';

/** A whole number or a quantity that the reader can set, within bounds. */
export interface NumberParameter {
  readonly kind: 'integer' | 'number';
  readonly label: string;
  /** Shown behind the value, for example `s`. */
  readonly unit?: string;
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** A yes or no that the reader can set. */
export interface SwitchParameter {
  readonly kind: 'switch';
  readonly label: string;
  readonly initial: boolean;
}

export type Parameter = NumberParameter | SwitchParameter;

/** The parameters of a scenario by the names that links carry. */
export type ParameterTable = Readonly<Record<string, Parameter>>;

/** The values that go with a table of parameters. */
export type ValuesOf<Table extends ParameterTable> = {
  readonly [Name in keyof Table]: Table[Name] extends SwitchParameter ? boolean : number;
};

/** One mode as a scenario offers it. */
export interface ModeOffer {
  readonly mode: Mode;
  /** The heading of its group of lanes: `Threads`. */
  readonly title: string;
  /** What runs there, in a few words: `five threads under the GIL`. */
  readonly subtitle: (parameters: ParameterValues, gil: boolean) => string;
  /** The Python that does what the program does, with the reader's parameters in it. */
  readonly listing: (parameters: ParameterValues) => Listing;
  /** What the course document measured on its author's machine, in seconds, for the initial parameters and a GIL. */
  readonly quoted?: { readonly source: CourseDocument; readonly seconds: number };
  /** Whether it runs without a GIL whatever the machine's setting: the free-threaded build (PEP 703). */
  readonly freeThreaded: boolean;
  /** Whether it is on when the scenario is first opened. */
  readonly initially: boolean;
}

/** A workload: its program, the ways it can be run, and what there is to learn from it. */
export interface Scenario {
  /** What links call it; never changes. */
  readonly id: string;
  readonly parameters: ParameterTable;
  readonly modes: readonly ModeOffer[];
  /** Whether it computes: live modes then run one after another, so that they do not take each other's cores. */
  readonly computes: boolean;
  /** Whether lanes by task leave out the main routine, which only waits for its jobs. */
  readonly hidesMain: boolean;
  /** Its program; the bounds of what its jobs share may differ by parameters and mode. */
  readonly programFor: (parameters: ParameterValues, mode: Mode) => Program;
  /** What is to be learnt from it; null for one that nobody is taught by. */
  readonly lesson: Lesson | null;
}

/** A mode offer as a scenario file states it, its listing still source text. */
export type ModeStatement<Values extends ParameterValues> = Omit<
  ModeOffer,
  'listing' | 'subtitle' | 'initially' | 'mode' | 'freeThreaded'
> & {
  readonly mode: Mode['id'];
  readonly lock?: boolean;
  readonly variant?: string;
  readonly freeThreaded?: boolean;
  readonly subtitle: (parameters: Values, gil: boolean) => string;
  /** Its listing as source text whose lines end in marks: see `parseListing`. */
  readonly listing: (parameters: Values) => string;
  readonly initially?: boolean;
};

/** A scenario as its file states it. */
export interface ScenarioStatement<Table extends ParameterTable> {
  readonly id: string;
  readonly parameters: Table;
  readonly modes: readonly ModeStatement<ValuesOf<Table>>[];
  readonly computes?: boolean;
  readonly hidesMain?: boolean;
  /** Its program, or what makes it where the bounds of what is shared differ by parameters or mode. */
  readonly program:
    | Program<ValuesOf<Table>>
    | ((parameters: ValuesOf<Table>, mode: Mode) => Program<ValuesOf<Table>>);
  readonly lesson?: Lesson;
}

/**
 * Makes a scenario of its statement: fills in what is usual.
 *
 * @throws Error when two modes have the same key.
 */
export function defineScenario<const Table extends ParameterTable>(
  statement: ScenarioStatement<Table>,
): Scenario {
  const keys = new Set<string>();
  const { program } = statement;
  const modes = statement.modes.map((offer): ModeOffer => {
    const { mode: id, lock = false, variant } = offer;
    const mode: Mode = { id, lock, ...(variant !== undefined && { variant }) };
    const key = modeKey(mode);
    if (keys.has(key)) throw new Error(`${statement.id} offers the mode ${key} twice.`);
    keys.add(key);
    return {
      mode,
      title: offer.title,
      subtitle: offer.subtitle as ModeOffer['subtitle'],
      listing: (parameters) => parseListing(offer.listing(parameters as ValuesOf<Table>)),
      freeThreaded: offer.freeThreaded ?? false,
      initially: offer.initially ?? true,
      ...(offer.quoted && { quoted: offer.quoted }),
    };
  });
  return {
    id: statement.id,
    parameters: statement.parameters,
    modes,
    computes: statement.computes ?? false,
    hidesMain: statement.hidesMain ?? false,
    programFor: (parameters, mode) =>
      (typeof program === 'function'
        ? program(parameters as ValuesOf<Table>, mode)
        : program) as unknown as Program,
    lesson: statement.lesson ?? null,
  };
}

/** The initial value of every parameter. */
export function initialValues(table: ParameterTable): ParameterValues {
  return Object.fromEntries(Object.entries(table).map(([name, parameter]) => [name, parameter.initial]));
}

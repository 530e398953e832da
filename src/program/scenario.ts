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
  readonly quoted?: { readonly source: string; readonly seconds: number };
  /** Whether it is on when the scenario is first opened. */
  readonly initially: boolean;
}

/** A workload of the catalogue. */
export interface Scenario {
  /** What links call it; never changes. */
  readonly id: string;
  readonly title: string;
  /** One sentence that says what there is to see. */
  readonly claim: string;
  readonly parameters: ParameterTable;
  readonly modes: readonly ModeOffer[];
  /** Whether it computes: live modes then run one after another, so that they do not take each other's cores. */
  readonly computes: boolean;
  /** Whether lanes by task leave out the main routine, which only waits for its jobs. */
  readonly hidesMain: boolean;
  readonly program: Program;
}

/** A mode offer as a scenario file states it, its listing still source text. */
export type ModeStatement<Values extends ParameterValues> = Omit<
  ModeOffer,
  'listing' | 'subtitle' | 'initially' | 'mode'
> & {
  readonly mode: Mode['id'];
  readonly lock?: boolean;
  readonly subtitle: (parameters: Values, gil: boolean) => string;
  /** Its listing as source text whose lines end in marks: see `parseListing`. */
  readonly listing: (parameters: Values) => string;
  readonly initially?: boolean;
};

/** A scenario as its file states it. */
export interface ScenarioStatement<Table extends ParameterTable> {
  readonly id: string;
  readonly title: string;
  readonly claim: string;
  readonly parameters: Table;
  readonly modes: readonly ModeStatement<ValuesOf<Table>>[];
  readonly computes?: boolean;
  readonly hidesMain?: boolean;
  readonly program: Program<ValuesOf<Table>>;
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
  const modes = statement.modes.map((offer): ModeOffer => {
    const mode: Mode = { id: offer.mode, lock: offer.lock ?? false };
    const key = modeKey(mode);
    if (keys.has(key)) throw new Error(`${statement.id} offers the mode ${key} twice.`);
    keys.add(key);
    return {
      mode,
      title: offer.title,
      subtitle: offer.subtitle as ModeOffer['subtitle'],
      listing: (parameters) => parseListing(offer.listing(parameters as ValuesOf<Table>)),
      initially: offer.initially ?? true,
      ...(offer.quoted && { quoted: offer.quoted }),
    };
  });
  return {
    id: statement.id,
    title: statement.title,
    claim: statement.claim,
    parameters: statement.parameters,
    modes,
    computes: statement.computes ?? false,
    hidesMain: statement.hidesMain ?? false,
    program: statement.program as unknown as Program,
  };
}

/** The initial value of every parameter. */
export function initialValues(table: ParameterTable): ParameterValues {
  return Object.fromEntries(Object.entries(table).map(([name, parameter]) => [name, parameter.initial]));
}

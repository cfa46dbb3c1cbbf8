/**
 * How a grammar is written down. A definition is plain data: segments know their elements, sets know their loops. Reading,
 * checking, explaining and (through the check of what was written) writing all follow it.
 */

/**
 * What an element holds. `text` any characters, `code` a code from a list that we do not keep, `number` digits, `decimal` a
 * signed decimal, `money` a decimal of at most two places, `date` CCYYMMDD, `time` HHMM with more if given, `period` a date or
 * a range in the form that another element names, `parts` components.
 */
export type ElementType = 'text' | 'code' | 'number' | 'decimal' | 'money' | 'date' | 'time' | 'period' | 'parts' | 'unused';

/**
 * What an element can give away of whom or of what it is about. `name`, `number` (ids, control and account numbers, phones),
 * `address`, `city`, `postal code`, `birth date` (and of death), `date` (of service and the like), `text` (people wrote it: anything),
 * `provider` (the number of a provider, where no qualifier says so), `control` (the number of a transmission), `nothing`.
 */
export type Identity =
  | 'name'
  | 'number'
  | 'address'
  | 'city'
  | 'postal code'
  | 'birth date'
  | 'date'
  | 'text'
  | 'provider'
  | 'control'
  | 'nothing';

export interface ElementDefinition {
  readonly name: string;
  readonly type: ElementType;
  readonly min: number;
  readonly max: number;
  readonly required: boolean;
  /** How often it may stand, divided by the repetition separator. */
  readonly repeats: number;
  /** Of `parts`: what each holds. */
  readonly parts?: readonly ElementDefinition[];
  /** Said of every element that could give something away; kinds, counts and amounts cannot (`identityOf`). */
  readonly gives?: Identity;
  /** Values of the first element with which this one gives nothing away. */
  readonly exceptWith?: readonly string[];
}

export interface SegmentDefinition {
  readonly id: string;
  readonly name: string;
  readonly elements: readonly ElementDefinition[];
  /** Pairs of elements (from 1) of which both or none must stand, in their order. */
  readonly together?: readonly (readonly [number, number])[];
  /** The element that names the form (D8, RD8, …) of a `period`. */
  readonly formAt?: number;
  /** Elements (from 1) that belong to the transmission and not to what it says: numbers, counts and dates of the file. */
  readonly formal?: readonly number[];
  /** Rows that stand one after the other in one segment, from element `from` on, `size` elements each. */
  readonly rows?: Rows;
}

export interface Rows {
  readonly from: number;
  readonly size: number;
  /** How many elements, those before the rows counted in, say which row it is. */
  readonly named: number;
  /** Whether it matters which comes first. */
  readonly ordered?: true;
}

/** `required` is an error when missing, `expected` a warning. */
export type Need = 'required' | 'expected' | 'optional';

/** Which values of which element (from 1) tell this use from others of the same segment. */
export interface Steering {
  readonly element: number;
  readonly values: readonly string[];
}

/** A segment's place within a loop. */
export interface SegmentUse {
  readonly kind: 'segment';
  readonly segment: SegmentDefinition;
  readonly need: Need;
  readonly max: number;
  readonly when?: Steering;
  /** What it means here; otherwise the segment's own name. */
  readonly name?: string;
  /** A segment of last resort: accepted, and said to be unexpected. */
  readonly stray?: true;
}

/** A loop: its first segment opens it. */
export interface LoopDefinition {
  readonly kind: 'loop';
  /** As billers say it: 2100, 2010AA. The root's is empty. */
  readonly id: string;
  readonly name: string;
  readonly need: Need;
  readonly max: number;
  readonly body: readonly (SegmentUse | LoopDefinition)[];
  /** Segments that open the loop when its own opening is missing. */
  readonly alsoOpenedBy?: readonly string[];
  /** What people count by it, in a word: claim, line, payment. */
  readonly item?: string;
  /** Which elements, of the loop's own segments, tell one from the next. */
  readonly key?: readonly KeyElement[];
}

export interface KeyElement {
  readonly segment: string;
  readonly element: number;
  /** What the first element must say. */
  readonly qualifier?: string;
}

export interface SetDefinition {
  /** ST01. */
  readonly set: string;
  /** Beginnings of GS08 (or ST03) that this definition reads. */
  readonly versions: readonly string[];
  readonly name: string;
  /** Which builder makes typed objects of it; none means that it is checked and explained only. */
  readonly builds?: 'remits' | 'claims' | 'acknowledgments' | 'status' | 'eligibility' | 'reviews';
  /** Of an 837: which kind of claim. */
  readonly claimType?: 'professional' | 'institutional' | 'dental';
  readonly root: LoopDefinition;
}

// ---- words to write definitions with ---------------------------------------------------------------------------------

const element = (type: ElementType, name: string, max: number, min: number, required: boolean): ElementDefinition => ({
  name,
  type,
  min,
  max,
  required,
  repeats: 1,
});

const vocabulary = (required: boolean) => ({
  text: (name: string, max: number, min = 1) => element('text', name, max, min, required),
  code: (name: string, max: number, min = 1) => element('code', name, max, min, required),
  number: (name: string, max: number, min = 1) => element('number', name, max, min, required),
  decimal: (name: string, max = 15) => element('decimal', name, max, 1, required),
  money: (name: string) => element('money', name, 18, 1, required),
  date: (name: string) => element('date', name, 8, 8, required),
  time: (name: string) => element('time', name, 8, 4, required),
  period: (name: string) => element('period', name, 35, 1, required),
  parts: (name: string, parts: readonly ElementDefinition[], repeats = 1): ElementDefinition => ({
    ...element('parts', name, 999, 0, required),
    parts,
    repeats,
  }),
});

/** Elements that must stand. */
export const must = vocabulary(true);
/** Elements that may stand. */
export const may = vocabulary(false);
/** An element that the sets we read have no use for. */
export const unused = element('unused', 'not used', 999, 0, false);

export const segment = (
  id: string,
  name: string,
  elements: readonly ElementDefinition[],
  more: Pick<SegmentDefinition, 'together' | 'formAt' | 'formal' | 'rows'> = {},
): SegmentDefinition => ({ id, name, elements, ...more });

interface UseOptions {
  readonly when?: Steering;
  readonly name?: string;
  readonly max?: number;
  readonly stray?: true;
}
const use = (of: SegmentDefinition, need: Need, max: number, options: UseOptions = {}): SegmentUse => {
  const { max: limit, ...rest } = options;
  return { kind: 'segment', segment: of, need, max: limit ?? max, ...rest };
};

/** Many times: as good as without limit. */
export const MANY = 0x7fffffff;
/** Once, required. */
export const one = (of: SegmentDefinition, options?: UseOptions) => use(of, 'required', 1, options);
/** Once, and worth a warning when missing. */
export const due = (of: SegmentDefinition, options?: UseOptions) => use(of, 'expected', 1, options);
/** At most once. */
export const maybe = (of: SegmentDefinition, options?: UseOptions) => use(of, 'optional', 1, options);
/** Any number of times. */
export const any = (of: SegmentDefinition, options?: UseOptions) => use(of, 'optional', MANY, options);
/** At least once. */
export const some = (of: SegmentDefinition, options?: UseOptions) => use(of, 'required', MANY, options);

/** Steering by an element: `by(1, 'PR')`. */
export const by = (at: number, ...values: readonly string[]): Steering => ({ element: at, values });

interface LoopOptions extends Pick<LoopDefinition, 'alsoOpenedBy' | 'item' | 'key'> {
  readonly need?: Need;
  readonly max?: number;
}
export const loop = (
  id: string,
  name: string,
  { need = 'optional', max = MANY, ...options }: LoopOptions,
  body: readonly (SegmentUse | LoopDefinition)[],
): LoopDefinition => ({ kind: 'loop', id, name, need, max, body, ...options });

/** An element that tells one loop from the next: `keyed('REF', 2, '6R')` is REF02 where REF01 is 6R. */
export const keyed = (segmentId: string, at: number, qualifier?: string): KeyElement => ({
  segment: segmentId,
  element: at,
  ...(qualifier === undefined ? {} : { qualifier }),
});

/** What an element can give away: what is said of it, or nothing where its kind cannot name anybody; unsaid where someone must look. */
export function identityOf({ gives: said, type, max }: ElementDefinition): Identity | undefined {
  if (said !== undefined) return said;
  const harmless = type === 'money' || type === 'decimal' || type === 'number' || type === 'time' || type === 'unused' || type === 'parts';
  return harmless || (type === 'code' && max < 10) ? 'nothing' : undefined;
}

/** An element with what it can give away; with some values of the segment's first element it may give away nothing. */
export const gives = (identity: Identity, of: ElementDefinition, exceptWith?: readonly string[]): ElementDefinition => ({
  ...of,
  gives: identity,
  ...(exceptWith === undefined ? {} : { exceptWith }),
});

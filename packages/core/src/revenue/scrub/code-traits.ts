import type { AddOnRow, Answer, DiagnosisRow, ProcedureFamily, ProcedureRow, ProcedureSubject } from '../../ground/codes/index.ts';

/** What the tables say of a procedure on a day. */
interface ProcedureOfDay {
  readonly formed: boolean;
  readonly answer: Answer<ProcedureRow> | undefined;
  readonly family: string;
  readonly about: ProcedureSubject;
  readonly unlisted: boolean;
  readonly evaluation: boolean;
  readonly globalDays: string | undefined;
  readonly addOn: Answer<AddOnRow> | undefined;
}

/** What they say of a diagnosis. */
interface DiagnosisOfDay {
  readonly code: string;
  readonly answer: Answer<DiagnosisRow> | undefined;
  readonly row: DiagnosisRow | undefined;
  readonly side: 'right' | 'left' | 'both' | 'unspecified' | undefined;
  readonly formed: boolean;
}

/** Yes-or-no questions of a code on a day, each with its bit. They are asked once for all claims of that day. */
export class Traits<Of, Name extends string> {
  readonly end: number;
  readonly #first: number;
  readonly #names: readonly string[];
  readonly #judges: readonly ((one: Of) => boolean)[];

  constructor(first: number, judges: { readonly [name in Name]: (one: Of) => boolean }) {
    this.#first = first;
    this.#names = Object.keys(judges);
    this.#judges = Object.values(judges);
    this.end = first + this.#names.length;
    if (this.end > mostTraits) throw new Error('there are no more bits for traits');
  }

  /** The bits of those that it has. */
  of(one: Of): number {
    let found = 0;
    const judges = this.#judges;
    for (let i = 0; i < judges.length; i++) if (judges[i]?.(one)) found |= 1 << (this.#first + i);
    return found;
  }

  /** 0 where it is none of these. */
  bit(name: string): number {
    const at = this.#names.indexOf(name);
    return at < 0 ? 0 : 1 << (this.#first + at);
  }
}
/** Of one number. */
export const mostTraits = 31;
export type NameOf<T> = T extends Traits<never, infer Name> ? Name : never;

/** Visits by the word that a practice has for them. */
export const visits: ReadonlySet<string> = new Set<ProcedureFamily>(['office visit', 'eye exam', 'preventive visit', 'hospital visit']);

const families = (...names: readonly ProcedureFamily[]) => {
  const wanted: ReadonlySet<string> = new Set(names);
  return ({ family }: ProcedureOfDay): boolean => wanted.has(family);
};

/** Of a procedure on a day. */
export const procedureTraits = new Traits(0, {
  'odd procedure': ({ formed, answer }: ProcedureOfDay) => answer?.is === 'absent' || !formed,
  unlisted: ({ unlisted }: ProcedureOfDay) => unlisted,
  timed: ({ about }: ProcedureOfDay) => about.timed === true,
  evaluation: ({ evaluation }: ProcedureOfDay) => evaluation,
  surgery: ({ globalDays }: ProcedureOfDay) => globalDays !== undefined,
  'add-on': ({ addOn }: ProcedureOfDay) => addOn?.is === 'found',
  'one eye': ({ about }: ProcedureOfDay) => about.eye === true,
  'eye imaging': families('retina scan', 'optic nerve scan', 'eye photograph'),
  'eye visit': families('eye exam', 'office visit'),
  refraction: families('refraction'),
  materials: families('frame', 'lens', 'contact lens'),
  'of a telling kind': families(
    ...(['exercise therapy', 'manual therapy', 'physical therapy', 'occupational therapy', 'speech therapy'] as const),
    ...(['anesthesia', 'hospital visit', 'orthodontics'] as const),
  ),
  prosthesis: families('crown', 'bridge', 'pontic', 'denture', 'partial denture', 'implant crown', 'onlay', 'veneer'),
  'wants authorization': ({ about }: ProcedureOfDay) => about.authorization === true,
  'wants narrative': ({ about }: ProcedureOfDay) => about.narrative === true,
  'wants attachment': ({ about }: ProcedureOfDay) => about.attachments !== undefined && about.attachments.length > 0,
  'wants tooth': ({ about }: ProcedureOfDay) => about.area === 'tooth' || about.area === 'surface',
  'wants area': ({ about }: ProcedureOfDay) => about.area === 'quadrant' || about.area === 'arch',
  'of an age': ({ about }: ProcedureOfDay) => about.ageFrom !== undefined || about.ageTo !== undefined,
  'of a sex': ({ about }: ProcedureOfDay) => about.sex !== undefined,
});

/** Of a diagnosis on a day: they go on where those of procedures end, as both stand in one number. */
export const diagnosisTraits = new Traits(procedureTraits.end, {
  'diagnosis formed otherwise': ({ formed }: DiagnosisOfDay) => !formed,
  'diagnosis absent': ({ answer }: DiagnosisOfDay) => answer?.is === 'absent',
  /** By its chapter an external cause, or of newborns. */
  'cause or newborn': ({ code }: DiagnosisOfDay) => /^[VWXYP]/.test(code),
  category: ({ row }: DiagnosisOfDay) => row?.billable === false,
  'side of diagnosis': ({ side }: DiagnosisOfDay) => side === 'right' || side === 'left',
  'side unspecified': ({ side }: DiagnosisOfDay) => side === 'unspecified',
  'never with': ({ row }: DiagnosisOfDay) => row?.neverWith !== undefined,
  'never first': ({ row }: DiagnosisOfDay) => row?.neverFirst === true,
  'code first': ({ row }: DiagnosisOfDay) => row?.codeFirst !== undefined,
  'diagnosis of an age': ({ row }: DiagnosisOfDay) => row?.ageFrom !== undefined || row?.ageTo !== undefined,
  'diagnosis of a sex': ({ row }: DiagnosisOfDay) => row?.sex !== undefined,
});

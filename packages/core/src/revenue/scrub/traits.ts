import type { KnownDiagnosis, KnownProcedure } from './known.ts';
import type { LineLook, Look } from './look.ts';

/** Yes-or-no questions, each with its bit. */
class Traits<Of, Name extends string> {
  readonly end: number;
  readonly #first: number;
  readonly #names: readonly string[];
  readonly #judges: readonly ((one: Of) => boolean)[];

  constructor(first: number, judges: { readonly [name in Name]: (one: Of) => boolean }) {
    this.#first = first;
    this.#names = Object.keys(judges);
    this.#judges = Object.values(judges);
    this.end = first + this.#names.length;
    if (this.end > bits) throw new Error('there are no more bits for traits');
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
const bits = 31;
type NameOf<T> = T extends Traits<never, infer Name> ? Name : never;

/**
 * By what an edit says where there is anything for it to look at. A trait is asked of each claim once for all edits, and those of a procedure
 * or diagnosis once for all claims of a day: the edits that cannot find anything are then not called.
 */
const families = (...names: readonly string[]) => {
  const wanted = new Set(names);
  return ({ family }: KnownProcedure): boolean => wanted.has(family);
};
const surgical = new Set(['000', '010', '090']);

/** Of a procedure on a day. */
export const procedureTraits = new Traits(0, {
  'odd procedure': ({ code, answer }: KnownProcedure) => answer?.is === 'absent' || !/^[A-Z0-9]{5}$/.test(code),
  unlisted: ({ about }: KnownProcedure) => about.unlisted === true,
  timed: ({ about }: KnownProcedure) => about.timed === true,
  evaluation: ({ evaluation }: KnownProcedure) => evaluation,
  surgery: ({ value }: KnownProcedure) => value !== undefined && surgical.has(value.globalDays),
  'add-on': ({ addOn }: KnownProcedure) => addOn?.is === 'found',
  'one eye': ({ about }: KnownProcedure) => about.eye === true,
  'eye imaging': families('retina scan', 'optic nerve scan', 'eye photograph'),
  'eye visit': families('eye exam', 'office visit'),
  refraction: families('refraction'),
  materials: families('frame', 'lens', 'contact lens'),
  prosthesis: families('crown', 'bridge', 'pontic', 'denture', 'partial denture', 'implant crown', 'onlay', 'veneer'),
  'wants authorization': ({ about }: KnownProcedure) => about.authorization === true,
  'wants narrative': ({ about }: KnownProcedure) => about.narrative === true,
  'wants attachment': ({ about }: KnownProcedure) => about.attachments !== undefined && about.attachments.length > 0,
  'wants tooth': ({ about }: KnownProcedure) => about.area === 'tooth' || about.area === 'surface',
  'wants area': ({ about }: KnownProcedure) => about.area === 'quadrant' || about.area === 'arch',
  'of an age': ({ about }: KnownProcedure) => about.ageFrom !== undefined || about.ageTo !== undefined,
  'of a sex': ({ about }: KnownProcedure) => about.sex !== undefined,
});

const facilities = new Set(['19', '21', '22', '23', '24']);

/** Of a line as it stands. */
export const lineTraits = new Traits(procedureTraits.end, {
  modifier: ({ modifiers }: LineLook) => modifiers.length > 0,
  'several modifiers': ({ modifiers }: LineLook) => modifiers.length > 1,
  tooth: ({ line }: LineLook) => line.teeth.length > 0,
  area: ({ line }: LineLook) => line.oralCavities.length > 0,
  drug: ({ line }: LineLook) => line.drug !== undefined,
  ordered: ({ line }: LineLook) => line.ordering !== undefined,
  'line note': ({ line }: LineLook) => line.note !== undefined,
  placement: ({ line }: LineLook) => line.prosthesis !== undefined,
  'expected amount': ({ line }: LineLook) => line.expectedAllowed !== undefined,
  facility: ({ place }: LineLook) => facilities.has(place),
});

/** Of a diagnosis on a day. */
export const diagnosisTraits = new Traits(0, {
  'diagnosis formed otherwise': ({ formed }: KnownDiagnosis) => !formed,
  'diagnosis absent': ({ answer }: KnownDiagnosis) => answer?.is === 'absent',
  category: ({ row }: KnownDiagnosis) => row?.billable === false,
  'side of diagnosis': ({ side }: KnownDiagnosis) => side === 'right' || side === 'left',
  'side unspecified': ({ side }: KnownDiagnosis) => side === 'unspecified',
  'never with': ({ row }: KnownDiagnosis) => row?.neverWith !== undefined,
  'never first': ({ row }: KnownDiagnosis) => row?.neverFirst === true,
  'code first': ({ row }: KnownDiagnosis) => row?.codeFirst !== undefined,
  'diagnosis of an age': ({ row }: KnownDiagnosis) => row?.ageFrom !== undefined || row?.ageTo !== undefined,
  'diagnosis of a sex': ({ row }: KnownDiagnosis) => row?.sex !== undefined,
});

/** Of the claim as a whole, its payer and what is known beside it. */
export const claimTraits = new Traits(diagnosisTraits.end, {
  'older diagnosis': ({ claim }: Look) => claim.diagnoses.some(({ system }) => system !== 'ICD-10-CM'),
  'age that nobody has': ({ age }: Look) => age !== undefined && (age < 0 || age > 200),
  'several lines': ({ lines }: Look) => lines.length > 1,
  'served that day': ({ sameDays }: Look) => sameDays.length > 0,
  note: ({ facts }: Look) => facts.note !== undefined,
  medicare: ({ medicare }: Look) => medicare,
  accident: ({ claim }: Look) => claim.accident !== undefined,
  referred: ({ claim }: Look) => claim.referring !== undefined,
  'prior decision': ({ claim }: Look) => claim.coverages.some(({ decision }) => decision !== undefined),
  corrected: ({ claim }: Look) => claim.frequency === '7' || claim.frequency === '8',
  'later payer': ({ claim }: Look) => claim.sentAs !== 'primary',
  'told of coverage': ({ facts }: Look) => facts.eligibility.length > 0,
  'authorization named': ({ claim }: Look) => claim.authorizationNumber !== undefined,
  'terms of ordering': ({ facts }: Look) => facts.payer.orderingFor.length > 0,
  'terms of authorization': ({ facts }: Look) => facts.payer.authorizationFor.length > 0,
  'terms of narratives': ({ facts }: Look) => facts.payer.narrativeFor.length > 0,
  'terms of attachments': ({ facts }: Look) => facts.payer.attachments.length > 0,
  'terms of frequency': ({ facts }: Look) => facts.payer.frequencies.length > 0,
  'terms of eligibility': ({ facts }: Look) => facts.payer.eligibilityDays !== undefined,
  'terms of benefits': ({ facts }: Look) => facts.payer.benefits !== undefined,
});

export type Trait =
  | NameOf<typeof procedureTraits>
  | NameOf<typeof lineTraits>
  | NameOf<typeof diagnosisTraits>
  | NameOf<typeof claimTraits>;

/** Traits of a claim: of its lines, and of the claim with its diagnoses. */
export interface TraitBits {
  readonly lines: number;
  readonly claim: number;
}

export function bitsOf(look: Look): TraitBits {
  let lines = 0;
  for (const line of look.lines) lines |= line.known.traits | lineTraits.of(line);
  let claim = claimTraits.of(look);
  for (const { known } of look.diagnoses) claim |= known.traits;
  return { lines, claim };
}

/** Whether a claim has all of these traits; of those within a list, one. */
export function hasTraits({ lines, claim }: TraitBits, wanted: readonly (Trait | readonly Trait[])[]): boolean {
  return wanted.every((one) =>
    (typeof one === 'string' ? [one] : one).some(
      (name) =>
        ((procedureTraits.bit(name) | lineTraits.bit(name)) & lines) !== 0 ||
        ((diagnosisTraits.bit(name) | claimTraits.bit(name)) & claim) !== 0,
    ),
  );
}

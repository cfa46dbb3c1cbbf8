import { diagnosisTraits, type NameOf, procedureTraits, Traits } from './code-traits.ts';
import type { LineLook, Look } from './look.ts';

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

/** Of the claim as a whole, its payer and what is known beside it. */
export const claimTraits = new Traits(diagnosisTraits.end, {
  'older diagnosis': ({ claim }: Look) => claim.diagnoses.some(({ system }) => system !== 'ICD-10-CM'),
  'age that nobody has': ({ age }: Look) => age !== undefined && (age < 0 || age > 200),
  'several diagnoses': ({ claim }: Look) => claim.diagnoses.length > 1,
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

/**
 * By what an edit says where there is anything for it to look at. A trait is asked of each claim once for all edits, and those of a procedure
 * or diagnosis once for all claims of a day: the edits that cannot find anything are then not called.
 */
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

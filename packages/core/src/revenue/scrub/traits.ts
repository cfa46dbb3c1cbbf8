import { diagnosisTraits, mostTraits, type NameOf, procedureTraits } from './code-traits.ts';
import type { LineLook, Look } from './look.ts';

/** Each name with a bit of one number. */
function named<Name extends string>(...names: readonly Name[]): { readonly [name in Name]: number } {
  if (names.length > mostTraits) throw new Error('there are no more bits for traits');
  return Object.fromEntries(names.map((name, i) => [name, 1 << i])) as { readonly [name in Name]: number };
}

const ofLines = named(
  ...(['modifier', 'several modifiers', 'tooth', 'several teeth', 'area', 'drug', 'ordered', 'line note', 'placement'] as const),
  ...(['expected amount', 'facility', 'own place', 'no day', 'until another day', 'no charge', 'other list'] as const),
  ...(['several units', 'unusual units', 'other than one diagnosis'] as const),
);

/** Places of service where somebody else than the practice has the rooms. */
export const facilities: ReadonlySet<string> = new Set(['19', '21', '22', '23', '24']);

/** Of a line as it stands. All are asked of every line of every claim: plainly, one after the other, for that is quickest. */
function lineBits({ line, modifiers, on, units, place, dental, diagnoses }: LineLook, { claim }: Look): number {
  let bits = 0;
  if (modifiers.length > 0) bits |= ofLines.modifier;
  if (modifiers.length > 1) bits |= ofLines['several modifiers'];
  if (line.teeth.length > 0) bits |= ofLines.tooth;
  if (line.teeth.length > 1) bits |= ofLines['several teeth'];
  if (line.oralCavities.length > 0) bits |= ofLines.area;
  if (line.drug !== undefined) bits |= ofLines.drug;
  if (line.ordering !== undefined) bits |= ofLines.ordered;
  if (line.note !== undefined) bits |= ofLines['line note'];
  if (line.prosthesis !== undefined) bits |= ofLines.placement;
  if (line.expectedAllowed !== undefined) bits |= ofLines['expected amount'];
  if (facilities.has(place)) bits |= ofLines.facility;
  if (place !== claim.placeOfService) bits |= ofLines['own place'];
  if (on === undefined) bits |= ofLines['no day'];
  if (line.servedTo !== undefined) bits |= ofLines['until another day'];
  if (line.billed <= 0) bits |= ofLines['no charge'];
  if (dental !== (claim.kind === 'dental')) bits |= ofLines['other list'];
  if (units > 1) bits |= ofLines['several units'];
  if (!(units > 0 && units <= mostUnits && Number.isInteger(units)) || line.unit !== 'UN') bits |= ofLines['unusual units'];
  if (line.pointers.length !== 1 || diagnoses.length !== 1) bits |= ofLines['other than one diagnosis'];
  return bits;
}
const mostUnits = 9999;

const ofClaims = named(
  ...(['older diagnosis', 'age that nobody has', 'several diagnoses', 'many diagnoses', 'several lines', 'served that day'] as const),
  ...(['note', 'claim note', 'medicare', 'accident', 'referred', 'prior decision', 'corrected', 'later payer', 'several payers'] as const),
  ...(['told of coverage', 'authorization named', 'later than today', 'total differs'] as const),
  ...(['terms of ordering', 'terms of authorization', 'terms of narratives', 'terms of attachments'] as const),
  ...(['terms of frequency', 'terms of eligibility', 'terms of benefits', 'terms of filing'] as const),
);

const fewDiagnoses = 4;

/** Of the claim as a whole, and what is known beside it. */
function claimBits({ claim, facts, age, lines, sameDays, medicare, to }: Look): number {
  let bits = 0;
  let total = 0;
  for (const { line } of lines) total += line.billed;
  if (total !== claim.billed) bits |= ofClaims['total differs'];
  for (const { system } of claim.diagnoses) if (system !== 'ICD-10-CM') bits |= ofClaims['older diagnosis'];
  if (age !== undefined && (age < 0 || age > 200)) bits |= ofClaims['age that nobody has'];
  if (claim.diagnoses.length > 1) bits |= ofClaims['several diagnoses'];
  if (claim.diagnoses.length > fewDiagnoses) bits |= ofClaims['many diagnoses'];
  if (lines.length > 1) bits |= ofClaims['several lines'];
  if (sameDays.length > 0) bits |= ofClaims['served that day'];
  if (facts.note !== undefined) bits |= ofClaims.note;
  if (claim.note !== undefined) bits |= ofClaims['claim note'];
  if (medicare) bits |= ofClaims.medicare;
  if (claim.accident !== undefined) bits |= ofClaims.accident;
  if (claim.referring !== undefined) bits |= ofClaims.referred;
  if (claim.coverages.length > 1) bits |= ofClaims['several payers'];
  for (const { decision } of claim.coverages) if (decision !== undefined) bits |= ofClaims['prior decision'];
  if (claim.frequency === '7' || claim.frequency === '8') bits |= ofClaims.corrected;
  if (claim.sentAs !== 'primary') bits |= ofClaims['later payer'];
  if (facts.eligibility.length > 0) bits |= ofClaims['told of coverage'];
  if (claim.authorizationNumber !== undefined) bits |= ofClaims['authorization named'];
  if (to !== undefined && to > facts.today) bits |= ofClaims['later than today'];
  return bits;
}

/** Of what the practice set of the payer. */
function payerBits({ facts: { payer }, medicare }: Look): number {
  let bits = 0;
  if (payer.orderingFor.length > 0) bits |= ofClaims['terms of ordering'];
  if (payer.authorizationFor.length > 0) bits |= ofClaims['terms of authorization'];
  if (payer.narrativeFor.length > 0) bits |= ofClaims['terms of narratives'];
  if (payer.attachments.length > 0) bits |= ofClaims['terms of attachments'];
  if (payer.frequencies.length > 0) bits |= ofClaims['terms of frequency'];
  if (payer.eligibilityDays !== undefined) bits |= ofClaims['terms of eligibility'];
  if (payer.benefits !== undefined) bits |= ofClaims['terms of benefits'];
  const days = payer.filingDays ?? payer.correctedDays ?? payer.secondaryDays;
  if (medicare || days !== undefined) bits |= ofClaims['terms of filing'];
  return bits;
}

/**
 * By what an edit says where there is anything for it to look at. A trait is asked of each claim once for all edits, and those of a procedure
 * or diagnosis once for all claims of a day: the edits that cannot find anything are then not called.
 */
export type Trait = NameOf<typeof procedureTraits> | NameOf<typeof diagnosisTraits> | keyof typeof ofLines | keyof typeof ofClaims;

/** Traits of a claim: those that any of its codes has, or any of its lines, and its own. */
export interface TraitBits {
  readonly codes: number;
  readonly lines: number;
  readonly claim: number;
}

export function bitsOf(look: Look): TraitBits {
  let codes = 0;
  let lines = 0;
  for (const line of look.lines) {
    codes |= line.known.traits;
    lines |= lineBits(line, look);
  }
  for (const { known } of look.diagnoses) codes |= known.traits;
  return { codes, lines, claim: claimBits(look) | payerBits(look) };
}

const bitIn = (bits: { readonly [name: string]: number }, name: Trait): number => bits[name] ?? 0;

const hasTrait = ({ codes, lines, claim }: TraitBits, name: Trait): boolean =>
  ((procedureTraits.bit(name) | diagnosisTraits.bit(name)) & codes) !== 0 ||
  (bitIn(ofLines, name) & lines) !== 0 ||
  (bitIn(ofClaims, name) & claim) !== 0;

/** Whether a claim has all of these traits; of those within a list, one. */
export const hasTraits = (bits: TraitBits, wanted: readonly (Trait | readonly Trait[])[]): boolean =>
  wanted.every((one) => (typeof one === 'string' ? hasTrait(bits, one) : one.some((name) => hasTrait(bits, name))));

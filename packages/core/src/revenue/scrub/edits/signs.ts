import {
  type Address,
  type ClaimToSend,
  type CoverageToSend,
  lettersBeyond,
  type PersonToSend,
  type ProviderToSend,
  type StayToSend,
  spelled,
} from '../../claims/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { LineLook, Look, OddText } from '../look.ts';

const dividing = (code: number): boolean => code < 32 || code === 42 || code === 58 || code === 94 || code === 126 || code === 127;
/** By the last seven bits of a sign, whether it may be one that divides: one look at a table is quicker than six questions. */
const mayDivide = Uint8Array.from({ length: 128 }, (_, code) => (dividing(code) ? 1 : 0));

/** Whether every sign of a text is a plain one: of ASCII, and none that no value of a claim's file can hold. */
function isPlain(text: string): boolean {
  let any = 0;
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    seen |= code;
    any |= mayDivide[code & 127] ?? 0;
  }
  return any === 0 && seen < 128;
}

/** The first sign of a text that no value of a claim's file can hold: those that divide it, and what is no text. */
const signIn = (text: string): string | undefined => [...text].find((sign) => dividing(sign.charCodeAt(0)));

/** Goes through what is written, by whose it is and what a biller calls it, and gathers what is not plain. */
class Seeker {
  /** Where it is within a line. */
  line: LineLook | undefined;
  found: OddText[] | undefined;

  /** What is written as it stands. */
  visit(text: string | undefined, whose: string, what: string): void {
    if (text !== undefined && !isPlain(text)) this.#gather(text, whose, what, 'value');
  }

  /** What is spelled. */
  visitName(text: string | undefined, whose: string, what: string): void {
    if (text !== undefined && !isPlain(text)) this.#gather(text, whose, what, 'name');
  }

  visitNote(text: string | undefined, whose: string): void {
    if (text !== undefined && !isPlain(text)) this.#gather(text, whose, 'note', 'note');
  }

  #gather(text: string, whose: string, what: string, kind: OddText['kind']): void {
    this.found ??= [];
    this.found.push({ text, kind, field: whose === 'line' || whose === 'claim' ? what : `${whose}, ${what}`, line: this.line });
  }
}

function visitAddress(address: Address | undefined, whose: string, seeker: Seeker): void {
  if (address === undefined) return;
  seeker.visitName(address.line1, whose, 'address');
  seeker.visitName(address.line2, whose, 'address');
  seeker.visitName(address.city, whose, 'city');
  seeker.visit(address.state, whose, 'state');
  seeker.visit(address.zip, whose, 'ZIP code');
}

function visitPerson(person: PersonToSend, whose: string, seeker: Seeker): void {
  seeker.visitName(person.last, whose, 'last name');
  seeker.visitName(person.first, whose, 'first name');
  seeker.visitName(person.middle, whose, 'middle name');
  seeker.visitName(person.suffix, whose, 'suffix');
  seeker.visit(person.sex, whose, 'sex');
  visitAddress(person.address, whose, seeker);
}

function visitProvider(provider: ProviderToSend | undefined, whose: string, seeker: Seeker): void {
  if (provider === undefined) return;
  seeker.visitName(provider.name, whose, 'name');
  seeker.visitName(provider.first, whose, 'first name');
  seeker.visit(provider.npi, whose, 'NPI');
  seeker.visit(provider.taxId, whose, 'tax number');
  seeker.visit(provider.taxonomy, whose, 'taxonomy');
  seeker.visit(provider.phone, whose, 'phone');
  visitAddress(provider.address, whose, seeker);
}

const whoPays = { primary: 'first payer', secondary: 'second payer', tertiary: 'third payer' } as const;

function visitCoverage(coverage: CoverageToSend, claim: ClaimToSend, seeker: Seeker): void {
  const whose = whoPays[coverage.rank];
  seeker.visitName(coverage.payerName, whose, 'name');
  seeker.visit(coverage.payerId, whose, 'payer number');
  seeker.visit(coverage.memberId, whose, 'member id');
  seeker.visit(coverage.groupNumber, whose, 'group number');
  seeker.visitName(coverage.groupName, whose, 'group name');
  seeker.visit(coverage.filingIndicator, whose, 'kind of insurance');
  seeker.visit(coverage.insuranceType, whose, 'insurance type');
  seeker.visit(coverage.relationship, whose, 'relationship');
  visitAddress(coverage.payerAddress, whose, seeker);
  if (coverage.subscriber !== claim.patient) visitPerson(coverage.subscriber, 'subscriber', seeker);
}

function visitAttachments({ attachments }: Pick<ClaimToSend, 'attachments'>, whose: string, seeker: Seeker): void {
  for (const { report, transmission, controlNumber } of attachments) {
    seeker.visit(report, whose, 'kind of attachment');
    seeker.visit(transmission, whose, 'way of attachment');
    seeker.visit(controlNumber, whose, 'control number of attachment');
  }
}

/** What is as on nearly every line, or has the form of its code, is not read letter by letter. */
function visitLine({ line, known }: LineLook, seeker: Seeker): void {
  if (!known.formed) seeker.visit(line.procedure.code, 'line', 'procedure');
  for (const modifier of line.procedure.modifiers) seeker.visit(modifier, 'line', 'modifier');
  seeker.visitName(line.description, 'line', 'description');
  seeker.visitNote(line.note, 'line');
  seeker.visit(line.lineControlNumber, 'line', 'control number');
  seeker.visit(line.revenueCode, 'line', 'revenue code');
  if (line.units !== '1') seeker.visit(line.units, 'line', 'units');
  if (line.unit !== 'UN') seeker.visit(line.unit, 'line', 'unit');
  seeker.visit(line.placeOfService, 'line', 'place of service');
  seeker.visit(line.prosthesis, 'line', 'placement');
  for (const { tooth, surfaces } of line.teeth) {
    seeker.visit(tooth, 'line', 'tooth');
    for (const surface of surfaces) seeker.visit(surface, 'line', 'surface');
  }
  for (const area of line.oralCavities) seeker.visit(area, 'line', 'area of the mouth');
  if (line.drug !== undefined) {
    seeker.visit(line.drug.ndc, 'line', 'NDC');
    seeker.visit(line.drug.unit, 'line', 'unit of the drug');
    seeker.visit(line.drug.quantity, 'line', 'quantity of the drug');
  }
  visitProvider(line.rendering, 'rendering provider', seeker);
  visitProvider(line.ordering, 'ordering provider', seeker);
  visitAttachments(line, 'line', seeker);
}

function visitStay(stay: StayToSend, seeker: Seeker): void {
  seeker.visit(stay.typeOfBill, 'claim', 'type of bill');
  seeker.visit(stay.admissionType, 'claim', 'type of admission');
  seeker.visit(stay.admissionSource, 'claim', 'source of admission');
  seeker.visit(stay.patientStatus, 'claim', 'status at discharge');
  seeker.visit(stay.admittingDiagnosis, 'claim', 'admitting diagnosis');
  for (const code of stay.reasonsForVisit ?? []) seeker.visit(code, 'claim', 'reason for visit');
  for (const { code } of stay.procedures ?? []) seeker.visit(code, 'claim', 'procedure of the stay');
  for (const code of stay.conditions) seeker.visit(code, 'claim', 'condition code');
  for (const { code } of stay.occurrences) seeker.visit(code, 'claim', 'occurrence code');
  for (const { code } of stay.values) seeker.visit(code, 'claim', 'value code');
  visitProvider(stay.attending, 'attending provider', seeker);
  visitProvider(stay.operating, 'operating provider', seeker);
}

function visitClaim({ claim, diagnoses }: Look, seeker: Seeker): void {
  seeker.visit(claim.patientControlNumber, 'claim', 'account number');
  seeker.visit(claim.originalPayerControlNumber, 'claim', "payer's number of the claim before");
  seeker.visit(claim.authorizationNumber, 'claim', 'authorization number');
  seeker.visit(claim.predeterminationNumber, 'claim', 'predetermination number');
  seeker.visit(claim.referralNumber, 'claim', 'referral number');
  seeker.visit(claim.cliaNumber, 'claim', 'CLIA number');
  seeker.visit(claim.placeOfService, 'claim', 'place of service');
  seeker.visitNote(claim.note, 'claim');
  seeker.visit(claim.accident?.state, 'claim', 'state of the accident');
  visitPerson(claim.patient, 'patient', seeker);
  for (const coverage of claim.coverages) visitCoverage(coverage, claim, seeker);
  visitProvider(claim.billing, 'billing provider', seeker);
  visitAddress(claim.payTo?.address, 'pay-to address', seeker);
  visitProvider(claim.rendering, 'rendering provider', seeker);
  visitProvider(claim.referring, 'referring provider', seeker);
  visitProvider(claim.supervising, 'supervising provider', seeker);
  visitProvider(claim.facility, 'service facility', seeker);
  for (const { code, known } of diagnoses) if (!known.formed) seeker.visit(code, 'claim', 'diagnosis');
  for (const tooth of claim.missingTeeth) seeker.visit(tooth, 'claim', 'missing tooth');
  visitAttachments(claim, 'claim', seeker);
  if (claim.stay !== undefined) visitStay(claim.stay, seeker);
}

const none: readonly OddText[] = [];

function oddTexts(look: Look): readonly OddText[] {
  if (look.lookedUp.oddTexts !== undefined) return look.lookedUp.oddTexts;
  const seeker = new Seeker();
  visitClaim(look, seeker);
  for (const line of look.lines) {
    seeker.line = line;
    visitLine(line, seeker);
  }
  look.lookedUp.oddTexts = seeker.found ?? none;
  return look.lookedUp.oddTexts;
}

const named = (sign: string): string => (sign >= ' ' && sign !== '\x7f' ? sign : 'a line end or another sign that is no text');
const placeOf = ({ field, line }: OddText) => ({ at: field, ...(line === undefined ? {} : { line }) });

function checkDividing(look: Look, report: Report): void {
  for (const odd of oddTexts(look)) {
    const sign = odd.kind === 'note' ? undefined : signIn(odd.text);
    if (sign !== undefined) report({ ...placeOf(odd), values: { field: odd.field, sign: named(sign) } });
  }
}

/** Letters, not the text that they stand in: a name is not told again. */
function checkLetters(look: Look, report: Report): void {
  for (const odd of oddTexts(look)) {
    const letters = lettersBeyond(odd.kind === 'value' ? odd.text : spelled(odd.text));
    if (letters !== '') report({ ...placeOf(odd), values: { field: odd.field, letters } });
  }
}

function checkSpelling(look: Look, report: Report): void {
  for (const odd of oddTexts(look)) {
    const letters = odd.kind === 'value' || lettersBeyond(spelled(odd.text)) !== '' ? '' : lettersBeyond(odd.text);
    if (letters === '') continue;
    report({ ...placeOf(odd), severity: 'info', values: { field: odd.field, letters, spelling: spelled(letters) } });
  }
}

const ofCharacters = 'TR3 005010 of the 837, appendix B.1.1.2: basic and extended character sets; 45 CFR 162.1102';

export const signs: readonly Edit[] = [
  {
    code: 'sign-that-divides',
    family: 'identity',
    severity: 'hold',
    snip: 1,
    says: '{field} holds {sign}, which no value of a claim may hold.',
    because:
      'The signs * : ^ ~ divide the parts of the file in which claims go out; a claim with one of them in a value cannot be written.',
    source: 'ASC X12.5 and X12.6, delimiters; 45 CFR 162.1102',
    fix: 'Take the sign out of it, here and where it came from: in the patient’s, the payer’s or the provider’s facts.',
    action: 'correct_text',
    check: checkDividing,
  },
  {
    code: 'letters-without-spelling',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 1,
    says: '{field} holds {letters}, which payers’ systems do not read.',
    because:
      'Claims are written in the plain letters A to Z; numbers and codes go out as they stand, names are spelled in those letters where that can be done.',
    source: ofCharacters,
    fix: 'Write it in plain letters, as the insurance card has it.',
    action: 'correct_text',
    check: checkLetters,
  },
  {
    code: 'letters-spelled-plainly',
    family: 'identity',
    severity: 'warn',
    snip: 1,
    says: '{field} holds {letters}; the claim goes out with {spelling} there.',
    because: 'Payers’ systems read the plain letters A to Z; the name stays with the practice as it is.',
    source: ofCharacters,
    fix: 'Nothing, where the insurance card spells it so too; otherwise write it as the card has it.',
    action: 'review_spelling',
    check: checkSpelling,
  },
];

import type { Address, ClaimToSend, CoverageToSend, LineToSend, PersonToSend, ProviderToSend, StayToSend } from '../../claims/index.ts';
import type { Edit } from '../edit.ts';

/** The place in a text of the first sign that no value of a claim's file can hold: those that divide it, and what is no text. */
function signIn(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 42 ? code < 32 || code === 42 : code === 58 || code === 94 || code === 126 || code === 127) return i;
  }
  return -1;
}

/** What is written as it stands, by whose it is and what a biller calls it. Notes are not: their signs go as blanks. */
type Visit = (text: string | undefined, whose: string, what: string) => void;

function visitAddress(address: Address | undefined, whose: string, visit: Visit): void {
  if (address === undefined) return;
  visit(address.line1, whose, 'address');
  visit(address.line2, whose, 'address');
  visit(address.city, whose, 'city');
  visit(address.state, whose, 'state');
  visit(address.zip, whose, 'ZIP code');
}

function visitPerson(person: PersonToSend, whose: string, visit: Visit): void {
  visit(person.last, whose, 'last name');
  visit(person.first, whose, 'first name');
  visit(person.middle, whose, 'middle name');
  visit(person.sex, whose, 'sex');
  visitAddress(person.address, whose, visit);
}

function visitProvider(provider: ProviderToSend | undefined, whose: string, visit: Visit): void {
  if (provider === undefined) return;
  visit(provider.name, whose, 'name');
  visit(provider.first, whose, 'first name');
  visit(provider.npi, whose, 'NPI');
  visit(provider.taxId, whose, 'tax number');
  visit(provider.taxonomy, whose, 'taxonomy');
  visit(provider.phone, whose, 'phone');
  visitAddress(provider.address, whose, visit);
}

const whoPays = { primary: 'first payer', secondary: 'second payer', tertiary: 'third payer' } as const;

function visitCoverage(coverage: CoverageToSend, claim: ClaimToSend, visit: Visit): void {
  const whose = whoPays[coverage.rank];
  visit(coverage.payerName, whose, 'name');
  visit(coverage.payerId, whose, 'payer number');
  visit(coverage.memberId, whose, 'member id');
  visit(coverage.groupNumber, whose, 'group number');
  visit(coverage.groupName, whose, 'group name');
  visit(coverage.filingIndicator, whose, 'kind of insurance');
  visit(coverage.insuranceType, whose, 'insurance type');
  visit(coverage.relationship, whose, 'relationship');
  visitAddress(coverage.payerAddress, whose, visit);
  if (coverage.subscriber !== claim.patient) visitPerson(coverage.subscriber, 'subscriber', visit);
}

function visitAttachments({ attachments }: Pick<ClaimToSend, 'attachments'>, whose: string, visit: Visit): void {
  for (const { report, transmission, controlNumber } of attachments) {
    visit(report, whose, 'kind of attachment');
    visit(transmission, whose, 'way of attachment');
    visit(controlNumber, whose, 'control number of attachment');
  }
}

function visitLine(line: LineToSend, visit: Visit): void {
  visit(line.procedure.code, 'line', 'procedure');
  for (const modifier of line.procedure.modifiers) visit(modifier, 'line', 'modifier');
  visit(line.description, 'line', 'description');
  visit(line.lineControlNumber, 'line', 'control number');
  visit(line.revenueCode, 'line', 'revenue code');
  visit(line.units, 'line', 'units');
  visit(line.unit, 'line', 'unit');
  visit(line.placeOfService, 'line', 'place of service');
  visit(line.prosthesis, 'line', 'placement');
  for (const { tooth, surfaces } of line.teeth) {
    visit(tooth, 'line', 'tooth');
    for (const surface of surfaces) visit(surface, 'line', 'surface');
  }
  for (const area of line.oralCavities) visit(area, 'line', 'area of the mouth');
  if (line.drug !== undefined) {
    visit(line.drug.ndc, 'line', 'NDC');
    visit(line.drug.unit, 'line', 'unit of the drug');
    visit(line.drug.quantity, 'line', 'quantity of the drug');
  }
  visitProvider(line.rendering, 'rendering provider', visit);
  visitProvider(line.ordering, 'ordering provider', visit);
  visitAttachments(line, 'line', visit);
}

function visitStay(stay: StayToSend, visit: Visit): void {
  visit(stay.typeOfBill, 'claim', 'type of bill');
  visit(stay.admissionType, 'claim', 'type of admission');
  visit(stay.admissionSource, 'claim', 'source of admission');
  visit(stay.patientStatus, 'claim', 'status at discharge');
  visit(stay.admittingDiagnosis, 'claim', 'admitting diagnosis');
  for (const code of stay.reasonsForVisit ?? []) visit(code, 'claim', 'reason for visit');
  for (const { code } of stay.procedures ?? []) visit(code, 'claim', 'procedure of the stay');
  for (const code of stay.conditions) visit(code, 'claim', 'condition code');
  for (const { code } of stay.occurrences) visit(code, 'claim', 'occurrence code');
  for (const { code } of stay.values) visit(code, 'claim', 'value code');
  visitProvider(stay.attending, 'attending provider', visit);
  visitProvider(stay.operating, 'operating provider', visit);
}

function visitClaim(claim: ClaimToSend, visit: Visit): void {
  visit(claim.patientControlNumber, 'claim', 'account number');
  visit(claim.originalPayerControlNumber, 'claim', "payer's number of the claim before");
  visit(claim.authorizationNumber, 'claim', 'authorization number');
  visit(claim.predeterminationNumber, 'claim', 'predetermination number');
  visit(claim.referralNumber, 'claim', 'referral number');
  visit(claim.placeOfService, 'claim', 'place of service');
  visit(claim.accident?.state, 'claim', 'state of the accident');
  visitPerson(claim.patient, 'patient', visit);
  for (const coverage of claim.coverages) visitCoverage(coverage, claim, visit);
  visitProvider(claim.billing, 'billing provider', visit);
  visitAddress(claim.payTo?.address, 'pay-to address', visit);
  visitProvider(claim.rendering, 'rendering provider', visit);
  visitProvider(claim.referring, 'referring provider', visit);
  visitProvider(claim.supervising, 'supervising provider', visit);
  visitProvider(claim.facility, 'service facility', visit);
  for (const { code } of claim.diagnoses) visit(code, 'claim', 'diagnosis');
  for (const tooth of claim.missingTeeth) visit(tooth, 'claim', 'missing tooth');
  visitAttachments(claim, 'claim', visit);
  if (claim.stay !== undefined) visitStay(claim.stay, visit);
}

const named = (sign: string): string => (sign >= ' ' && sign !== '\x7f' ? sign : 'a line end or another sign that is no text');

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
    check: ({ claim, lines }, report) => {
      let current: (typeof lines)[number] | undefined;
      const visit: Visit = (text, whose, what) => {
        const place = text === undefined ? -1 : signIn(text);
        if (text === undefined || place < 0) return;
        const field = whose === 'line' || whose === 'claim' ? what : `${whose}, ${what}`;
        report({ at: field, values: { field, sign: named(text.charAt(place)) }, ...(current === undefined ? {} : { line: current }) });
      };
      visitClaim(claim, visit);
      for (const line of lines) {
        current = line;
        visitLine(line.line, visit);
      }
    },
  },
];

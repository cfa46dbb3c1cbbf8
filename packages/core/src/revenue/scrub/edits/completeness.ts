import type { PlainDate } from '../../../ground/base/index.ts';
import type { Address } from '../../claims/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { LineLook, Look } from '../look.ts';
import { facilities } from '../traits.ts';

function checkDates(look: Look, report: Report): void {
  const { claim, facts } = look;
  if (claim.predetermination) return;
  for (const line of look.lines) {
    const fault = faultOfDays(line, facts.today);
    if (fault !== undefined && (line.on !== undefined || claim.kind !== 'institutional')) report({ line, values: { fault } });
  }
}

function faultOfDays({ on, line: { servedTo } }: LineLook, today: PlainDate): string | undefined {
  if (on === undefined) return 'is missing';
  if (on > today) return 'lies in the future';
  if (servedTo === undefined) return undefined;
  if (servedTo < on) return 'ends before it begins';
  return servedTo > today ? 'ends in the future' : undefined;
}

function checkBirth(look: Look, report: Report): void {
  const { birthDate } = look.claim.patient;
  const at = 'patient, date of birth';
  if (birthDate === undefined) report({ at });
  else if ((look.from ?? look.facts.today) < birthDate || (look.age ?? 0) > 120) report({ at });
}

function checkPlaces(look: Look, report: Report): void {
  const { claim, from } = look;
  if (claim.kind === 'institutional') return;
  const day = look.tables.on(from);
  const check = (place: string, line?: Look['lines'][number]): void => {
    const answer = day.place(place);
    const bad = answer === undefined || answer.is === 'no-edition' ? !/^\d\d$/.test(place) : answer.is === 'absent';
    if (!bad) return;
    const edition = answer?.is === 'absent' ? { edition: answer.edition } : {};
    report({ ...(line ? { line } : { at: 'claim, place of service' }), values: { place: place || 'nothing' }, ...edition });
  };
  check(claim.placeOfService);
  for (const line of look.lines) {
    const own = line.line.placeOfService;
    if (own !== undefined && own !== claim.placeOfService) check(own, line);
  }
}

function checkPointers(look: Look, report: Report): void {
  const { claim } = look;
  if (claim.kind === 'institutional') return;
  const most = claim.kind === 'dental' ? 4 : 12;
  if (claim.diagnoses.length > most) report({ at: 'claim, diagnoses' });
  for (const line of look.lines) {
    const { pointers } = line.line;
    const missing = claim.kind === 'professional' && pointers.length === 0;
    const astray = pointers.length > 4 || pointers.some((p) => claim.diagnoses[p - 1] === undefined);
    const twice = pointers.some((pointer, i) => pointers.indexOf(pointer) !== i);
    if (missing || astray || twice) report({ line });
  }
}

/** What begins with a letter or a digit is not blank: only others are trimmed to tell. */
const blank = (text: string | undefined): boolean => text === undefined || (!(text.charCodeAt(0) > 32) && text.trim() === '');

/** Only capital letters, or only digits. */
const isAll = (text: string, first: number, last: number): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < first || text.charCodeAt(i) > last) return false;
  return true;
};

function whole(address: Address | undefined): boolean {
  if (address === undefined || blank(address.line1) || blank(address.city)) return false;
  const { state = '', zip = '' } = address;
  return state.length === 2 && isAll(state, 65, 90) && (zip.length === 5 || zip.length === 9) && isAll(zip, 48, 57);
}

const isBox = (street: string): boolean => (street.charCodeAt(0) | lowCase) === 112 && /^p\.? ?o\.? box/i.test(street);
const lowCase = 32;

function checkAddress(look: Look, report: Report): void {
  const { patient, billing } = look.claim;
  if (!whole(look.coverage?.relationship === '18' ? (look.coverage.subscriber.address ?? patient.address) : patient.address))
    report({ at: 'patient, address' });
  if (!whole(billing.address) || isBox(billing.address?.line1 ?? '')) report({ at: 'billing provider, address' });
}

function checkSelf(look: Look, report: Report): void {
  const { coverage, claim } = look;
  if (coverage === undefined || coverage.relationship !== '18') return;
  const { subscriber } = coverage;
  const other = (a: string | undefined, b: string | undefined): boolean =>
    a !== b && a !== undefined && b !== undefined && a.trim().toLowerCase() !== b.trim().toLowerCase();
  if (
    other(subscriber.last, claim.patient.last) ||
    other(subscriber.first, claim.patient.first) ||
    other(subscriber.birthDate, claim.patient.birthDate)
  )
    report({ at: 'subscriber' });
}

function checkDrug(look: Look, report: Report): void {
  for (const line of look.lines) {
    const { drug } = line.line;
    if (drug === undefined) continue;
    if (!/^\d{11}$/.test(drug.ndc) || !['F2', 'GR', 'ME', 'ML', 'UN'].includes(drug.unit) || !(Number(drug.quantity) > 0)) report({ line });
  }
}

const unlistedNote = 3;
function checkUnlisted(look: Look, report: Report): void {
  for (const line of look.lines) {
    if (!line.known.unlisted) continue;
    const said = `${line.line.description ?? ''} ${line.line.note ?? ''}`;
    if (said.trim().split(/\s+/).filter(Boolean).length < unlistedNote) report({ line, values: { code: line.code } });
  }
}

const guide = 'ASC X12N 005010 claim guides, by their public use in payer companion guides';

/** Where somebody lies in a hospital. */
const inHospital = new Set(['21', '51']);

/** Who pays for what happened, by kind of insurance (SBR09). */
const paysForAccidents: ReadonlyMap<string | undefined, string> = new Map([
  ['WC', 'injuries at work'],
  ['AM', 'motor accidents'],
]);

export const completeness: readonly Edit[] = [
  {
    code: 'patient-name-missing',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 2,
    says: "The patient's last or first name is missing.",
    because: 'The payer finds its member by name, date of birth and member id.',
    source: guide,
    fix: "Complete the patient's name as the card has it.",
    action: 'complete_patient',
    check: ({ claim }, report) => {
      if (blank(claim.patient.last) || blank(claim.patient.first)) report({ at: 'patient, name' });
    },
  },
  {
    code: 'birth-date-implausible',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 2,
    says: "The patient's date of birth is missing, after the service, or more than 120 years before it.",
    because: 'The payer finds its member by it, and ages decide what is covered.',
    source: guide,
    fix: 'Correct the date of birth.',
    action: 'complete_patient',
    check: checkBirth,
  },
  {
    code: 'sex-missing',
    family: 'identity',
    severity: 'hold',
    snip: 2,
    says: "The patient's sex is not F, M or U.",
    because: 'The transaction knows these three.',
    source: guide,
    fix: 'Enter what the payer has on file.',
    action: 'complete_patient',
    check: ({ claim }, report) => {
      if (!['F', 'M', 'U'].includes(claim.patient.sex ?? '')) report({ at: 'patient, sex' });
    },
  },
  {
    code: 'address-incomplete',
    family: 'identity',
    severity: 'hold',
    snip: 2,
    says: 'An address lacks street, city, state or ZIP code, or the billing address is a post box.',
    because: 'Patient and billing provider are sent with a full address; a billing provider is at a street.',
    source: guide,
    fix: 'Complete the address; a post box goes into the pay-to address.',
    action: 'complete_address',
    check: checkAddress,
  },
  {
    code: 'subscriber-is-not-patient',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    says: 'The patient is said to be the subscriber, but name or date of birth differ.',
    because: 'Relationship 18 means that both are the same person.',
    source: guide,
    fix: "Correct the relationship, or one of the two people's facts.",
    action: 'complete_patient',
    check: checkSelf,
  },
  {
    code: 'service-date-implausible',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 2,
    only: [['no day', 'until another day', 'later than today']],
    says: 'The date of service {fault}.',
    because: 'Only what was done is billed.',
    source: guide,
    fix: 'Correct the date of service.',
    action: 'correct_service_date',
    check: checkDates,
  },
  {
    code: 'place-unknown',
    family: 'identity',
    severity: 'hold',
    snip: 5,
    says: 'Place of service {place} is none of that date.',
    because: 'The place decides the rate, and has to be one of the published codes.',
    source: 'CMS place of service codes',
    fix: 'Choose where it was done: 11 office, 10 telehealth at home, 02 telehealth elsewhere.',
    action: 'correct_place_of_service',
    check: checkPlaces,
  },
  {
    code: 'replacement-without-number',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 4,
    only: ['corrected'],
    says: "A corrected or voided claim needs the payer's number of the claim before.",
    because: 'The payer finds what is replaced by its own control number.',
    source: guide,
    fix: "Take the payer's control number from the remit or the acknowledgment.",
    action: 'add_payer_control_number',
    check: ({ claim }, report) => {
      if ((claim.frequency === '7' || claim.frequency === '8') && blank(claim.originalPayerControlNumber))
        report({ at: 'claim, frequency' });
    },
  },
  {
    code: 'diagnosis-pointers',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 2,
    only: [['other than one diagnosis', 'many diagnoses']],
    says: 'A line points at no diagnosis, at one that is not there, twice at the same, or at more than four; or the claim has too many.',
    because: 'A professional claim has at most twelve diagnoses, a dental one four, and a line points at up to four.',
    source: guide,
    fix: 'Point at the diagnoses for which the service was done, the first being why.',
    action: 'correct_diagnosis_pointers',
    check: checkPointers,
  },
  {
    code: 'signature-missing',
    family: 'identity',
    severity: 'hold',
    snip: 2,
    says: "The provider's signature is not on file, or the release of information is not said.",
    because: 'The claim attests both.',
    source: '42 CFR 424.32',
    fix: 'Have the visit signed and the release on file before the claim goes out.',
    action: 'review_documentation',
    check: ({ claim }, report) => {
      if (!claim.signatureOnFile || !['Y', 'I'].includes(claim.release)) report({ at: 'claim, signature' });
    },
  },
  {
    code: 'unlisted-without-description',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    only: ['unlisted'],
    says: '{code} is an unlisted procedure or unclassified drug, and its line does not say what was done or given.',
    because: 'An unlisted code means nothing without a description.',
    source: guide,
    fix: 'Describe it on the line: the procedure, or the drug with dose and route, in the description of the charge or the line’s note.',
    action: 'complete_narrative',
    check: checkUnlisted,
  },
  {
    code: 'drug-number-invalid',
    family: 'identity',
    severity: 'hold',
    snip: 2,
    only: ['drug'],
    says: 'The drug has no eleven-digit NDC, no known unit, or no quantity.',
    because: 'Drugs are identified by the 5-4-2 form of the NDC, with F2, GR, ME, ML or UN.',
    source: guide,
    fix: 'Copy the NDC from the package, filled up to eleven digits.',
    action: 'correct_drug',
    check: checkDrug,
  },
  {
    code: 'accident-incomplete',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    only: ['accident'],
    says: 'An accident is named without its date, or an auto accident without its state.',
    because: 'Another payer may have to pay first.',
    source: guide,
    fix: 'Enter the date of the accident, and the state where it was by car.',
    action: 'complete_accident',
    check: ({ claim: { accident }, from }, report) => {
      if (accident === undefined) return;
      const late = accident.on !== undefined && from !== undefined && accident.on > from;
      if (accident.on === undefined || late || (accident.kind === 'auto' && !accident.state)) report({ at: 'claim, accident' });
    },
  },
  {
    code: 'accident-untold',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    kinds: ['professional', 'dental'],
    says: 'The claim goes to one who pays for {what}, and no accident is named.',
    because: 'Of work or a motor accident the claim says so, with its day (CLM11, DTP 439); without it the payer has no case to put it to.',
    source: 'TR3 005010 of the 837P and 837D, 2300 CLM11; NUCC 1500 instructions, item 10',
    fix: 'Enter the accident with its day, and the state where it was by car (CMS-1500 box 10); or correct the kind of insurance.',
    action: 'complete_accident',
    check: ({ claim: { accident }, coverage }, report) => {
      const what = paysForAccidents.get(coverage?.filingIndicator);
      if (what !== undefined && accident === undefined) report({ at: 'claim, accident', values: { what } });
    },
  },
  {
    code: 'hospital-day-missing',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 4,
    kinds: ['professional'],
    says: 'The service was given to somebody in a hospital (place {place}), and the day of the admission is missing.',
    because: 'Of such a claim the admission stands on it (DTP 435, CMS-1500 box 18); without it a clearinghouse refuses the file.',
    source: 'TR3 005010X222, 2300 DTP 435; Medicare claims processing manual, chapter 26, 10.4, item 18',
    fix: 'Enter the day of the admission: at the claim’s box 18, or as hospital_from of the charge’s list.',
    action: 'enter_admission',
    check: ({ claim: { placeOfService: place, hospitalFrom } }, report) => {
      if (inHospital.has(place) && hospitalFrom === undefined) report({ at: 'claim, admission', values: { place } });
    },
  },
  {
    code: 'laboratory-certificate',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    kinds: ['professional'],
    only: ['modifier', 'medicare'],
    says: '{code} with QW is a test that a laboratory does under a certificate, and the claim names none.',
    because: 'Medicare pays a waived test only with the certificate’s number (REF X4, CMS-1500 box 23): two digits, D, and seven more.',
    source: 'Medicare claims processing manual, chapter 16, 70.2 and 70.8; 42 CFR 493',
    fix: 'Enter the CLIA number: at the claim’s box 23, as clia of the charge’s list, or once for the practice (Practice, What claims are built with).',
    action: 'enter_certificate',
    check: ({ claim, lines, medicare }, report) => {
      if (!medicare || /^\d{2}D\d{7}$/.test(claim.cliaNumber ?? '')) return;
      for (const line of lines) if (line.modifiers.includes('QW')) report({ line, values: { code: line.code } });
    },
  },
  {
    code: 'service-facility-missing',
    family: 'identity',
    severity: 'warn',
    snip: 4,
    kinds: ['professional'],
    only: ['facility'],
    says: 'The service was given in a facility (place {place}), which is not named.',
    because:
      'Where it was given elsewhere than at whoever bills, the facility stands on the claim with name, address and NPI (2310C, CMS-1500 box 32); many payers return it without.',
    source: 'TR3 005010X222, 2310C; Medicare claims processing manual, chapter 26, 10.4, item 32',
    fix: 'Name the facility; nothing, where whoever bills is the facility.',
    action: 'name_facility',
    check: ({ claim, lines }, report) => {
      if (claim.facility !== undefined) return;
      const inside = lines.find(({ place }) => facilities.has(place));
      if (inside !== undefined) report({ at: 'service facility', values: { place: inside.place } });
    },
  },
];

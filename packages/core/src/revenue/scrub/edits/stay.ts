import { daysBetween, type PlainDate } from '../../../ground/base/index.ts';
import { daysServed, diagnosesByPlace, type ProviderToSend, type StayToSend } from '../../claims/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { LineLook, Look } from '../look.ts';

interface Bill {
  readonly stay: StayToSend;
  /** Where, two digits: 11 inpatient, 13 outpatient. */
  readonly type: string;
  /** How often: 1 whole stay, 2 first, 3 next, 4 last, 7 replaced. */
  readonly frequency: string;
}

/** Nothing where the type of bill is none: that is found by itself. */
function billOf({ claim: { stay } }: Look): Bill | undefined {
  const [, type, frequency] = /^0?([1-46-8][1-9])([0-9A-Z])$/.exec(stay?.typeOfBill ?? '') ?? [];
  return stay === undefined || type === undefined || frequency === undefined ? undefined : { stay, type, frequency };
}

const inpatient = new Set(['11', '12', '18', '21', '41']);
const outpatient = new Set(['13', '78', '85']);
/** Where somebody has a bed that is billed by the day. */
const lodged = new Set(['11', '18', '21', '41']);
const stillPatient = '30';

const isTotal = ({ line }: LineLook): boolean => /^0{0,3}1$/.test(line.revenueCode ?? '');
/** Room and board, leave of absence with it; accommodation of behavioral health. */
const isRoom = ({ line }: LineLook): boolean => /^(?:0?1\d|0?2[01]|100)\d$/.test(line.revenueCode ?? '');

function checkBill(look: Look, report: Report): void {
  const bill = billOf(look);
  const is = look.claim.stay?.typeOfBill ?? '';
  if (bill === undefined || bill.frequency !== look.claim.frequency)
    report({ at: 'claim, type of bill', values: { bill: is || 'nothing' } });
}

function checkStatement(look: Look, report: Report): void {
  const { claim, facts, lines } = look;
  const { from, to } = daysServed(claim);
  const late = to !== undefined && claim.stay?.admittedOn !== undefined && claim.stay.admittedOn > to;
  if (from === undefined || to === undefined || to < from || to > facts.today || late) {
    report({ at: 'claim, days of the stay' });
    return;
  }
  for (const line of lines) {
    const last = line.line.servedTo ?? line.on;
    if (line.on !== undefined && last !== undefined && (line.on < from || last > to)) report({ line });
  }
}

function checkLineDays(look: Look, report: Report): void {
  const bill = billOf(look);
  if (bill === undefined || inpatient.has(bill.type)) return;
  for (const line of look.lines) if (line.on === undefined && !isTotal(line)) report({ line });
}

const isHour = (time: string | undefined): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time ?? '');

/** A skilled nursing facility says no hours. */
const saysHours = (type: string): boolean => inpatient.has(type) && type !== '21';

function checkAdmission(look: Look, report: Report): void {
  const bill = billOf(look);
  if (bill === undefined) return;
  const { stay, type } = bill;
  const missing = [
    ...(inpatient.has(type) && stay.admittedOn === undefined ? ['day of admission'] : []),
    ...(saysHours(type) && !isHour(stay.admittedAt) ? ['hour of admission'] : []),
    ...((inpatient.has(type) || outpatient.has(type)) && !/^[1-59]$/.test(stay.admissionType ?? '') ? ['type of admission'] : []),
    // Of a specimen nobody came with.
    ...(type !== '14' && !/^[1-9A-G]$/.test(stay.admissionSource ?? '') ? ['point of origin'] : []),
    ...(/^\d\d$/.test(stay.patientStatus ?? '') ? [] : ['patient status']),
  ];
  if (missing.length > 0) report({ at: 'claim, admission', values: { missing: missing.join(', ') } });
}

function checkDischarge(look: Look, report: Report): void {
  const bill = billOf(look);
  if (bill === undefined || !saysHours(bill.type) || !/^[14]$/.test(bill.frequency) || bill.stay.patientStatus === stillPatient) return;
  if (!isHour(bill.stay.dischargedAt)) report({ at: 'claim, discharge' });
}

function checkStatus(look: Look, report: Report): void {
  const bill = billOf(look);
  const status = bill?.stay.patientStatus;
  if (bill === undefined || status === undefined || !inpatient.has(bill.type)) return;
  const isInterim = /^[23]$/.test(bill.frequency);
  if (!isInterim && !/^[14]$/.test(bill.frequency)) return;
  if (isInterim !== (status === stillPatient)) report({ at: 'claim, patient status', values: { status, frequency: bill.frequency } });
}

function checkAdmitting(look: Look, report: Report): void {
  const bill = billOf(look);
  if (bill !== undefined && inpatient.has(bill.type) && !bill.stay.admittingDiagnosis) report({ at: 'claim, admitting diagnosis' });
}

/** Unscheduled: an emergency, urgent, or an injury. */
function checkReason(look: Look, report: Report): void {
  const bill = billOf(look);
  if (bill === undefined || !outpatient.has(bill.type) || !/^[125]$/.test(bill.stay.admissionType ?? '')) return;
  if ((bill.stay.reasonsForVisit ?? []).length === 0) report({ at: 'claim, reason for visit' });
}

/** Where the list of those that are exempt can hold it: outcomes, factors, sequels, what one is born with. */
const mayBeExempt = /^(?:[QV-Z]|B9[0-4]|E64|I252|I69|O09|O80|O94|[STM].{5}[A-Z]$)/;

function checkPresent(look: Look, report: Report): void {
  if (billOf(look)?.type !== '11') return;
  look.claim.diagnoses.forEach(({ code, presentOnAdmission }, i) => {
    const isSaid = presentOnAdmission !== undefined;
    if (isSaid ? !/^[YNUW]$/.test(presentOnAdmission) : !mayBeExempt.test(code))
      report({ at: `claim, diagnosis ${i + 1}`, values: { code } });
  });
}

/** Days at midnight: the last one counts only of who stays, or came that day. */
function daysOfStay(look: Look, { stay }: Bill): number | undefined {
  const { from, to } = daysServed(look.claim);
  if (from === undefined || to === undefined) return undefined;
  const first: PlainDate = stay.admittedOn !== undefined && stay.admittedOn > from && stay.admittedOn <= to ? stay.admittedOn : from;
  const nights = daysBetween(first, to);
  return stay.patientStatus === stillPatient ? nights + 1 : Math.max(nights, 1);
}

function checkRoom(look: Look, report: Report): void {
  const bill = billOf(look);
  // A late charge and a bill that asks for nothing have no room.
  if (bill === undefined || !lodged.has(bill.type) || /^[05]$/.test(bill.frequency)) return;
  const days = daysOfStay(look, bill);
  const rooms = look.lines.filter(isRoom);
  const units = rooms.reduce((sum, line) => sum + line.units, 0);
  if (days === undefined || days < 0 || units === days) return;
  const [line, ...also] = rooms;
  report({ ...(line === undefined ? { at: 'claim, room and board' } : { line, also }), values: { units, days } });
}

const named = (provider: ProviderToSend | undefined): boolean => provider?.npi !== undefined && provider.npi !== '' && provider.name !== '';

/** A ride that was not planned is ordered by nobody. */
function checkAttending(look: Look, report: Report): void {
  if (!named(look.claim.stay?.attending) && !look.lines.every(({ line }) => line.revenueCode?.startsWith('054')))
    report({ at: 'claim, attending provider' });
}

function checkProcedures(look: Look, report: Report): void {
  const { stay } = look.claim;
  const { to } = daysServed(look.claim);
  const all = stay?.procedures ?? [];
  const unsound = all.some(({ code, on }) => !/^[0-9A-HJ-NP-Z]{7}$/.test(code) || on === undefined || (to !== undefined && on > to));
  if (unsound || (all.length > 0 && !named(stay?.operating))) report({ at: 'claim, procedures of the stay' });
}

function checkRoomForCodes({ claim: { stay, diagnoses } }: Look, report: Report): void {
  const { treated, causes } = diagnosesByPlace(diagnoses);
  const told = [
    { at: 'claim, procedures of the stay', what: 'procedures', count: (stay?.procedures ?? []).length, most: 25 },
    { at: 'claim, diagnosis 1', what: 'diagnoses', count: treated.length, most: 25 },
    { at: `claim, diagnosis ${(causes[0] ?? 0) + 1}`, what: 'external causes', count: causes.length, most: 12 },
  ];
  for (const { at, ...values } of told) if (values.count > values.most) report({ at, values });
}

const edit = (rest: Omit<Edit, 'family' | 'kinds' | 'severity'>): Edit => ({
  ...{ family: 'institutional', kinds: ['institutional'], severity: 'hold', ...rest },
});
const manual = (locator: string, section: string): string =>
  `Medicare Claims Processing Manual (Pub. 100-04), chapter 25, section ${section}, form locator ${locator}`;

export const stay: readonly Edit[] = [
  edit({
    code: 'type-of-bill-invalid',
    snip: 2,
    says: 'The type of bill is {bill}: it is none, or its last digit is not the frequency of the claim.',
    because: 'Three digits say where, what kind and how often; the last is the frequency on the wire (CLM05-3).',
    source: manual('4', '75.1'),
    fix: 'Enter the type of bill: 111 a whole inpatient stay, 131 outpatient, 112 to 114 an interim bill.',
    action: 'correct_type_of_bill',
    check: checkBill,
  }),
  edit({
    code: 'total-line-billed',
    snip: 3,
    says: 'The total line (revenue code 0001) stands among the services: the claim asks for everything twice.',
    because: 'Revenue code 0001 sums up a paper form. On the wire the claim has its own total (CLM02).',
    source: manual('42', '75.4'),
    fix: 'Take the line off, and let the total be the sum of the services.',
    action: 'remove_line',
    check: (look, report) => {
      for (const line of look.lines) if (isTotal(line)) report({ line });
    },
  }),
  edit({
    code: 'revenue-code-missing',
    snip: 2,
    says: 'The line has no revenue code of four digits.',
    because: 'A facility bills by revenue code (SV201).',
    source: manual('42', '75.4'),
    fix: "Enter the department's revenue code.",
    action: 'correct_revenue_code',
    check: (look, report) => {
      for (const line of look.lines)
        if (!isTotal(line) && (!/^\d{4}$/.test(line.line.revenueCode ?? '') || line.line.revenueCode === '0000')) report({ line });
    },
  }),
  edit({
    code: 'statement-days-implausible',
    snip: 4,
    says: 'The days of the statement are missing, lie in the future or end before they begin, or a line or the admission lies outside.',
    because: 'The statement covers every day that it bills.',
    source: manual('6', '75.1'),
    fix: 'Correct the days of the statement, or of the line.',
    action: 'correct_statement_dates',
    check: checkStatement,
  }),
  edit({
    code: 'outpatient-line-without-day',
    snip: 4,
    says: 'The line of an outpatient claim has no date of service.',
    because: 'Outpatient services are paid by their day, even on a claim of several.',
    source: manual('45', '75.5'),
    fix: 'Enter the day of the service.',
    action: 'correct_service_date',
    check: checkLineDays,
  }),
  edit({
    code: 'admission-incomplete',
    snip: 4,
    says: 'Not said: {missing}.',
    because: 'A facility says how somebody came and how they left (CL1, DTP*435); of an inpatient day and hour too.',
    source: manual('12 to 17', '75.1 and 75.2'),
    fix: 'Take it from the registration of the admission or visit.',
    action: 'complete_admission',
    check: checkAdmission,
  }),
  edit({
    code: 'discharge-hour-missing',
    snip: 4,
    says: 'The hour of discharge is not said.',
    because: 'The last bill of an inpatient stay says it (DTP*096).',
    source: manual('16', '75.2'),
    fix: 'Enter the hour at which the patient left.',
    action: 'complete_admission',
    check: checkDischarge,
  }),
  edit({
    code: 'status-against-frequency',
    snip: 5,
    says: 'Patient status {status} does not go with frequency {frequency}.',
    because: 'Who is still a patient (30) has an interim bill (2, 3); a whole stay or the last bill (1, 4) says how they left.',
    source: `${manual('17', '75.2')}; chapter 1, section 50.2`,
    fix: 'Correct the patient status, or the last digit of the type of bill.',
    action: 'correct_patient_status',
    check: checkStatus,
  }),
  edit({
    code: 'admitting-diagnosis-missing',
    snip: 4,
    says: 'The admitting diagnosis is not said.',
    because: 'An inpatient claim says for what the patient was admitted (HI*ABJ).',
    source: manual('69', '75.5'),
    fix: 'Take it from the admission order.',
    action: 'add_admitting_diagnosis',
    check: checkAdmitting,
  }),
  edit({
    code: 'reason-for-visit-missing',
    snip: 4,
    says: 'The reason for the visit is not said.',
    because: 'An unscheduled outpatient visit (type 1, 2 or 5) says why the patient came (HI*APR).',
    source: manual('70', '75.5'),
    fix: "Enter the patient's reason as it was coded at registration.",
    action: 'add_reason_for_visit',
    check: checkReason,
  }),
  edit({
    code: 'present-on-admission-missing',
    snip: 4,
    says: 'It is not said whether diagnosis {code} was present on admission (Y, N, U or W).',
    because: 'An acute hospital says it of each diagnosis that is not exempt; one that is exempt has none.',
    source: 'Deficit Reduction Act of 2005, section 5001(c); Medicare Claims Processing Manual, chapter 25, section 75.5, form locator 67',
    fix: 'Ask the coder of the stay.',
    action: 'add_present_on_admission',
    check: checkPresent,
  }),
  edit({
    code: 'room-days-differ',
    snip: 4,
    says: 'Room and board are {units} days, and the stay has {days}.',
    because: 'Days are counted at midnight: the day of admission counts, that of discharge does not.',
    source: 'Medicare Benefit Policy Manual (Pub. 100-02), chapter 3, section 20.1; Claims Processing Manual, chapter 3, section 40',
    fix: 'Correct the units of room and board, leave days included, or the days of the statement.',
    action: 'correct_units',
    check: checkRoom,
  }),
  edit({
    code: 'attending-missing',
    snip: 4,
    says: 'The attending provider is not named with an NPI.',
    because: 'A facility claim names who was responsible for the care (NM1*71).',
    source: manual('76', '75.5'),
    fix: 'Name who attended, and check the NPI.',
    action: 'add_attending_provider',
    check: checkAttending,
  }),
  edit({
    code: 'stay-procedure-incomplete',
    snip: 4,
    says: 'A procedure of the stay is no ICD-10-PCS code, has no day or one after the stay, or nobody is named who operated.',
    because: 'Each has seven characters and its day (HI*BBR), and the claim names who operated (NM1*72).',
    source: manual('74 and 77', '75.5'),
    fix: 'Complete the procedure, and name who operated.',
    action: 'complete_procedure',
    check: checkProcedures,
  }),
  edit({
    code: 'stay-codes-too-many',
    snip: 2,
    says: 'The claim says {count} {what}, and the file has room for {most}.',
    because:
      'It holds a principal procedure and 24 others (HI*BBR, BBQ), a principal diagnosis and 24 others (HI*ABK, ABF), and twelve external causes (HI*ABN).',
    source: 'ASC X12N 005010X223 claim guide, by its public use in payer companion guides',
    fix: 'Ask the coder of the stay which of them tell the least, and leave those off.',
    action: 'review_documentation',
    check: checkRoomForCodes,
  }),
];

/** What a row says of its whole charge: every row of one account says the same, or nothing. */
const ofCharge = [
  ...['kind', 'birth_date', 'sex', 'address', 'city', 'state', 'zip', 'place_of_service', 'rendering_npi', 'referring_npi', 'facility_npi'],
  ...['supervising_npi', 'authorization', 'referral', 'payer_id', 'payer_name', 'member_id', 'group_number', 'filing_indicator'],
  ...['relationship', 'subscriber_last', 'subscriber_first', 'second_payer_id', 'second_payer_name', 'second_member_id'],
  ...['second_relationship', 'second_filing_indicator', 'second_insurance_type', 'predetermination', 'missing_teeth'],
  ...['orthodontic_months', 'orthodontic_months_left', 'banding_date'],
  ...['claim_note', 'patient_paid', 'clia', 'hospital_from', 'hospital_to', 'accident', 'accident_on', 'accident_state'],
  // Of a facility.
  ...['type_of_bill', 'admission_type', 'admission_source', 'patient_status', 'admitted_on', 'admission_hour', 'discharge_hour'],
  ...['statement_from', 'statement_to', 'attending_npi', 'operating_npi', 'admitting_diagnosis', 'reasons_for_visit'],
  ...['present_on_admission', 'principal_procedure', 'principal_procedure_on', 'other_procedures', 'condition_codes'],
  ...['occurrence_codes', 'value_codes'],
] as const;

/** The headings of a charge list, in any order. One row is one line; rows of one account are one charge. */
export const chargeColumns = {
  needed: ['account', 'last_name', 'first_name', 'code', 'charged'],
  known: [
    ...ofCharge,
    ...['served_on', 'served_to', 'modifiers', 'description', 'revenue_code', 'diagnoses', 'units', 'unit', 'billed_to', 'line_payer_id'],
    ...['line_place_of_service', 'line_rendering_npi', 'ordering_npi', 'note', 'tooth', 'surfaces', 'area', 'prosthesis'],
    ...['prior_placed_on', 'minutes', 'ndc', 'ndc_unit', 'ndc_quantity'],
    // Of the charge, and each row may bring more of them.
    ...['attachment_kind', 'attachment_by', 'attachment_number'],
    // With the account: which charge the row is of.
    'visit',
  ],
} as const;
export type Column = (typeof chargeColumns.needed)[number] | (typeof chargeColumns.known)[number];
export type Cells = (column: Column) => string;
export const sameOfAccount: readonly Column[] = ['last_name', 'first_name', ...ofCharge];

/** Several in one cell. */
export const listed = (text: string): string[] => text.split(/[\s,:;|]+/).filter((one) => one !== '');

type Readable = readonly [read: (text: string) => boolean, is: string];
const formed = (form: RegExp, is: string): Readable => [(text) => form.test(text), is];
const each = (form: RegExp, most: number, is: string): Readable => [
  (text) => listed(text).length <= most && listed(text).every((one) => form.test(one)),
  is,
];
const within = (most: number): Readable => [
  (text) => text.length <= most && !/\p{Cc}/u.test(text),
  `text of at most ${most} characters, in one line`,
];
const npi = formed(/^\d{10}$/, 'an NPI of ten digits');
const place = formed(/^\d{2}$/, 'a place of service of two digits');
const relationship = formed(/^[0-9A-Z]{2}$/i, 'a relationship of two characters: 18 self, 01 spouse, 19 child');
const stateOf = formed(/^[A-Z]{2}$/i, 'a state of two letters');
const amount = formed(/^\$?[\d,]{1,10}(?:\.\d{1,2})?$/, 'an amount');
const months = formed(/^\d{1,3}$/, 'a number of months');
const hour = formed(/^(?:[01]\d|2[0-3])(?::?[0-5]\d)?$/, 'an hour of two digits, or HH:MM');
const tooth = (most: number) => each(/^(?:[1-9]\d?|[A-T]S?)$/i, most, 'a tooth by its universal number or letter');

/** What each cell may hold, as far as it is not read one by one. A cell that holds something else is told, never passed over. */
const readable: { readonly [column in Column]?: Readable } = {
  ...{ rendering_npi: npi, referring_npi: npi, facility_npi: npi, supervising_npi: npi, line_rendering_npi: npi, ordering_npi: npi },
  ...{ place_of_service: place, line_place_of_service: place, relationship, second_relationship: relationship },
  sex: formed(/^(?:[FMU]|female|male|unknown)$/i, 'F, M or U'),
  ...{ state: stateOf, accident_state: stateOf },
  accident: formed(/^(?:auto|work|employment|other)$/i, 'auto, work or other'),
  zip: formed(/^\d{5}(?:-?\d{4})?$/, 'a zip code of five or nine digits'),
  filing_indicator: formed(/^[0-9A-Z]{1,2}$/i, 'one or two characters: CI, MB, MC'),
  second_filing_indicator: formed(/^[0-9A-Z]{1,2}$/i, 'one or two characters: CI, MB, MC'),
  second_insurance_type: formed(/^\d{2}$/, 'two digits: 12 still at work, 43 disabled'),
  predetermination: formed(/^(?:y|yes|true|1|n|no|false|0)$/i, 'yes or no'),
  missing_teeth: tooth(32),
  ...{ orthodontic_months: months, orthodontic_months_left: months, patient_paid: amount },
  ...{ attending_npi: npi, operating_npi: npi, admission_hour: hour, discharge_hour: hour },
  type_of_bill: formed(/^0?\d{2}[0-9A-Z]$/, 'a type of bill: 111, 131'),
  ...{ admission_type: formed(/^\d$/, 'one digit'), admission_source: formed(/^[0-9A-Z]$/i, 'one digit or letter') },
  patient_status: formed(/^\d{2}$/, 'two digits: 01 home, 30 still a patient'),
  admitting_diagnosis: formed(/^[A-Z]\d[0-9A-Z]\.?[0-9A-Z]{0,4}$/i, 'an ICD-10-CM code'),
  reasons_for_visit: each(/^[A-Z]\d[0-9A-Z]\.?[0-9A-Z]{0,4}$/i, 3, 'up to three ICD-10-CM codes'),
  present_on_admission: each(/^[A-Z]\d[0-9A-Z]\.?[0-9A-Z]{0,4}=[YNUW]$/i, 25, 'diagnoses with Y, N, U or W: E11.9=Y'),
  principal_procedure: formed(/^[0-9A-Z]{7}$/i, 'an ICD-10-PCS code of seven characters'),
  other_procedures: each(/^[0-9A-Z]{7}(?:=[\d/-]{8,10})?$/i, 24, 'ICD-10-PCS codes with their days: 0FT44ZZ=2026-03-12'),
  condition_codes: each(/^[0-9A-Z]{2}$/i, 11, 'condition codes of two characters'),
  occurrence_codes: each(/^[0-9A-Z]{2}=[\d/-]{8,10}$/i, 24, 'occurrence codes with their days: 11=2026-03-02'),
  value_codes: each(/^[0-9A-Z]{2}=\d{1,7}(?:\.\d{1,2})?$/i, 24, 'value codes with their amounts: 80=3 A1=100.00'),
  code: formed(/^[0-9A-Z]{0,48}$/i, 'a procedure code'),
  modifiers: each(/^[0-9A-Z]{2}$/i, 4, 'up to four modifiers of two characters'),
  revenue_code: formed(/^\d{3,4}$/, 'a revenue code of three or four digits'),
  diagnoses: each(/^[A-Z]\d[0-9A-Z]\.?[0-9A-Z]{0,4}$/i, 12, 'up to twelve ICD-10-CM codes'),
  visit: formed(/^[0-9A-Z]{1,12}$/i, 'letters and digits, at most twelve'),
  unit: formed(/^[0-9A-Z]{2}$/i, 'two letters: UN units, MJ minutes'),
  tooth: tooth(32),
  surfaces: formed(/^[MODBLIF\s,:;|]{1,14}$/i, 'surfaces among M, O, D, B, L, I, F'),
  area: each(/^\d{2}$/, 5, 'areas of the mouth of two digits'),
  prosthesis: formed(/^(?:i|initial|r|replacement)$/i, 'I (initial) or R (replacement)'),
  minutes: [(text) => /^\d{1,4}$/.test(text) && Number(text) <= 1440, 'a whole number of minutes, at most 1440'],
  ndc: formed(/^[\d-]{10,14}$/, 'an NDC'),
  ndc_unit: formed(/^(?:F2|GR|ME|ML|UN)$/i, 'F2, GR, ME, ML or UN'),
  ndc_quantity: formed(/^\d{1,8}(?:\.\d{1,3})?$/, 'a quantity'),
  attachment_kind: each(/^[0-9A-Z]{2}$/i, 10, 'kinds of two characters: RB radiograph, P6 periodontal chart, OZ support data'),
  attachment_by: each(/^[A-Z]{2}$/i, 10, 'AA, BM, EL, EM or FX'),
  attachment_number: each(/^[!-~]{1,50}$/, 10, 'control numbers of at most fifty characters'),
  ...{ account: within(38), last_name: within(60), first_name: within(35), address: within(55), city: within(30) },
  ...{ authorization: within(50), referral: within(50), payer_id: within(80), payer_name: within(60), member_id: within(80) },
  ...{ group_number: within(50), subscriber_last: within(60), subscriber_first: within(35), second_payer_id: within(80) },
  ...{ second_payer_name: within(60), second_member_id: within(80), line_payer_id: within(80) },
  ...{ claim_note: within(80), note: within(80), description: within(80) },
};
const columns = Object.keys(readable) as Column[];

/** The cells of a row that cannot be read, with what each should hold. */
export const unreadable = (cells: Cells): { readonly column: Column; readonly is: string }[] =>
  columns.flatMap((column) => {
    const [read, is] = readable[column] ?? [];
    const text = cells(column);
    return text === '' || read === undefined || read(text) ? [] : [{ column, is: is ?? '' }];
  });

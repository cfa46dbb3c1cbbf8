import { type CsvRow, csvRows, delimiterOf, type Finding, fromDecimal, zero } from '../../ground/base/index.ts';
import type { Billed, Charge, ChargedCoverage, ChargedPerson, ChargeLine } from './charge.ts';
import { day, said, told } from './charge-cells.ts';
import { type Cells, chargeColumns, listed, sameOfAccount, unreadable } from './charge-columns.ts';
import { readStay } from './read-stay-csv.ts';

export interface ChargesRead {
  readonly charges: readonly Charge[];
  /** Where one is an error, no charge of its account is among them. */
  readonly findings: readonly Finding[];
  /** Charges of the list that are not among them. */
  readonly keptOut: number;
}

/** What a practice's account numbers are: of each visit one, or of each patient. */
type AccountsAre = 'visit' | 'patient';

/** Which of its account's visits a row is of: as it says, or by its day where an account is a patient's. */
function visitOf(cells: Cells, { servedOn }: ChargeLine, accounts: AccountsAre): string {
  if (cells('visit') !== '') return upper(cells('visit'));
  return accounts === 'patient' && servedOn !== undefined ? servedOn.slice(2).replaceAll('-', '') : '';
}

/** Charges of a list that a practice's own system writes. What a row says wrongly is told by its number, and keeps its charge out. */
export function readChargeCsv(text: string, { accounts = 'visit' }: { readonly accounts?: AccountsAre } = {}): ChargesRead {
  const clean = text.replace(/^\uFEFF/, '');
  const { rows } = csvRows(clean, 0, delimiterOf(clean));
  const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase().replaceAll(' ', '_'));
  const missing = chargeColumns.needed.filter((name) => !names.includes(name));
  if (missing.length > 0)
    return { charges: [], findings: [told('heading', 'row 1', `The list has no column ${missing.join(', ')}.`)], keptOut: 0 };
  const strange = names.filter(
    (name) => name !== '' && !([...chargeColumns.needed, ...chargeColumns.known] as readonly string[]).includes(name),
  );
  const findings: Finding[] = strange.map((name) => ({
    ...told('column', 'row 1', `The column ${name} is not read.`),
    severity: 'warning' as const,
  }));
  const opened = new Map<string, { charge: Charge; first: Cells; broken: boolean }>();
  for (const row of body) {
    const cells: Cells = (column) => row.cells[names.indexOf(column)]?.trim() ?? '';
    const faults: Finding[] = [];
    const line = lineOf(cells, row, faults);
    const attached = attachmentsOf(cells, `row ${row.number}`, faults);
    const account = cells('account');
    const visit = visitOf(cells, line, accounts);
    if (visit === '' && accounts === 'patient')
      faults.push(told('visit', `row ${row.number}, visit`, 'The row names neither visit nor day, and its account is the patient’s.'));
    const key = `${account}\n${visit}`;
    const known = opened.get(key);
    const charge = known?.charge ?? { ...chargeOf(cells, row, faults), ...said('visit', visit) };
    if (known !== undefined && account !== '') faults.push(...differing(cells, known.first, row));
    findings.push(...faults);
    const broken = (known?.broken ?? false) || faults.length > 0;
    const whole = { ...charge, attachments: together(charge.attachments, attached), lines: [...charge.lines, line] };
    opened.set(key, { charge: whole, first: known?.first ?? cells, broken });
  }
  const charges = [...opened.values()].flatMap(({ charge, broken }) => (broken ? [] : [charge]));
  return { charges, findings, keptOut: opened.size - charges.length };
}

/** A row that speaks of another patient, payer or provider than the first of its account would else go out on the first one's claim. */
function differing(cells: Cells, first: Cells, row: CsvRow): Finding[] {
  const others = sameOfAccount.filter((column) => cells(column) !== '' && cells(column).toLowerCase() !== first(column).toLowerCase());
  if (others.length === 0) return [];
  return [
    {
      ...told('account-differs', `row ${row.number}`, `The row says another ${others.join(', ')} than the first row of its account.`),
      because: 'Rows of one account are lines of one charge: one patient, covered and treated as its first row says.',
      fix: 'Give the row an account of its own, or let it say what the first one says; then bring the list in again.',
    },
  ];
}

/** What a form and an 837 have room for, and what entering takes. */
const mostCents = 999_999_999;

const billings: readonly Billed[] = ['insurance', 'self-pay', 'employer-pay'];

function lineOf(cells: Cells, row: CsvRow, faults: Finding[]): ChargeLine {
  const at = `row ${row.number}`;
  for (const { column, is } of unreadable(cells)) faults.push(told('cell', `${at}, ${column}`, `${column} is not ${is}.`));
  const charged = fromDecimal(cells('charged').replace('$', ''));
  if (charged === undefined || charged < 0) faults.push(told('amount', `${at}, charged`, 'charged is no amount.'));
  else if (charged > mostCents) faults.push(told('amount', `${at}, charged`, 'charged is more than the $9,999,999.99 that a claim takes.'));
  const billed = cells('billed_to') === '' ? 'insurance' : cells('billed_to');
  const meant = billings.find((one) => one === billed);
  if (meant === undefined) faults.push(told('billed-to', `${at}, billed_to`, `billed_to is none of ${billings.join(', ')}.`));
  const units = cells('units') === '' ? '1' : cells('units');
  if (!/^\d{1,8}(\.\d{1,3})?$/.test(units)) faults.push(told('units', `${at}, units`, 'units is no number.'));
  if (cells('account') === '') faults.push(told('account', `${at}, account`, 'The row names no account.'));
  const ndc = cells('ndc').replaceAll('-', '');
  return {
    procedure: { code: cells('code').toUpperCase(), modifiers: listed(cells('modifiers')).map(upper) },
    ...said('description', cells('description')),
    ...said('revenueCode', cells('revenue_code')),
    charged: charged ?? zero,
    ...{ units, unit: cells('unit') === '' ? 'UN' : upper(cells('unit')) },
    ...day('servedOn', 'served_on', cells, row, faults),
    ...day('servedTo', 'served_to', cells, row, faults),
    ...said('placeOfService', cells('line_place_of_service')),
    diagnoses: listed(cells('diagnoses')).map((code) => code.replace('.', '').toUpperCase()),
    billed: meant ?? 'insurance',
    ...said('payerId', cells('line_payer_id')),
    ...said('note', cells('note')),
    ...(ndc === '' ? {} : { drug: { ndc, unit: upper(cells('ndc_unit')), quantity: cells('ndc_quantity') } }),
    teeth: teethOf(cells, at, faults),
    oralCavities: listed(cells('area')),
    ...said('prosthesis', upper(cells('prosthesis')).slice(0, 1)),
    ...day('priorPlacedOn', 'prior_placed_on', cells, row, faults),
    ...counted('minutes', cells('minutes')),
    ...said('renderingNpi', cells('line_rendering_npi')),
    ...said('orderingNpi', cells('ordering_npi')),
  };
}

const upper = (text: string): string => text.toUpperCase();
const counted = <K extends string>(key: K, text: string): { [k in K]?: number } =>
  /^\d{1,4}$/.test(text) ? ({ [key]: Number(text) } as { [k in K]?: number }) : {};
const isYes = (text: string): boolean => /^(?:y|yes|true|1)$/i.test(text);

/** Several teeth in one cell are a line of several teeth; surfaces are those of one. */
function teethOf(cells: Cells, at: string, faults: Finding[]): ChargeLine['teeth'] {
  const teeth = listed(upper(cells('tooth')));
  const surfaces = listed(upper(cells('surfaces'))).flatMap((one) => [...one]);
  if (surfaces.length > 0 && teeth.length !== 1) faults.push(told('cell', `${at}, surfaces`, 'surfaces are given without one tooth.'));
  return teeth.map((tooth) => ({ tooth, surfaces }));
}

const ways = ['AA', 'BM', 'EL', 'EM', 'FX'];

/** What a row says is attached: kinds, ways and control numbers stand in the same order. */
function attachmentsOf(cells: Cells, at: string, faults: Finding[]): Charge['attachments'] {
  const [kinds, by, numbers] = [
    listed(upper(cells('attachment_kind'))),
    listed(upper(cells('attachment_by'))),
    listed(cells('attachment_number')),
  ];
  for (const [column, given] of [
    ['attachment_by', by],
    ['attachment_number', numbers],
  ] as const)
    if (given.length > 0 && given.length !== kinds.length)
      faults.push(told('cell', `${at}, ${column}`, `${column} has not as many as attachment_kind.`));
  if (by.some((one) => !ways.includes(one)))
    faults.push(told('cell', `${at}, attachment_by`, `attachment_by is none of ${ways.join(', ')}.`));
  return kinds.map((report, i) => {
    const controlNumber = numbers[i];
    // What has no number is sent when the payer asks for it.
    const transmission = by[i] ?? (controlNumber === undefined ? 'AA' : 'EL');
    return { report, transmission, ...(controlNumber === undefined ? {} : { controlNumber }) };
  });
}

/** A second row may say again what the first has attached. */
const together = (one: Charge['attachments'], more: Charge['attachments']): Charge['attachments'] => [
  ...one,
  ...more.filter((next) => !one.some((here) => here.report === next.report && here.controlNumber === next.controlNumber)),
];

/** A facility says an accident by its occurrence codes, which are columns of their own. */
function accidentOf(cells: Cells, row: CsvRow, faults: Finding[]): Pick<Charge, 'accident'> {
  const said = cells('accident').toLowerCase();
  const at = `row ${row.number}, accident`;
  if (said === '') {
    if (`${cells('accident_on')}${cells('accident_state')}` !== '')
      faults.push(told('accident', at, 'The row gives the day or the state of an accident, and not its kind.'));
    return {};
  }
  if (cells('kind') === 'institutional')
    faults.push(told('accident', at, 'A facility says an accident in occurrence_codes: 01 auto, 04 at work, 05 another.'));
  const kind = said === 'auto' ? 'auto' : said === 'other' ? 'other' : 'employment';
  const state = upper(cells('accident_state'));
  return { accident: { kind, ...day('on', 'accident_on', cells, row, faults), ...(state === '' ? {} : { state }) } };
}

function orthodonticsOf(cells: Cells, row: CsvRow, faults: Finding[]): Pick<Charge, 'orthodontics'> {
  const orthodontics = {
    ...counted('months', cells('orthodontic_months')),
    ...counted('monthsRemaining', cells('orthodontic_months_left')),
    ...day('appliancePlacedOn', 'banding_date', cells, row, faults),
  };
  return Object.keys(orthodontics).length === 0 ? {} : { orthodontics };
}

function paidBy(cells: Cells): Pick<Charge, 'patientPaid'> {
  const patientPaid = fromDecimal(cells('patient_paid').replace(/[$,]/g, ''));
  return cells('patient_paid') === '' || patientPaid === undefined ? {} : { patientPaid };
}

function chargeOf(cells: Cells, row: CsvRow, faults: Finding[]): Charge {
  const kind = cells('kind') === '' ? 'professional' : cells('kind');
  const meant = (['professional', 'dental', 'institutional'] as const).find((one) => one === kind);
  if (meant === undefined) faults.push(told('kind', `row ${row.number}, kind`, 'kind is none of professional, dental, institutional.'));
  const patient = patientOf(cells, row, faults);
  return {
    ...{ kind: meant ?? 'professional', account: cells('account'), patient, coverages: coveragesOf(cells, patient) },
    placeOfService: cells('place_of_service') === '' ? '11' : cells('place_of_service'),
    ...said('renderingNpi', cells('rendering_npi')),
    ...said('referringNpi', cells('referring_npi')),
    ...said('facilityNpi', cells('facility_npi')),
    ...said('authorizationNumber', cells('authorization')),
    ...said('supervisingNpi', cells('supervising_npi')),
    ...said('referralNumber', cells('referral')),
    ...accidentOf(cells, row, faults),
    ...said('cliaNumber', upper(cells('clia'))),
    ...day('hospitalFrom', 'hospital_from', cells, row, faults),
    ...day('hospitalTo', 'hospital_to', cells, row, faults),
    ...said('note', cells('claim_note')),
    ...paidBy(cells),
    ...orthodonticsOf(cells, row, faults),
    ...(kind === 'institutional' ? readStay(cells, row, faults) : {}),
    ...{
      predetermination: isYes(cells('predetermination')),
      missingTeeth: listed(upper(cells('missing_teeth'))),
      attachments: [],
      lines: [],
    },
  };
}

function patientOf(cells: Cells, row: CsvRow, faults: Finding[]): ChargedPerson {
  const sex = cells('sex').slice(0, 1).toUpperCase();
  const line1 = cells('address');
  const place = { line1, city: cells('city'), ...said('state', cells('state')), ...said('zip', cells('zip').replace('-', '')) };
  return {
    ...{ last: cells('last_name'), first: cells('first_name') },
    ...day('birthDate', 'birth_date', cells, row, faults),
    ...said('sex', sex),
    ...(line1 === '' ? {} : { address: place }),
  };
}

function coveragesOf(cells: Cells, patient: ChargedPerson): ChargedCoverage[] {
  const first = cells('payer_id');
  const second = cells('second_payer_id');
  const subscriber = cells('subscriber_last') === '' ? patient : { last: cells('subscriber_last'), first: cells('subscriber_first') };
  const orSelf = (relationship: string): string => (relationship === '' ? '18' : relationship);
  const one: ChargedCoverage = {
    ...{ rank: 'primary', payerId: first, payerName: cells('payer_name') || first, memberId: cells('member_id') },
    ...said('groupNumber', cells('group_number')),
    ...said('filingIndicator', cells('filing_indicator')),
    ...{ relationship: orSelf(cells('relationship')), subscriber },
  };
  const two: ChargedCoverage = {
    ...{ rank: 'secondary', payerId: second, payerName: cells('second_payer_name') || second, memberId: cells('second_member_id') },
    ...said('filingIndicator', upper(cells('second_filing_indicator'))),
    ...said('insuranceType', cells('second_insurance_type')),
    ...{ relationship: orSelf(cells('second_relationship')), subscriber: patient },
  };
  return [...(first === '' ? [] : [one]), ...(second === '' ? [] : [two])];
}

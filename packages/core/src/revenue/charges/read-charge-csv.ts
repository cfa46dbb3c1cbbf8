import { type CsvRow, csvRows, delimiterOf, type Finding, fromDecimal, plainDate, zero } from '../../ground/base/index.ts';
import type { Billed, Charge, ChargedCoverage, ChargedPerson, ChargeLine } from './charge.ts';

/** What a row says of its whole charge: every row of one account says the same, or nothing. */
const ofCharge = [
  ...['kind', 'birth_date', 'sex', 'address', 'city', 'state', 'zip', 'place_of_service', 'rendering_npi', 'referring_npi', 'facility_npi'],
  ...['authorization', 'referral', 'payer_id', 'payer_name', 'member_id', 'group_number', 'filing_indicator', 'relationship'],
  ...['subscriber_last', 'subscriber_first', 'second_payer_id', 'second_payer_name', 'second_member_id', 'second_relationship'],
] as const;

/** The headings of a charge list, in any order. One row is one line; rows of one account are one charge. */
export const chargeColumns = {
  needed: ['account', 'last_name', 'first_name', 'code', 'charged'],
  known: [
    ...ofCharge,
    ...['served_on', 'served_to', 'modifiers', 'description', 'revenue_code', 'diagnoses', 'units', 'unit', 'billed_to', 'line_payer_id'],
    ...['line_place_of_service', 'line_rendering_npi', 'note', 'tooth', 'surfaces', 'area', 'minutes', 'ndc', 'ndc_unit', 'ndc_quantity'],
  ],
} as const;
type Column = (typeof chargeColumns.needed)[number] | (typeof chargeColumns.known)[number];
type Cells = (column: Column) => string;
const sameOfAccount: readonly Column[] = ['last_name', 'first_name', ...ofCharge];

export interface ChargesRead {
  readonly charges: readonly Charge[];
  /** Where one is an error, no charge of its account is among them. */
  readonly findings: readonly Finding[];
}

/** Charges of a list that a practice's own system writes. What a row says wrongly is told by its number, and keeps its charge out. */
export function readChargeCsv(text: string): ChargesRead {
  const clean = text.replace(/^\uFEFF/, '');
  const { rows } = csvRows(clean, 0, delimiterOf(clean));
  const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase().replaceAll(' ', '_'));
  const missing = chargeColumns.needed.filter((name) => !names.includes(name));
  if (missing.length > 0) return { charges: [], findings: [told('heading', 'row 1', `The list has no column ${missing.join(', ')}.`)] };
  const strange = names.filter(
    (name) => name !== '' && !([...chargeColumns.needed, ...chargeColumns.known] as readonly string[]).includes(name),
  );
  const findings: Finding[] = strange.map((name) => ({
    ...told('column', 'row 1', `The column ${name} is not read.`),
    severity: 'warning' as const,
  }));
  const accounts = new Map<string, { charge: Charge; first: Cells; broken: boolean }>();
  for (const row of body) {
    const cells: Cells = (column) => row.cells[names.indexOf(column)]?.trim() ?? '';
    const faults: Finding[] = [];
    const line = lineOf(cells, row, faults);
    const account = cells('account');
    const known = accounts.get(account);
    const charge = known?.charge ?? chargeOf(cells, row, faults);
    if (known !== undefined && account !== '') faults.push(...differing(cells, known.first, row));
    findings.push(...faults);
    const broken = (known?.broken ?? false) || faults.length > 0;
    accounts.set(account, { charge: { ...charge, lines: [...charge.lines, line] }, first: known?.first ?? cells, broken });
  }
  return { charges: [...accounts.values()].flatMap(({ charge, broken }) => (broken ? [] : [charge])), findings };
}

const told = (code: string, at: string, says: string): Finding => ({
  ...{ code: `charges.csv.${code}`, severity: 'error', at, says },
  fix: 'Mend the list and bring it in again: what is here already is not taken twice.',
});

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

const said = <K extends string>(key: K, text: string): { [k in K]?: string } =>
  text === '' ? {} : ({ [key]: text } as { [k in K]?: string });
const listed = (text: string): string[] => text.split(/[\s:;|]+/).filter((one) => one !== '');

/** A day as `2026-03-02` or `03/02/2026`. */
function day<K extends string>(key: K, column: Column, cells: Cells, row: CsvRow, faults: Finding[]) {
  const text = cells(column);
  if (text === '') return {};
  const [, month, date, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const found = plainDate(year === undefined ? text : `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`);
  if (found === undefined) faults.push(told('date', `row ${row.number}`, `${column} is no date.`));
  return found === undefined ? {} : ({ [key]: found } as { [k in K]?: typeof found });
}

const billings: readonly Billed[] = ['insurance', 'self-pay', 'employer-pay'];

function lineOf(cells: Cells, row: CsvRow, faults: Finding[]): ChargeLine {
  const at = `row ${row.number}`;
  const charged = fromDecimal(cells('charged').replace('$', ''));
  if (charged === undefined || charged < 0) faults.push(told('amount', at, 'charged is no amount.'));
  const billed = cells('billed_to') === '' ? 'insurance' : cells('billed_to');
  const meant = billings.find((one) => one === billed);
  if (meant === undefined) faults.push(told('billed-to', at, `billed_to is none of ${billings.join(', ')}.`));
  const units = cells('units') === '' ? '1' : cells('units');
  if (!/^\d{1,8}(\.\d{1,3})?$/.test(units)) faults.push(told('units', at, 'units is no number.'));
  if (cells('account') === '') faults.push(told('account', at, 'The row names no account.'));
  const minutes = cells('minutes');
  const ndc = cells('ndc');
  return {
    procedure: { code: cells('code'), modifiers: listed(cells('modifiers')) },
    ...said('description', cells('description')),
    ...said('revenueCode', cells('revenue_code')),
    charged: charged ?? zero,
    ...{ units, unit: cells('unit') === '' ? 'UN' : cells('unit') },
    ...day('servedOn', 'served_on', cells, row, faults),
    ...day('servedTo', 'served_to', cells, row, faults),
    ...said('placeOfService', cells('line_place_of_service')),
    diagnoses: listed(cells('diagnoses')).map((code) => code.replace('.', '').toUpperCase()),
    billed: meant ?? 'insurance',
    ...said('payerId', cells('line_payer_id')),
    ...said('note', cells('note')),
    ...(ndc === '' ? {} : { drug: { ndc, unit: cells('ndc_unit'), quantity: cells('ndc_quantity') } }),
    teeth:
      cells('tooth') === ''
        ? []
        : [{ tooth: cells('tooth').toUpperCase(), surfaces: listed(cells('surfaces')).flatMap((one) => [...one]) }],
    oralCavities: listed(cells('area')),
    ...(/^\d{1,4}$/.test(minutes) ? { minutes: Number(minutes) } : {}),
    ...said('renderingNpi', cells('line_rendering_npi')),
  };
}

function chargeOf(cells: Cells, row: CsvRow, faults: Finding[]): Charge {
  const kind = cells('kind') === '' ? 'professional' : cells('kind');
  const meant = (['professional', 'dental', 'institutional'] as const).find((one) => one === kind);
  if (meant === undefined) faults.push(told('kind', `row ${row.number}`, 'kind is none of professional, dental, institutional.'));
  const patient = patientOf(cells, row, faults);
  return {
    ...{ kind: meant ?? 'professional', account: cells('account'), patient, coverages: coveragesOf(cells, patient) },
    placeOfService: cells('place_of_service') === '' ? '11' : cells('place_of_service'),
    ...said('renderingNpi', cells('rendering_npi')),
    ...said('referringNpi', cells('referring_npi')),
    ...said('facilityNpi', cells('facility_npi')),
    ...said('authorizationNumber', cells('authorization')),
    ...said('referralNumber', cells('referral')),
    ...{ predetermination: false, missingTeeth: [], attachments: [], lines: [] },
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
    ...{ relationship: orSelf(cells('second_relationship')), subscriber: patient },
  };
  return [...(first === '' ? [] : [one]), ...(second === '' ? [] : [two])];
}

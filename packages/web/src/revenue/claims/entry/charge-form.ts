import { type Cents, fromDecimal, type PlainDate, plainDate, toDecimal } from '@claimwright/core/ground/base';
import {
  type Charge,
  type ChargeColumn,
  type ChargedCoverage,
  type ChargedPerson,
  type ChargeLine,
  unreadable,
} from '@claimwright/core/revenue/charges';
import { accidentOf, noAccident, type TypedAccident, typedAccident } from './accident.ts';

/** What stands in the boxes of a line, as typed. */
export interface TypedLine {
  readonly id: number;
  /** Which line of what was entered before it is; none, of a new one. */
  readonly of?: number;
  readonly code: string;
  readonly modifiers: string;
  /** Letters of the diagnoses: AB. */
  readonly pointers: string;
  readonly units: string;
  /** UN units, MJ minutes, DA days. */
  readonly unit: string;
  readonly charged: string;
  readonly tooth: string;
  readonly surfaces: string;
  readonly area: string;
  readonly revenue_code: string;
  readonly served_on: string;
  /** Who did it, where it is somebody else than who stands for the visit. */
  readonly line_rendering_npi: string;
  readonly minutes: string;
  readonly note: string;
  readonly ndc: string;
  readonly ndc_unit: string;
  readonly ndc_quantity: string;
  readonly billed_to: string;
}

export interface TypedCoverage {
  readonly payer_id: string;
  readonly payer_name: string;
  readonly member_id: string;
  readonly group_number: string;
  readonly filing_indicator: string;
  readonly relationship: string;
  readonly subscriber_last: string;
  readonly subscriber_first: string;
  readonly subscriber_birth: string;
}

export interface TypedHead extends TypedAccident {
  readonly kind: Charge['kind'];
  readonly account: string;
  readonly visit: string;
  readonly last_name: string;
  readonly first_name: string;
  readonly birth_date: string;
  readonly sex: string;
  readonly address: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly served_on: string;
  readonly place_of_service: string;
  readonly rendering_npi: string;
  readonly referring_npi: string;
  readonly supervising_npi: string;
  readonly facility_npi: string;
  readonly authorization: string;
  readonly referral: string;
  /** The laboratory's certificate. */
  readonly clia: string;
  readonly hospital_from: string;
  readonly hospital_to: string;
  readonly claim_note: string;
  readonly patient_paid: string;
  readonly missing_teeth: string;
  readonly predetermination: boolean;
  readonly diagnoses: string;
}

export interface TypedCharge {
  readonly head: TypedHead;
  readonly coverages: readonly TypedCoverage[];
  readonly lines: readonly TypedLine[];
}

/** What is wrong, by the box: `head.account`, `coverage.0.member_id`, `line.2.code`. */
export type Faults = ReadonlyMap<string, string>;

export const noCoverage: TypedCoverage = {
  ...{ payer_id: '', payer_name: '', member_id: '', group_number: '', filing_indicator: '', relationship: '18' },
  ...{ subscriber_last: '', subscriber_first: '', subscriber_birth: '' },
};

/** The next line points where the one before does; the first at the first diagnosis, where the kind of claim has any. */
export const nextLine = (lines: readonly TypedLine[], kind: Charge['kind'] = 'professional'): TypedLine => ({
  ...{ id: Math.max(0, ...lines.map(({ id }) => id)) + 1, code: '', modifiers: '', units: '1', unit: 'UN' },
  pointers: lines.at(-1)?.pointers ?? (kind === 'dental' ? '' : 'A'),
  ...{ charged: '', tooth: '', surfaces: '', area: '', revenue_code: '', served_on: '', minutes: '', note: '' },
  line_rendering_npi: '',
  ...{ ndc: '', ndc_unit: '', ndc_quantity: '', billed_to: 'insurance' },
});

export const blankCharge: TypedCharge = {
  head: {
    ...{ kind: 'professional', account: '', visit: '', last_name: '', first_name: '', birth_date: '', sex: '' },
    ...{ address: '', city: '', state: '', zip: '', served_on: '', place_of_service: '11' },
    ...{ rendering_npi: '', referring_npi: '', supervising_npi: '', facility_npi: '', authorization: '', referral: '' },
    ...{ clia: '', hospital_from: '', hospital_to: '', ...noAccident },
    ...{ claim_note: '', patient_paid: '', missing_teeth: '', predetermination: false, diagnoses: '' },
  },
  coverages: [noCoverage],
  lines: [nextLine([])],
};

const money = (amount: Cents | undefined): string => (amount === undefined ? '' : toDecimal(amount));

export const typedPerson = (person: ChargedPerson) => ({
  ...{ last_name: person.last, first_name: person.first, birth_date: person.birthDate ?? '', sex: person.sex ?? '' },
  ...{ address: person.address?.line1 ?? '', city: person.address?.city ?? '' },
  ...{ state: person.address?.state ?? '', zip: person.address?.zip ?? '' },
});

export const typedCoverage = ({ subscriber, relationship, ...one }: ChargedCoverage): TypedCoverage => ({
  ...{ payer_id: one.payerId, payer_name: one.payerName, member_id: one.memberId, group_number: one.groupNumber ?? '' },
  ...{ filing_indicator: one.filingIndicator ?? '', relationship },
  ...(relationship === '18'
    ? { subscriber_last: '', subscriber_first: '', subscriber_birth: '' }
    : { subscriber_last: subscriber.last, subscriber_first: subscriber.first, subscriber_birth: subscriber.birthDate ?? '' }),
});

const letters = 'ABCDEFGHIJKL';
const diagnosesOf = ({ lines }: Charge): readonly string[] => [...new Set(lines.flatMap(({ diagnoses }) => diagnoses))];

const typedLine = (line: ChargeLine, of: number, all: readonly string[], servedOn: string): TypedLine => ({
  ...{ id: of + 1, of, code: line.procedure.code, modifiers: line.procedure.modifiers.join(' ') },
  pointers: line.diagnoses.map((code) => letters[all.indexOf(code)] ?? '').join(''),
  ...{ units: line.units, unit: line.unit, charged: money(line.charged), revenue_code: line.revenueCode ?? '' },
  ...{ tooth: line.teeth.map(({ tooth }) => tooth).join(' '), area: line.oralCavities.join(' ') },
  surfaces: line.teeth.length === 1 ? (line.teeth[0]?.surfaces.join('') ?? '') : '',
  ...{ served_on: line.servedOn === servedOn ? '' : (line.servedOn ?? ''), minutes: line.minutes?.toString() ?? '', note: line.note ?? '' },
  line_rendering_npi: line.renderingNpi ?? '',
  ...{ ndc: line.drug?.ndc ?? '', ndc_unit: line.drug?.unit ?? '', ndc_quantity: line.drug?.quantity ?? '', billed_to: line.billed },
});

/** A charge that is here, in the boxes. */
export function typedOf(charge: Charge): TypedCharge {
  const served = charge.lines[0]?.servedOn ?? '';
  const diagnoses = diagnosesOf(charge);
  return {
    head: {
      ...{ kind: charge.kind, account: charge.account, visit: charge.visit ?? '', ...typedPerson(charge.patient) },
      ...{ served_on: served, place_of_service: charge.placeOfService, rendering_npi: charge.renderingNpi ?? '' },
      ...{ referring_npi: charge.referringNpi ?? '', supervising_npi: charge.supervisingNpi ?? '' },
      ...{ facility_npi: charge.facilityNpi ?? '', authorization: charge.authorizationNumber ?? '', referral: charge.referralNumber ?? '' },
      ...{ clia: charge.cliaNumber ?? '', hospital_from: charge.hospitalFrom ?? '', hospital_to: charge.hospitalTo ?? '' },
      ...typedAccident(charge),
      ...{ claim_note: charge.note ?? '', patient_paid: money(charge.patientPaid), missing_teeth: charge.missingTeeth.join(' ') },
      ...{ predetermination: charge.predetermination, diagnoses: diagnoses.join(' ') },
    },
    coverages: charge.coverages.map(typedCoverage),
    lines: charge.lines.map((line, i) => typedLine(line, i, diagnoses, served)),
  };
}

/** Which diagnoses there are, each with its letter. */
export const lettered = (diagnoses: string): readonly { readonly letter: string; readonly code: string }[] =>
  several(diagnoses).map((code, i) => ({ letter: letters[i] ?? '', code: bare(code) }));

const several = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((one) => one !== '');
const bare = (code: string): string => code.replace('.', '').toUpperCase();
const said = <K extends string, V>(key: K, value: V | '' | undefined): { [k in K]?: V } =>
  value === '' || value === undefined ? {} : ({ [key]: value } as { [k in K]?: V });
const upper = (text: string): string => text.trim().toUpperCase();

/** Without what the boxes say: the rest of what was entered stays. */
const without = <T extends object, K extends keyof T>(from: T | undefined, keys: readonly K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(from ?? {}).filter(([key]) => !keys.some((one) => one === key))) as Omit<T, K>;

class Reading {
  readonly faults = new Map<string, string>();

  say(box: string, says: string): void {
    if (!this.faults.has(box)) this.faults.set(box, says);
  }
  needed(box: string, text: string, what: string): string {
    if (text.trim() === '') this.say(box, `${what} is missing.`);
    return text.trim();
  }
  day<K extends string>(key: K, box: string, text: string): { [k in K]?: PlainDate } {
    const day = plainDate(text);
    if (text !== '' && day === undefined) this.say(box, 'This is no date.');
    return said(key, day);
  }
  money(box: string, text: string): Cents | undefined {
    const amount = fromDecimal(text.trim().replace(/[$,]/g, ''));
    if (text.trim() !== '' && (amount === undefined || amount < 0)) this.say(box, 'This is no amount.');
    return amount;
  }
  /** As a list's cells are looked at, so are the boxes. */
  cells(place: string, cells: object): void {
    const told: { readonly [column: string]: unknown } = { ...cells };
    for (const { column, is } of unreadable((name: ChargeColumn) => (typeof told[name] === 'string' ? told[name].trim() : '')))
      this.say(`${place}.${column}`, `This is not ${is}.`);
  }
}

export type TypedPerson = ReturnType<typeof typedPerson>;

/** A patient as the boxes say, or which of these cannot be read. */
export function patientOf(typed: TypedPerson, before: ChargedPerson): { readonly patient: ChargedPerson } | { readonly faults: Faults } {
  const reading = new Reading();
  reading.cells('head', typed);
  const patient = personOf(typed, before, reading);
  return reading.faults.size > 0 ? { faults: reading.faults } : { patient };
}

function personOf(head: TypedPerson, before: ChargedPerson | undefined, reading: Reading): ChargedPerson {
  const line1 = head.address.trim();
  const others = without(before, ['last', 'first', 'birthDate', 'sex', 'address']);
  const city = line1 === '' ? '' : reading.needed('head.city', head.city, 'The city');
  const place = { ...without(before?.address, ['line1', 'city', 'state', 'zip']), line1, city };
  return {
    ...others,
    ...{ last: reading.needed('head.last_name', head.last_name, 'The last name'), first: head.first_name.trim() },
    ...reading.day('birthDate', 'head.birth_date', head.birth_date),
    ...said('sex', upper(head.sex)),
    ...(line1 === ''
      ? {}
      : { address: { ...place, ...said('state', upper(head.state)), ...said('zip', head.zip.trim().replace('-', '')) } }),
  };
}

const ranks = ['primary', 'secondary', 'tertiary'] as const;

function coverageOf(typed: TypedCoverage, at: number, patient: ChargedPerson, before: ChargedCoverage | undefined, reading: Reading) {
  const place = `coverage.${at}`;
  reading.cells(place, typed);
  const payerId = reading.needed(`${place}.payer_id`, typed.payer_id, 'The payer’s number');
  const same = before?.payerId === payerId ? before : undefined;
  const self = typed.relationship === '18';
  const subscriber: ChargedPerson = self
    ? patient
    : {
        ...without(same?.subscriber, ['last', 'first', 'birthDate']),
        ...{ last: reading.needed(`${place}.subscriber_last`, typed.subscriber_last, 'The subscriber’s last name') },
        ...{ first: typed.subscriber_first.trim() },
        ...reading.day('birthDate', `${place}.subscriber_birth`, typed.subscriber_birth),
      };
  return {
    ...without(same, ['rank', 'payerId', 'payerName', 'memberId', 'groupNumber', 'filingIndicator', 'relationship', 'subscriber']),
    ...{ rank: ranks[at] ?? 'tertiary', payerId, payerName: typed.payer_name.trim() || payerId },
    memberId: reading.needed(`${place}.member_id`, typed.member_id, 'The member number'),
    ...said('groupNumber', typed.group_number.trim()),
    ...said('filingIndicator', upper(typed.filing_indicator)),
    ...{ relationship: typed.relationship, subscriber },
  } satisfies ChargedCoverage;
}

function pointedAt(typed: TypedLine, all: readonly string[], place: string, reading: Reading): string[] {
  return [...upper(typed.pointers).replace(/[\s,;]/g, '')].flatMap((letter) => {
    const code = all[letters.indexOf(letter)];
    if (code === undefined) reading.say(`${place}.pointers`, `There is no diagnosis ${letter}.`);
    return code ?? [];
  });
}

function lineOf(typed: TypedLine, i: number, { head, all, before }: Around, reading: Reading): ChargeLine {
  const place = `line.${i}`;
  reading.cells(place, typed);
  const charged = reading.money(`${place}.charged`, reading.needed(`${place}.charged`, typed.charged, 'The charge'));
  if (!/^\d{1,8}(\.\d{1,3})?$/.test(typed.units.trim())) reading.say(`${place}.units`, 'This is no number of units.');
  const teeth = several(upper(typed.tooth));
  const surfaces = [...upper(typed.surfaces).replace(/[\s,;]/g, '')];
  if (surfaces.length > 0 && teeth.length !== 1) reading.say(`${place}.surfaces`, 'Surfaces are those of one tooth.');
  const ndc = typed.ndc.trim().replaceAll('-', '');
  if (ndc !== '' && typed.ndc_quantity.trim() === '') reading.say(`${place}.ndc_quantity`, 'How much of the drug is missing.');
  const own = ['procedure', 'charged', 'units', 'servedOn', 'servedTo', 'diagnoses', 'billed', 'teeth', 'oralCavities', 'minutes'] as const;
  const day = typed.served_on === '' ? head.served_on : typed.served_on;
  // Its last day is of its first one.
  const kept = day === before?.servedOn ? said('servedTo', before.servedTo) : {};
  const code = typed.revenue_code === '' ? reading.needed(`${place}.code`, typed.code, 'The procedure') : typed.code.trim();
  return {
    ...without(before, [...own, 'note', 'drug', 'revenueCode', 'unit', 'renderingNpi']),
    procedure: { code: code.toUpperCase(), modifiers: several(upper(typed.modifiers)) },
    ...said('revenueCode', typed.revenue_code.trim()),
    ...{ charged: charged ?? (0 as Cents), units: typed.units.trim(), unit: upper(typed.unit) || 'UN' },
    ...reading.day('servedOn', `${place}.served_on`, day),
    ...kept,
    diagnoses: pointedAt(typed, all, place, reading),
    billed: typed.billed_to === 'self-pay' || typed.billed_to === 'employer-pay' ? typed.billed_to : 'insurance',
    ...said('note', typed.note.trim()),
    ...said('renderingNpi', typed.line_rendering_npi),
    ...(ndc === '' ? {} : { drug: { ndc, unit: upper(typed.ndc_unit) || 'UN', quantity: typed.ndc_quantity.trim() } }),
    teeth: sameTeeth(before, teeth) ? before.teeth : teeth.map((tooth) => ({ tooth, surfaces })),
    oralCavities: several(typed.area),
    ...said('minutes', /^\d{1,4}$/.test(typed.minutes.trim()) ? Number(typed.minutes) : undefined),
  };
}

/** Of several teeth no box shows the surfaces. */
const sameTeeth = (before: ChargeLine | undefined, teeth: readonly string[]): before is ChargeLine =>
  before !== undefined && teeth.length > 1 && before.teeth.map(({ tooth }) => tooth).join(' ') === teeth.join(' ');

interface Around {
  readonly head: TypedHead;
  readonly all: readonly string[];
  readonly before: ChargeLine | undefined;
}

/** The boxes of a line in which nothing was typed yet. */
export const isEmpty = ({ code, charged, revenue_code: revenue }: TypedLine): boolean => `${code}${charged}${revenue}`.trim() === '';
const isCovered = ({ payer_id: payer, member_id: member }: TypedCoverage): boolean => `${payer}${member}`.trim() !== '';

const ofHead = [
  ...(['kind', 'account', 'visit', 'patient', 'coverages', 'placeOfService', 'renderingNpi', 'referringNpi', 'supervisingNpi'] as const),
  ...(['facilityNpi', 'authorizationNumber', 'referralNumber', 'accident', 'cliaNumber', 'hospitalFrom', 'hospitalTo'] as const),
  ...(['predetermination', 'note', 'missingTeeth', 'patientPaid', 'lines'] as const),
];

/** What the boxes say, or which of them cannot be read. What no box shows stays as it was entered before. */
export function chargeOf(typed: TypedCharge, before?: Charge): { readonly charge: Charge } | { readonly faults: Faults } {
  const reading = new Reading();
  const { head } = typed;
  reading.cells('head', head);
  const patient = personOf(head, before?.patient, reading);
  const all = lettered(head.diagnoses).map(({ code }) => code);
  if (all.length > letters.length) reading.say('head.diagnoses', 'A claim has room for twelve diagnoses.');
  if (head.kind !== 'institutional' && !head.predetermination) reading.needed('head.served_on', head.served_on, 'The date of the visit');
  const lines = typed.lines.flatMap((line, i) =>
    isEmpty(line) ? [] : [lineOf(line, i, { head, all, before: line.of === undefined ? undefined : before?.lines[line.of] }, reading)],
  );
  const pointed = new Set(lines.flatMap(({ diagnoses }) => diagnoses));
  const idle = lettered(head.diagnoses).filter(({ code }) => !pointed.has(code));
  if (lines.length > 0 && idle.length > 0)
    reading.say('head.diagnoses', `No line points at ${idle.map(({ letter, code }) => `${letter} (${code})`).join(', ')}.`);
  if (lines.length === 0) reading.say('line.0.code', 'Nothing was done, as it stands: enter a line.');
  const paid = reading.money('head.patient_paid', head.patient_paid);
  const coverages = typed.coverages.filter(isCovered).map((one, at) => coverageOf(one, at, patient, before?.coverages[at], reading));
  const charge: Charge = {
    ...without(before, ofHead),
    ...{ kind: head.kind, account: reading.needed('head.account', head.account, 'The account'), ...said('visit', upper(head.visit)) },
    ...{ patient, coverages, placeOfService: head.place_of_service.trim(), predetermination: head.predetermination },
    ...said('renderingNpi', head.rendering_npi),
    ...said('referringNpi', head.referring_npi),
    ...said('supervisingNpi', head.supervising_npi),
    ...said('facilityNpi', head.facility_npi),
    ...said('authorizationNumber', head.authorization.trim()),
    ...said('referralNumber', head.referral.trim()),
    ...accidentOf(head, reading),
    ...said('cliaNumber', upper(head.clia)),
    ...reading.day('hospitalFrom', 'head.hospital_from', head.hospital_from),
    ...reading.day('hospitalTo', 'head.hospital_to', head.hospital_to),
    ...said('note', head.claim_note.trim()),
    ...said('patientPaid', paid),
    missingTeeth: several(upper(head.missing_teeth)),
    attachments: before?.attachments ?? [],
    lines,
  };
  return reading.faults.size > 0 ? { faults: reading.faults } : { charge };
}

const providers = ['rendering_npi', 'referring_npi', 'supervising_npi', 'facility_npi'] as const;

/** The box at which something that the server found is shown; none, where no box is meant. */
export function boxOf(
  { at, says }: { readonly at: string; readonly says: string },
  { head, coverages, lines }: TypedCharge,
): string | undefined {
  const line = /^line (\d+)/.exec(at)?.[1];
  if (line !== undefined) return `line.${Number(line) - 1}.code`;
  const payer = /^payer (.+)$/.exec(at)?.[1];
  if (payer !== undefined)
    return `coverage.${Math.max(
      0,
      coverages.findIndex((one) => one.payer_id === payer),
    )}.payer_id`;
  if (at === 'coverage') return 'coverage.0.payer_id';
  if (at === 'provider') {
    const column = providers.find((one) => head[one] !== '' && says.includes(head[one]));
    if (column !== undefined) return `head.${column}`;
    const of = lines.findIndex(({ line_rendering_npi: npi }) => npi !== '' && says.includes(npi));
    return of < 0 ? undefined : `line.${of}.line_rendering_npi`;
  }
  return at.startsWith('account') ? 'head.account' : undefined;
}

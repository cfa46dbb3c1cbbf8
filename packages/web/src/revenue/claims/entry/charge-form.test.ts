import { cents } from '@claimwright/core/ground/base';
import type { Charge } from '@claimwright/core/revenue/charges';
import { expect, test } from 'vitest';
import { blankCharge, boxOf, chargeOf, nextLine, type TypedCharge, type TypedLine, typedOf } from './charge-form.ts';
import { withCode, withKind } from './turned.ts';

const day = '2026-03-02' as NonNullable<Charge['lines'][number]['servedOn']>;
const line = (more: Partial<Charge['lines'][number]> = {}): Charge['lines'][number] => ({
  ...{ procedure: { code: '99213', modifiers: ['25'] }, charged: cents(15_000), units: '1', unit: 'UN', servedOn: day },
  ...{ diagnoses: ['I10', 'E119'], billed: 'insurance', teeth: [], oralCavities: [] },
  ...more,
});
const patient = {
  last: 'Fern',
  first: 'Ada',
  middle: 'B',
  suffix: 'JR',
  address: { line1: '1 Elm St', line2: 'Apt 2', city: 'Reed', state: 'IL', zip: '60601' },
};
const before: Charge = {
  ...{ kind: 'professional', account: 'A1', patient, placeOfService: '11', predetermination: false, missingTeeth: [] },
  coverages: [
    { rank: 'primary', payerId: 'HARB1', payerName: 'Harbor Health', memberId: 'H1', relationship: '18', subscriber: patient },
    {
      ...{ rank: 'secondary', payerId: '90105', payerName: 'Clearwater', memberId: 'C1', insuranceType: '12', relationship: '01' },
      subscriber: { last: 'Fern', first: 'Bo', sex: 'M' },
    },
  ],
  accident: { kind: 'auto', on: day, state: 'IL' },
  ...{ cliaNumber: '05D1234567', hospitalFrom: day, hospitalTo: '2026-03-05' as typeof day },
  attachments: [{ report: 'OZ', transmission: 'EL', controlNumber: 'X1' }],
  lines: [
    line(),
    line({
      ...{ minutes: 30, note: 'as told', renderingNpi: '1999999984', unit: 'MJ', diagnoses: ['E119'] },
      drug: { ndc: '12345678901', unit: 'ML', quantity: '2.5' },
    }),
  ],
};

const typed = (head: Partial<TypedCharge['head']>, lines: readonly Partial<TypedLine>[]): TypedCharge => ({
  head: { ...blankCharge.head, account: 'A1', last_name: 'Fern', served_on: '2026-03-02', ...head },
  coverages: [],
  lines: lines.map((one, i) => ({ ...nextLine([]), id: i + 1, ...one })),
});
const faultsOf = (charge: TypedCharge) => {
  const read = chargeOf(charge);
  return 'faults' in read ? Object.fromEntries(read.faults) : {};
};

test('what was entered comes back from its boxes as it was, with what no box shows', () => {
  expect(chargeOf(typedOf(before), before)).toEqual({ charge: before });
});

test('an accident is of a kind; its day or its state alone, or a state that is none, is said at its box', () => {
  const visit = [{ code: '99213', charged: '150' }];
  const diagnosed = { diagnoses: 'I10' };
  const work = chargeOf(typed({ ...diagnosed, accident: 'employment', accident_on: day }, visit));
  expect('charge' in work ? work.charge.accident : work).toEqual({ kind: 'employment', on: day });
  expect(faultsOf(typed({ ...diagnosed, accident_on: day }, visit))).toHaveProperty(['head.accident']);
  expect(faultsOf(typed({ ...diagnosed, accident: 'auto', accident_state: 'Illinois' }, visit))).toHaveProperty(['head.accident_state']);
  const none = chargeOf(
    { ...typedOf(before), head: { ...typedOf(before).head, accident: '', accident_on: '', accident_state: '' } },
    before,
  );
  expect('charge' in none ? none.charge.accident : none).toBeUndefined();
});

test('a line of several days keeps its last one while its first one stands', () => {
  const lasting: Charge = { ...before, lines: [line({ servedTo: '2026-03-04' as typeof day })] };
  expect(chargeOf(typedOf(lasting), lasting)).toEqual({ charge: lasting });
  const shown = typedOf(lasting);
  const moved = chargeOf({ ...shown, head: { ...shown.head, served_on: '2026-03-09' } }, lasting);
  expect('charge' in moved ? moved.charge.lines[0]?.servedTo : moved).toBeUndefined();
});

test('several teeth of a line keep their surfaces, which no box shows, while they are those teeth', () => {
  const teeth = [
    { tooth: '30', surfaces: ['M', 'O'] },
    { tooth: '31', surfaces: ['D'] },
  ];
  const dental: Charge = { ...before, kind: 'dental', lines: [line({ teeth })] };
  expect(chargeOf(typedOf(dental), dental)).toEqual({ charge: dental });
  const shown = typedOf(dental);
  const other = chargeOf({ ...shown, lines: shown.lines.map((one) => ({ ...one, tooth: '30' })) }, dental);
  expect('charge' in other ? other.charge.lines[0]?.teeth : other).toEqual([{ tooth: '30', surfaces: [] }]);
});

test('a line that is taken off takes nothing of another along, and a new one begins with nothing of the old', () => {
  const shown = typedOf(before);
  const [, second] = shown.lines;
  const kept = second ? [second, { ...nextLine([second]), code: '92015', charged: '40', pointers: 'A' }] : [];
  const read = chargeOf({ ...shown, lines: kept }, before);
  const lines = 'charge' in read ? read.charge.lines : [];
  expect(lines[0]).toEqual(before.lines[1]);
  expect(lines[1]).toEqual({ ...line({ diagnoses: ['I10'], charged: cents(4000) }), procedure: { code: '92015', modifiers: [] } });
});

test('what a box may not hold is said at the box', () => {
  expect(faultsOf(typed({ account: '', served_on: '' }, [{}]))).toEqual({
    ...{ 'head.account': 'The account is missing.', 'head.served_on': 'The date of the visit is missing.' },
    'line.0.code': 'Nothing was done, as it stands: enter a line.',
  });
  const wrong = typed({ diagnoses: 'I10 E11.9', zip: '1' }, [
    { code: '99213', charged: 'much', units: 'x', pointers: 'AC', modifiers: '255' },
    { code: '92015', charged: '40', surfaces: 'MO', pointers: 'A', ndc: '12345678901' },
  ]);
  expect(faultsOf(wrong)).toMatchObject({
    ...{ 'head.zip': 'This is not a zip code of five or nine digits.', 'line.0.charged': 'This is no amount.' },
    ...{ 'line.0.units': 'This is no number of units.', 'line.0.pointers': 'There is no diagnosis C.' },
    ...{ 'line.0.modifiers': 'This is not up to four modifiers of two characters.' },
    ...{ 'line.1.surfaces': 'Surfaces are those of one tooth.', 'line.1.ndc_quantity': 'How much of the drug is missing.' },
    'head.diagnoses': 'No line points at B (E119).',
  });
});

test('a coverage says its member, and another subscriber their name', () => {
  const [first] = blankCharge.coverages;
  const covered = { ...typed({ diagnoses: 'I10' }, [{ code: '99213', charged: '150', pointers: 'A' }]) };
  const one = { ...(first ?? typedOf(before).coverages[0]), payer_id: 'HARB1', relationship: '19' } as TypedCharge['coverages'][number];
  expect(faultsOf({ ...covered, coverages: [one] })).toEqual({
    ...{ 'coverage.0.member_id': 'The member number is missing.', 'coverage.0.subscriber_last': 'The subscriber’s last name is missing.' },
  });
});

test('a dental line points at nothing where no diagnosis is named', () => {
  const dental = withKind(typed({}, [{ code: 'D2391', charged: '180', tooth: '30', surfaces: 'mo' }]), 'dental');
  const read = chargeOf(dental);
  expect('charge' in read ? read.charge.lines[0] : read).toMatchObject({ diagnoses: [], teeth: [{ tooth: '30', surfaces: ['M', 'O'] }] });
});

test('who did a line is said on it where it is another than who stands for the visit, and taken back there', () => {
  const shown = typedOf(before);
  expect(shown.lines.map((one) => one.line_rendering_npi)).toEqual(['', '1999999984']);
  const other = chargeOf(
    { ...shown, lines: shown.lines.map((one, i) => ({ ...one, line_rendering_npi: i === 0 ? '1999999992' : '' })) },
    before,
  );
  expect('charge' in other ? other.charge.lines.map(({ renderingNpi }) => renderingNpi) : other).toEqual(['1999999992', undefined]);
});

test('what the server found stands at its box', () => {
  const shown = typedOf({ ...before, renderingNpi: '1999999984' });
  expect(boxOf({ at: 'line 2', says: '' }, shown)).toBe('line.1.code');
  expect(boxOf({ at: 'payer 90105', says: '' }, shown)).toBe('coverage.1.payer_id');
  expect(boxOf({ at: 'coverage', says: '' }, shown)).toBe('coverage.0.payer_id');
  expect(boxOf({ at: 'provider', says: 'A provider with the NPI 1999999984 is not known.' }, shown)).toBe('head.rendering_npi');
  const second = boxOf({ at: 'provider', says: 'A provider with the NPI 1999999984 is not known.' }, typedOf(before));
  expect(second).toBe('line.1.line_rendering_npi');
  expect(boxOf({ at: 'account A1', says: '' }, shown)).toBe('head.account');
  expect(boxOf({ at: 'charge', says: '' }, shown)).toBeUndefined();
});

test('anesthesia is counted in minutes, which are to be entered; what is none any more in units', () => {
  const [fresh = nextLine([])] = blankCharge.lines;
  const asleep = withCode(fresh, '00142');
  expect(asleep).toMatchObject({ code: '00142', unit: 'MJ', units: '' });
  expect(faultsOf(typed({}, [{ ...asleep, pointers: '', charged: '400' }]))).toEqual({ 'line.0.units': 'This is no number of units.' });
  const read = chargeOf(typed({}, [{ ...asleep, pointers: '', units: '47', charged: '400' }]));
  expect('charge' in read ? read.charge.lines[0] : read).toMatchObject({ units: '47', unit: 'MJ' });
  expect(withCode(asleep, '99213')).toMatchObject({ unit: 'UN', units: '1' });
  expect(withCode({ ...asleep, unit: 'UN', units: '3' }, '00142')).toMatchObject({ unit: 'UN', units: '3' });
});

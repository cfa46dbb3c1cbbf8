import type { ClaimToSend, StayToSend } from '../../../claims/index.ts';
import type { ScrubFacts } from '../../facts.ts';
import { day, inpatientStay, institutional, outpatientStay } from '../claims.ts';
import { cases, type EditCases, made } from './case.ts';

/** Of a stay what is different, undefined taking away; of the claim its frequency, and lines as revenue code, units and day. */
type Stay = { readonly [key in keyof StayToSend]?: StayToSend[key] | undefined };
interface Bill {
  readonly stay?: Stay;
  readonly frequency?: string;
  readonly lines?: readonly (readonly [revenueCode: string, units?: string, on?: string])[];
  readonly diagnoses?: ClaimToSend['diagnoses'];
}

function billed(base: StayToSend, usual: Bill, { stay, frequency, lines = usual.lines ?? [], diagnoses }: Bill): ScrubFacts {
  const facts = institutional(['99213']);
  const [line] = facts.claim.lines;
  if (line === undefined) throw new Error('a claim has a line');
  const said = Object.entries({ ...base, ...stay }).filter(([, value]) => value !== undefined);
  const whole = Object.fromEntries(said) as unknown as StayToSend;
  const made = lines.map(([revenueCode, units = '1', on = '2026-03-10'], i) => {
    const { servedOn: _, revenueCode: __, ...rest } = line;
    const dated = on === '' ? {} : { servedOn: day(on) };
    return { ...rest, ...dated, number: i + 1, units, ...(revenueCode === '' ? {} : { revenueCode }) };
  });
  const claim: ClaimToSend = {
    ...facts.claim,
    stay: whole,
    frequency: frequency ?? whole.typeOfBill.slice(-1),
    diagnoses: diagnoses ?? facts.claim.diagnoses.map((one) => ({ ...one, presentOnAdmission: 'Y' })),
    lines: made,
  };
  return { ...facts, claim };
}
const stays = (bill: Bill): ScrubFacts => billed(inpatientStay, { lines: [['0120', '3']] }, bill);
const visits = (bill: Bill): ScrubFacts => billed(outpatientStay, { lines: [['0510']] }, bill);
const inside = (stay: Stay): ScrubFacts => stays({ stay });
const outside = (stay: Stay): ScrubFacts => visits({ stay });
const types = (codes: string): readonly string[] => codes.split(' ');

const typeCases = cases(
  'type-of-bill-invalid',
  (bill: Bill) => stays(bill),
  [
    ...types('11 0 1111 011 901 501 101 1-1').map((typeOfBill) => ({ stay: { typeOfBill }, frequency: '1' })),
    { stay: { typeOfBill: '112' }, frequency: '1' },
    { stay: { typeOfBill: '111' }, frequency: '7' },
  ],
  types('111 0111 112 117 131 0131 211 851 721 32A').map((typeOfBill) => ({ stay: { typeOfBill } })),
);

const totalCases = cases(
  'total-line-billed',
  stays,
  [
    ...types('0001 001 01 1').map((code) => ({ lines: [['0120', '3'], [code]] as const })),
    { lines: [['0001'], ['0120', '3']] },
    { lines: [['0001']] },
    { lines: [['0001'], ['0001', '2']] },
    { lines: [['0120', '3'], ['0250'], ['0001']] },
    { stay: { typeOfBill: '117' }, lines: [['0001']] },
    {
      lines: [
        ['0120', '3'],
        ['0001', '1', ''],
      ],
    },
  ],
  types('0100 0110 0120 0200 0250 0300 0450 0510 1001 0010').map((code) => ({ lines: [['0120', '3'], [code]] })),
);

const revenueCases = cases(
  'revenue-code-missing',
  (code: string) => stays({ lines: [['0120', '3'], [code]] }),
  ['', '450', '45', '4', '04500', 'ABCD', '045A', '0000', '0 45', '0.45'],
  types('0100 0110 0120 0200 0250 0300 0450 0510 1001 0001'),
);

const statementCases = made(
  'statement-days-implausible',
  [
    inside({ from: day('2026-03-14') }),
    inside({ to: day('2026-03-09') }),
    inside({ to: day('2026-03-21') }),
    inside({ from: day('2026-04-01'), to: day('2026-04-03') }),
    inside({ admittedOn: day('2026-03-14') }),
    inside({ from: day('2026-03-11') }),
    stays({ lines: [['0120', '3', '2026-03-09']] }),
    stays({ lines: [['0120', '3', '2026-03-14']] }),
    visits({ lines: [['0510', '1', '']] }),
    visits({ stay: { from: day('2026-03-01'), to: day('2026-03-05') } }),
  ],
  [
    inside({}),
    inside({ from: day('2026-03-08') }),
    inside({ to: day('2026-03-20') }),
    inside({ from: day('2026-03-10'), to: day('2026-03-10') }),
    inside({ from: undefined, to: undefined }),
    inside({ admittedOn: day('2026-03-13') }),
    stays({ lines: [['0120', '3', '2026-03-13']] }),
    stays({ lines: [['0120', '3', '']] }),
    outside({}),
    outside({ from: day('2026-03-01'), to: day('2026-03-19') }),
  ],
);

const lineDayCases = made(
  'outpatient-line-without-day',
  types('131 132 133 134 137 141 711 771 851 831').map((typeOfBill) => visits({ stay: { typeOfBill }, lines: [['0510', '1', '']] })),
  [
    ...types('131 141 711 851 831').map((typeOfBill) => visits({ stay: { typeOfBill } })),
    ...types('111 112 121 211 181').map((typeOfBill) => stays({ stay: { typeOfBill }, lines: [['0120', '3', '']] })),
  ],
);

const admissionCases = made(
  'admission-incomplete',
  [
    inside({ admittedOn: undefined }),
    inside({ admittedAt: undefined }),
    inside({ admittedAt: '24:00' }),
    inside({ admissionType: undefined }),
    inside({ admissionSource: undefined }),
    inside({ patientStatus: undefined }),
    inside({ typeOfBill: '211', admittedOn: undefined }),
    inside({ admissionType: '8' }),
    outside({ admissionType: undefined }),
    outside({ admissionSource: undefined }),
    outside({ patientStatus: '1' }),
  ],
  [
    inside({}),
    inside({ typeOfBill: '211', admittedAt: undefined }),
    inside({ typeOfBill: '121' }),
    inside({ admissionType: '9' }),
    inside({ admissionSource: 'E' }),
    inside({ admittedAt: '00:00' }),
    outside({}),
    outside({ typeOfBill: '141', admissionType: undefined, admissionSource: undefined }),
    outside({ typeOfBill: '711', admissionType: undefined }),
    outside({ patientStatus: '30' }),
  ],
);

const dischargeCases = made(
  'discharge-hour-missing',
  [
    ...types('111 114 121 124 181 184 411 0111').map((typeOfBill) => inside({ typeOfBill, dischargedAt: undefined })),
    ...types('11 9:05').map((dischargedAt) => inside({ dischargedAt })),
  ],
  [
    ...types('112 113 117 118 211 131').map((typeOfBill) => inside({ typeOfBill, dischargedAt: undefined })),
    ...types('00:00 23:59 11:05').map((dischargedAt) => inside({ dischargedAt })),
    inside({ patientStatus: '30', dischargedAt: undefined }),
  ],
);

const pairs = (texts: string): readonly ScrubFacts[] =>
  types(texts).map((text) => {
    const [typeOfBill = '', patientStatus] = text.split('/');
    return inside({ typeOfBill, patientStatus });
  });
const statusCases = made(
  'status-against-frequency',
  pairs('111/30 114/30 211/30 181/30 112/01 113/01 112/20 113/62 212/03 121/30'),
  pairs('111/01 114/20 112/30 113/30 213/30 117/30 118/01 131/30 132/01 0111/03'),
);

const admittingCases = made(
  'admitting-diagnosis-missing',
  types('111 112 113 114 117 121 181 211 411 0111').map((typeOfBill) => inside({ typeOfBill, admittingDiagnosis: undefined })),
  [
    ...types('111 112 211 181').map((typeOfBill) => inside({ typeOfBill })),
    ...types('131 141 221 711 851 831').map((typeOfBill) => outside({ typeOfBill })),
  ],
);

const reasonCases = made(
  'reason-for-visit-missing',
  types('131/1 131/2 131/5 132/1 137/1 851/1 851/2 781/5 0131/1 0851/5').map((text) => {
    const [typeOfBill = '', admissionType] = text.split('/');
    return outside({ typeOfBill, admissionType });
  }),
  [
    ...types('1 2 5').map((admissionType) => outside({ admissionType, reasonsForVisit: ['R109'] })),
    outside({ admissionType: '1', reasonsForVisit: ['R109', 'R1031'] }),
    ...types('3 4 9').map((admissionType) => outside({ admissionType })),
    ...types('141 711 111').map((typeOfBill) => outside({ typeOfBill, admissionType: '1' })),
  ],
);

const dx = (text: string): ClaimToSend['diagnoses'] =>
  text.split(' ').map((one) => {
    const [code = '', present] = one.split('/');
    return { code, system: 'ICD-10-CM', ...(present === undefined ? {} : { presentOnAdmission: present }) };
  });
const presentCases = cases(
  'present-on-admission-missing',
  (text: string) => stays({ diagnoses: dx(text) }),
  types('E119 I10 E119/1 E119/X Z961/1 R05 I10/y E119/0 I10/E H5213').map((one) => `K3580/Y ${one}`),
  types('E119/Y E119/N E119/U E119/W Z961 Z961/Y I252 I10/Y O80 Q211').map((one) => `K3580/Y ${one}`),
);

const roomCases = made(
  'room-days-differ',
  [
    stays({ lines: [['0120', '2']] }),
    stays({ lines: [['0120', '4']] }),
    stays({ lines: [['0250']] }),
    stays({ lines: [['0120'], ['0200']] }),
    stays({ lines: [['0120', '3'], ['0110']] }),
    inside({ to: day('2026-03-15') }),
    inside({ to: day('2026-03-10') }),
    inside({ typeOfBill: '112', patientStatus: '30' }),
    inside({ typeOfBill: '211', to: day('2026-03-20') }),
    inside({ admittedOn: day('2026-03-12') }),
  ],
  [
    stays({}),
    stays({ lines: [['0120', '2'], ['0200']] }),
    stays({
      lines: [
        ['0120', '3'],
        ['0250', '9'],
      ],
    }),
    stays({ lines: [['0120', '2'], ['0183']] }),
    stays({ lines: [['1001', '3']] }),
    stays({ stay: { to: day('2026-03-10') }, lines: [['0120']] }),
    stays({ stay: { typeOfBill: '112', patientStatus: '30' }, lines: [['0120', '4']] }),
    inside({ from: day('2026-03-08') }),
    stays({ stay: { typeOfBill: '115' }, lines: [['0250']] }),
    stays({ stay: { typeOfBill: '121' }, lines: [['0250']] }),
    visits({}),
  ],
);

const { attending = { entity: 'person', name: 'Quill' } } = inpatientStay;
const attendingCases = made(
  'attending-missing',
  [
    ...types('111 112 117 211 121').map((typeOfBill) => inside({ typeOfBill, attending: undefined })),
    ...types('131 137 851').map((typeOfBill) => outside({ typeOfBill, attending: undefined })),
    outside({ attending: { entity: 'person', name: 'Quill' } }),
    outside({ attending: { ...attending, name: '' } }),
  ],
  [
    ...types('111 112 117 211 121').map((typeOfBill) => inside({ typeOfBill })),
    ...types('131 137 851').map((typeOfBill) => outside({ typeOfBill })),
    visits({ stay: { attending: undefined }, lines: [['0540']] }),
    visits({ stay: { attending: undefined }, lines: [['0540'], ['0542']] }),
  ],
);

const done = (code: string, on?: string, rest: Stay = { operating: attending }): ScrubFacts =>
  inside({ procedures: [{ code, ...(on === undefined ? {} : { on: day(on) }) }], ...rest });
const procedureCases = made(
  'stay-procedure-incomplete',
  [
    ...types('0DTJ4Z 0DTJ4ZZZ 0DTO4ZZ 0DTI4ZZ 44970 0dtj4zz').map((code) => done(code, '2026-03-11')),
    done('0DTJ4ZZ'),
    done('0DTJ4ZZ', '2026-03-14'),
    done('0DTJ4ZZ', '2026-03-11', {}),
    done('0DTJ4ZZ', '2026-03-11', { operating: { entity: 'person', name: 'Quill' } }),
  ],
  [
    inside({}),
    inside({ procedures: [] }),
    ...types('2026-03-10 2026-03-11 2026-03-12 2026-03-13 2026-03-09').map((on) => done('0DTJ4ZZ', on)),
    ...types('112 117 114').map((typeOfBill) => done('0DTJ4ZZ', '2026-03-11', { typeOfBill, operating: attending })),
  ],
);

const severalOf = (count: number): ScrubFacts =>
  inside({ operating: attending, procedures: Array.from({ length: count }, () => ({ code: '0DTJ4ZZ', on: day('2026-03-11') })) });
const coded = (count: number, code = 'E119'): ScrubFacts =>
  stays({ diagnoses: Array.from({ length: count }, (_, i) => ({ code: i === 0 ? 'K3580' : code, system: 'ICD-10-CM' as const })) });
const codeCases = made(
  'stay-codes-too-many',
  [...[26, 27, 30, 40, 50].map(severalOf), ...[26, 27, 40].map((count) => coded(count)), coded(14, 'W010XXA'), coded(20, 'Y92009')],
  [...[0, 1, 2, 6, 24, 25].map(severalOf), coded(1), coded(25), coded(13, 'W010XXA'), coded(5, 'V4352XA')],
);

export const stayCases: readonly EditCases[] = [
  ...[typeCases, totalCases, revenueCases, statementCases, lineDayCases, admissionCases, dischargeCases, statusCases],
  ...[admittingCases, reasonCases, presentCases, roomCases, attendingCases, procedureCases, codeCases],
];

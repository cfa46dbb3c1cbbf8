import { describe, expect, test } from 'vitest';
import { claim, claimsFile, claimsHead, codes, fileOf, professional, read } from '../../testing/files.ts';
import { withoutPositions } from '../../testing/remit-arbitrary.ts';
import { elementRange } from '../engine/places.ts';
import type { Places } from '../types.ts';

const otherCoverage = [
  'SBR*P*18*G1******MB',
  'CAS*CO*45*20',
  'AMT*D*80',
  'OI***Y***Y',
  'NM1*IL*1*QUILL*TAMSIN****MI*M1',
  'NM1*PR*2*HARBOR LIFE*****PI*HARB',
];
const paidElsewhere = ['SVD*HARB*80*HC:99213**1', 'CAS*CO*45*20', 'DTP*573*D8*20240220'];

test('a claim with what stands above it', () => {
  const heard = read(claimsFile());
  const [one] = professional(heard);
  expect(withoutPositions(one)).toMatchObject({
    billing: {
      taxonomy: '152W00000X',
      provider: { name: 'LARKSPUR CLINIC', id: '1999999984', references: [{ qualifier: 'EI', id: '991234567' }] },
    },
    subscriber: {
      sequence: 'P',
      relationship: '18',
      group: 'GRP7',
      filingIndicator: 'CI',
      person: { name: 'QUILL', first: 'TAMSIN', id: 'M100' },
      birthDate: '1970-04-10',
      sex: 'F',
      payer: { name: 'CEDAR MUTUAL', id: 'CEDAR' },
    },
    patientControlNumber: 'CW2001',
    charged: 15000,
    placeOfService: '11',
    frequency: '1',
    diagnoses: [
      { qualifier: 'ABK', code: 'H5213' },
      { qualifier: 'ABF', code: 'E119' },
    ],
    parties: { '82': { name: 'FENWICK' } },
    lines: [
      { procedure: { code: '92014', modifiers: ['25'] }, charged: 10000, unit: 'UN', units: '1', pointers: [1, 2] },
      { charged: 5000, pointers: [1], dates: [{ qualifier: '472', date: '2024-03-01', to: '2024-03-02' }] },
    ],
  });
  expect(one).not.toHaveProperty('patient');
});

test('places of a claim and of the levels above it', () => {
  const text = claimsFile();
  const [one] = professional(read(text));
  const at = (places: Places, place: number, element: number) => {
    const { from, to } = elementRange(places, place, element);
    return text.slice(from, to);
  };
  expect(at(one?.places as Places, one?.lines[1]?.place ?? 0, 2)).toBe('50');
  expect(at(one?.billing.places as Places, one?.billing.provider.place ?? 0, 9)).toBe('1999999984');
  expect(at(one?.subscriber.places as Places, one?.subscriber.person.place ?? 0, 3)).toBe('QUILL');
});

describe('levels', () => {
  const patient = ['HL*3*2*23*0', 'PAT*19', 'NM1*QC*1*QUILL*MARISOL', 'DMG*D8*20150101*F'];
  test('subscriber, then a patient of his, then another subscriber', () => {
    const next = ['HL*4*1*22*0', ...claimsHead.slice(-6).map((s) => s.replace('TAMSIN', 'BRANDT'))];
    const heard = read(fileOf('837', [...claimsHead, ...claim, ...patient, ...claim, ...next, ...claim]));
    expect(heard.findings).toEqual([]);
    expect(professional(heard).map((c) => [c.index, c.subscriber.person.first, c.patient?.person.first])).toEqual([
      [0, 'TAMSIN', undefined],
      [1, 'TAMSIN', 'MARISOL'],
      [2, 'BRANDT', undefined],
    ]);
  });
  test('HL02 that names another level', () => {
    const heard = read(fileOf('837', [...claimsHead.map((s) => s.replace('HL*2*1*22', 'HL*2*9*22')), ...claim]));
    expect(heard.findings).toMatchObject([{ code: 'hl.parent', at: '2000B HL02' }]);
  });
});

test('other payers at claim and line', () => {
  const heard = read(fileOf('837', [...claimsHead, ...claim.slice(0, 3), ...otherCoverage, ...claim.slice(3), ...paidElsewhere]));
  expect(heard.findings).toEqual([]);
  const [one] = professional(heard);
  expect(withoutPositions(one?.otherPayers)).toEqual([
    {
      sequence: 'P',
      relationship: '18',
      group: 'G1',
      filingIndicator: 'MB',
      adjustments: [{ group: 'CO', reason: '45', amount: 2000 }],
      amounts: [{ qualifier: 'D', amount: 8000 }],
      parties: {
        IL: { name: 'QUILL', first: 'TAMSIN', idQualifier: 'MI', id: 'M1' },
        PR: { name: 'HARBOR LIFE', idQualifier: 'PI', id: 'HARB' },
      },
    },
  ]);
  expect(withoutPositions(one?.lines[1]?.otherPayments)).toEqual([
    {
      payerId: 'HARB',
      paid: 8000,
      procedure: { qualifier: 'HC', code: '99213', modifiers: [] },
      units: '1',
      adjustments: [{ group: 'CO', reason: '45', amount: 2000 }],
      date: '2024-02-20',
    },
  ]);
});

test('charges that do not add up', () => {
  const heard = read(claimsFile().replace('CW2001*150', 'CW2001*150.01'));
  expect(heard.findings).toMatchObject([{ code: '837.balance.claim', at: '2300 CLM02', snip: 3 }]);
  expect(heard.findings[0]?.says).toContain('0.01');
});

test('HI values that are no diagnoses stay apart', () => {
  const heard = read(fileOf('837', [...claimsHead, ...claim.slice(0, 2), 'HI*BG:AA', ...claim.slice(2)]));
  const [one] = professional(heard);
  expect(codes(heard)).toEqual([]);
  expect(one?.diagnoses).toHaveLength(2);
  expect(withoutPositions(one?.codes)).toEqual([{ qualifier: 'BG', code: 'AA' }]);
});

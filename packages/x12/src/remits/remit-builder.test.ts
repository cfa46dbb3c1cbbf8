import { expect, test } from 'vitest';
import { bytesOf, read, remitFile, remits } from '../../testing/files.ts';
import { withoutPositions } from '../../testing/remit-arbitrary.ts';
import { componentRange, elementRange, segmentRange } from '../engine/places.ts';
import type { Places, RemitHeader } from '../types.ts';

const text = remitFile();
const heard = read(text);
const [claim] = remits(heard);
const header = heard.headers[0] as RemitHeader;

test('the header', () => {
  expect(withoutPositions(header)).toEqual({
    set: '835',
    version: '005010X221A1',
    control: '0001',
    envelope: {
      interchangeControl: '000000001',
      sender: 'CEDARMUTUAL',
      receiver: 'LARKSPUR',
      interchangeDate: '2024-03-15',
      groupControl: '1',
      test: false,
      separators: { element: '*', component: ':', repetition: '^', segment: '~' },
    },
    payment: { handling: 'I', amount: 12000, creditOrDebit: 'C', method: 'ACH', date: '2024-03-15' },
    trace: { number: 'EFT0001', payerId: '1512345678' },
    productionDate: '2024-03-14',
    payer: {
      name: 'CEDAR MUTUAL',
      address: { lines: ['1 CEDAR WAY'], city: 'PORTLAND', state: 'OR', zip: '97201' },
      contacts: [{ role: 'BL', name: 'DESK', numbers: [{ qualifier: 'TE', number: '5035550100' }] }],
    },
    payee: { name: 'LARKSPUR CLINIC', idQualifier: 'XX', id: '1999999984' },
  });
});

test('the claim', () => {
  expect(withoutPositions(claim)).toEqual({
    set: '835',
    patientControlNumber: 'CW1001',
    status: '1',
    charged: 15000,
    paid: 12000,
    patientResponsibility: 1000,
    filingIndicator: '12',
    payerControlNumber: 'PCN77',
    facilityType: '11',
    frequency: '1',
    parties: { QC: { name: 'QUILL', first: 'TAMSIN', middle: 'J', idQualifier: 'MI', id: 'M100' } },
    references: [{ qualifier: 'EA', id: 'R1' }],
    dates: [{ qualifier: '050', date: '2024-03-10' }],
    amounts: [],
    adjustments: [],
    remarks: [],
    lines: [
      {
        procedure: { qualifier: 'HC', code: '99213', modifiers: ['25'] },
        charged: 10000,
        paid: 8000,
        units: '1',
        dates: [{ qualifier: '472', date: '2024-03-01' }],
        references: [{ qualifier: '6R', id: 'L1' }],
        adjustments: [
          { group: 'CO', reason: '45', amount: 1000 },
          { group: 'PR', reason: '2', amount: 1000 },
        ],
        amounts: [{ qualifier: 'B6', amount: 9000 }],
        remarks: [{ code: 'N130' }],
      },
      {
        procedure: { qualifier: 'HC', code: '93000', modifiers: [] },
        charged: 5000,
        paid: 4000,
        units: '1',
        dates: [],
        references: [],
        adjustments: [{ group: 'CO', reason: '45', amount: 1000 }],
        amounts: [],
        remarks: [],
      },
    ],
  });
});

test('every figure knows its bytes', () => {
  const at = ({ from, to }: { from: number; to: number }) => text.slice(from, to);
  const places = claim?.places as Places;
  const line = claim?.lines[0];
  const adjustment = line?.adjustments[1];
  expect(at(segmentRange(header.places, header.payment.place))).toBe('BPR*I*120*C*ACH************20240315');
  expect(at(elementRange(header.places, header.payment.place, 16))).toBe('20240315');
  expect(at(elementRange(header.places, header.payer.place, 2))).toBe('CEDAR MUTUAL');
  expect(at(segmentRange(places, claim?.place ?? 0))).toBe('CLP*CW1001*1*150*120*10*12*PCN77*11*1');
  expect(at(elementRange(places, claim?.place ?? 0, 4))).toBe('120');
  expect(at(elementRange(places, adjustment?.place ?? 0, adjustment?.element ?? 0))).toBe('10');
  expect(at(componentRange(places, line?.place ?? 0, 1, 2, bytesOf(text)))).toBe('99213');
  expect(at(componentRange(places, line?.place ?? 0, 1, 3, bytesOf(text)))).toBe('25');
  // An element that is not there is the segment.
  expect(at(elementRange(places, line?.remarks[0]?.place ?? 0, 9))).toBe('LQ*HE*N130');
});

test('claims, lines and sets cover their bytes without a gap', () => {
  const bytes = claim?.bytes ?? { from: 0, to: 0 };
  expect(text.slice(bytes.from, bytes.to)).toMatch(/^CLP\*.*CAS\*CO\*45\*10~$/);
  expect(claim?.lines[0]?.bytes.to).toBe(claim?.lines[1]?.bytes.from);
  expect(claim?.lines[1]?.bytes.to).toBe(bytes.to);
  const set = heard.ends[0]?.bytes ?? { from: 0, to: 0 };
  expect(text.slice(set.from, set.to)).toMatch(/^ST\*.*SE\*24\*0001~$/);
  expect(heard.ends[0]?.segments).toBe(24);
});

import { createReader } from '@claimwright/x12';
import { expect, test } from 'vitest';
import type { Claim } from '../claims/index.ts';
import { readClaim } from './index.ts';

const body = [
  'ST*837*0001*005010X222A1',
  'BHT*0019*00*B1*20260105*0900*CH',
  'NM1*41*2*QUIET HARBOR*****46*SENDER',
  'PER*IC*DESK*TE*5555550100',
  'NM1*40*2*HARBOR HEALTH*****46*PAYER1',
  'HL*1**20*1',
  'NM1*85*2*QUIET HARBOR EYE CARE*****XX*1234567893',
  'N3*1 PIER',
  'N4*HARBOR*ME*04101',
  'REF*EI*777777777',
  'HL*2*1*22*1',
  'SBR*S**GRP9******CI',
  'NM1*IL*1*ALDER*ROWAN****MI*S100',
  'NM1*PR*2*SECOND MUTUAL*****PI*PAYER2',
  'HL*3*2*23*0',
  'PAT*19',
  'NM1*QC*1*ALDER*JUNE',
  'N3*2 PIER',
  'N4*HARBOR*ME*04101',
  'DMG*D8*20150203*F',
  'CLM*PCN1*280.00***11:B:7*Y*A*Y*Y',
  'REF*F8*OLD1',
  'HI*ABK:H5213*ABF:Z010',
  'NM1*82*1*FERN*ADA****XX*1999999984',
  'NM1*77*2*QUIET HARBOR UPTOWN*****XX*1215193883',
  'N3*9 PIER',
  'N4*HARBOR*ME*04101',
  'SBR*P*18*******CI',
  'AMT*D*90',
  'OI***Y***Y',
  'NM1*IL*1*ALDER*ROWAN****MI*P100',
  'NM1*PR*2*HARBOR HEALTH*****PI*PAYER1',
  'LX*1',
  'SV1*HC:92014:25*200*UN*1***1:2',
  'DTP*472*D8*20260105',
  'REF*6R*L1',
  'LX*2',
  'SV1*HC:92250*80*UN*1***2',
  'DTP*472*RD8*20260106-20260107',
];
const isa = 'ISA*00*          *00*          *ZZ*A              *ZZ*B              *260105*0900*^*00501*000000001*0*P*:';
const file = [isa, 'GS*HC*A*B*20260105*0900*1*X*005010X222A1', ...body, `SE*${body.length + 1}*0001`, 'GE*1*1', 'IEA*1*000000001', ''].join(
  '~\n',
);

function read(text: string): Claim[] {
  const claims: Claim[] = [];
  const reader = createReader({ claim: (loop) => claims.push(readClaim(loop)) });
  reader.push(new TextEncoder().encode(text));
  reader.end();
  return claims;
}

test('a claim to the secondary, for a child, replacing another', () => {
  const [claim] = read(file);
  if (claim === undefined) throw new Error('a claim was read');
  const { bytes, lines, ...rest } = claim;
  expect(rest).toEqual({
    patientControlNumber: 'PCN1',
    frequency: '7',
    originalPayerControlNumber: 'OLD1',
    billed: 28000,
    patient: { last: 'ALDER', first: 'JUNE', birthDate: '2015-02-03', sex: 'F', address: { line1: '2 PIER', zip: '04101' } },
    subscriber: { last: 'ALDER', first: 'ROWAN', memberId: 'S100' },
    coverages: [
      { rank: 'primary', payerName: 'HARBOR HEALTH', payerId: 'PAYER1', memberId: 'P100', filingIndicator: 'CI' },
      { rank: 'secondary', payerName: 'SECOND MUTUAL', payerId: 'PAYER2', memberId: 'S100', groupNumber: 'GRP9', filingIndicator: 'CI' },
    ],
    sentAs: 'secondary',
    billingNpi: '1234567893',
    billingTaxId: '777777777',
    facilityNpi: '1215193883',
    renderingNpi: '1999999984',
    placeOfService: '11',
    diagnoses: ['H5213', 'Z010'],
    servedFrom: '2026-01-05',
    servedTo: '2026-01-07',
  });
  expect(file.slice(bytes.from, bytes.from + 8)).toBe('CLM*PCN1');
  expect(lines.map(({ bytes: _, ...line }) => line)).toEqual([
    {
      number: 1,
      lineControlNumber: 'L1',
      procedure: { code: '92014', modifiers: ['25'] },
      billed: 20000,
      units: '1',
      servedOn: '2026-01-05',
      diagnoses: ['H5213', 'Z010'],
    },
    {
      number: 2,
      procedure: { code: '92250', modifiers: [] },
      billed: 8000,
      units: '1',
      servedOn: '2026-01-06',
      servedTo: '2026-01-07',
      diagnoses: ['Z010'],
    },
  ]);
});

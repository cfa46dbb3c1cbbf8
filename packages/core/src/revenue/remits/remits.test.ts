import { createReader } from '@claimwright/x12';
import { describe, expect, test } from 'vitest';
import { cents } from '../../ground/base/index.ts';
import {
  balanceClaim,
  balancePayment,
  balanceRemit,
  contentKeyOf,
  nearKeyOf,
  paymentKeyOf,
  type Remit,
  type RemitClaim,
  type RemitHead,
  readProviderAdjustments,
  readRemitClaim,
  readRemitHead,
} from './index.ts';

const body = [
  'ST*835*0001',
  'BPR*I*391.05*C*ACH************20260112',
  'TRN*1*T1021*1999999999',
  'N1*PR*HARBOR HEALTH*XV*PAYER1',
  'REF*2U*OTHERID',
  'N1*PE*QUIET HARBOR EYE CARE*XX*1234567893',
  'REF*TJ*777777777',
  'LX*1',
  'CLP*PCN1*19*225*200*5*12*ICN1',
  'CAS*CO*45*20',
  'NM1*QC*1*ALDER*JUNE****MI*M100',
  'NM1*IL*1*ALDER*ROWAN****MI*S100',
  'NM1*TT*2*OTHER MUTUAL*****PI*PAYER2',
  'NM1*82*1*FERN*ADA****XX*1999999984',
  'REF*F8*OLD1',
  'MOA***MA18',
  'DTM*050*20260107',
  'AMT*AU*9999',
  'SVC*HC:99213:25*125*120**1*HC:99214:25',
  'DTM*472*20260105',
  'CAS*PR*3*5*1',
  'REF*6R*L1',
  'AMT*B6*777',
  'LQ*HE*N706',
  'SVC*HC:92250*100*100',
  'DTM*150*20260104',
  'DTM*151*20260106',
  'CLP*PCN2*1*225*195**12*ICN2',
  'CAS*CO*45*30',
  'PLB*1234567893*20261231*90:REF9*3.95',
];
const isa = 'ISA*00*          *00*          *ZZ*PAYER1         *ZZ*PRACTICE       *260112*0900*^*00501*000000001*0*P*:';
const fileOf = (segments: readonly string[], end = '~\n'): string =>
  [isa, 'GS*HP*A*B*20260112*0900*1*X*005010X221A1', ...segments, `SE*${segments.length + 1}*0001`, 'GE*1*1', 'IEA*1*000000001', ''].join(
    end,
  );

function read(text: string): Remit {
  let head: RemitHead | undefined;
  const claims: RemitClaim[] = [];
  let remit: Remit | undefined;
  const reader = createReader({
    remitHeader: (header) => {
      head = readRemitHead(header);
    },
    remitClaim: (loop, header) => claims.push(readRemitClaim(loop, header)),
    remitTrailer: (trailer) => {
      if (head !== undefined) remit = { ...head, claims, providerAdjustments: readProviderAdjustments(trailer) };
    },
  });
  reader.push(new TextEncoder().encode(text));
  reader.end();
  if (remit === undefined) throw new Error('nothing was read');
  return remit;
}

const text = fileOf(body);
const remit = read(text);
const at = ({ from, to }: { from: number; to: number }): string => text.slice(from, to);
const [first, second] = remit.claims as [RemitClaim, RemitClaim];

describe('reading a remit', () => {
  test('the payment, its payer and its payee', () => {
    expect(remit.payer).toEqual({ name: 'HARBOR HEALTH', ids: ['PAYER1', 'OTHERID', '1999999999', '999999999'] });
    expect(remit.payee).toEqual({ name: 'QUIET HARBOR EYE CARE', npi: '1234567893', taxId: '777777777' });
    expect([remit.traceNumber, remit.payerTraceId, remit.method, remit.paidOn, remit.paid]).toEqual([
      'T1021',
      '1999999999',
      'ACH',
      '2026-01-12',
      39105,
    ]);
    expect(at(remit.paidBytes)).toBe('391.05');
  });
  test('a claim, who it is about, and every figure with its bytes', () => {
    expect(first).toMatchObject({
      patientControlNumber: 'PCN1',
      status: '19',
      payerControlNumber: 'ICN1',
      statedPatientResponsibility: 500,
      subscriberMemberId: 'S100',
      crossoverCarrier: { name: 'OTHER MUTUAL', id: 'PAYER2' },
      renderingNpi: '1999999984',
      originalReference: 'OLD1',
      rarcs: ['MA18'],
      servedFrom: '2026-01-04',
      servedTo: '2026-01-06',
      receivedOn: '2026-01-07',
    });
    expect(first.patient).toEqual({ last: 'ALDER', first: 'JUNE', memberId: 'M100' });
    expect([at(first.billedBytes), at(first.paidBytes)]).toEqual(['225', '200']);
    expect(first.adjustments.map((a) => [a.group, a.carc, a.amount, at(a.bytes)])).toEqual([['CO', '45', 2000, '20']]);
  });
  test('its lines', () => {
    const [line, other] = first.lines;
    expect(line).toMatchObject({
      lineControlNumber: 'L1',
      procedure: { code: '99213', modifiers: ['25'] },
      billedProcedure: { code: '99214', modifiers: ['25'] },
      servedOn: '2026-01-05',
      statedAllowed: 77700,
      rarcs: ['N706'],
    });
    expect(line?.adjustments[0]).toMatchObject({ group: 'PR', carc: '3', amount: 500, quantity: '1', rarcs: ['N706'] });
    expect(line === undefined ? '' : at(line.paidBytes)).toBe('120');
    expect([other?.servedOn, other?.servedTo]).toEqual(['2026-01-04', '2026-01-06']);
  });
  test('provider adjustments', () => {
    expect(remit.providerAdjustments.map((p) => [p.code, p.reference, p.amount, p.fiscalDate, at(p.bytes)])).toEqual([
      ['90', 'REF9', 395, '2026-12-31', '3.95'],
    ]);
  });
});

describe('balance', () => {
  test('claim-level beside lines, no lines at all, AMT ignored: all three levels hold', () => {
    expect(balanceRemit(remit)).toEqual([]);
  });
  test('each level tells its exact difference', () => {
    const [line] = first.lines;
    if (line === undefined) throw new Error('there is a line');
    const service = balanceClaim({ ...first, lines: [{ ...line, paid: cents(12001) }] });
    expect(service[0]).toMatchObject({ level: 'service', delta: 1, remitClaimIndex: 0, lineIndex: 0, at: '2110 SVC03' });
    expect(balanceClaim({ ...second, paid: cents(19400) })).toMatchObject([{ level: 'claim', delta: -100, remitClaimIndex: 1 }]);
    expect(balancePayment({ ...remit, paid: cents(39106) }, cents(39500), remit.providerAdjustments)).toMatchObject([
      { level: 'transaction', delta: 1 },
    ]);
  });
});

describe('keys', () => {
  test('the same words in another wrapping are the same claim and the same payment', () => {
    const wrapped = read(fileOf(body, '~'));
    expect(wrapped.claims.map(contentKeyOf)).toEqual(remit.claims.map(contentKeyOf));
    expect(paymentKeyOf(wrapped)).toBe(paymentKeyOf(remit));
  });
  test('any word changed makes another claim', () => {
    const key = contentKeyOf(first);
    expect(key.startsWith('ICN1|19|20000|')).toBe(true);
    for (const change of [
      { billed: cents(1) },
      { status: '1' },
      { paid: cents(1) },
      { servedFrom: first.servedTo },
      { lines: [] },
      { patientControlNumber: 'X' },
    ]) {
      expect(contentKeyOf({ ...first, ...change } as RemitClaim)).not.toBe(key);
    }
  });
  test('another amount under the same trace is near, not the same', () => {
    const other = { ...remit, paid: cents(1) };
    expect(nearKeyOf(other)).toBe(nearKeyOf(remit));
    expect(paymentKeyOf(other)).not.toBe(paymentKeyOf(remit));
  });
});

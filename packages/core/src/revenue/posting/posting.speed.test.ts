import { expect, test } from 'vitest';
import { cents, type PlainDate, zero } from '../../ground/base/index.ts';
import type { RemitClaim, RemitLine } from '../remits/index.ts';
import type { ClaimFact, PostingFacts } from './facts.ts';
import { defaultPostingSettings, planPosting } from './index.ts';

const bytes = { from: 0, to: 1 };
const day = '2026-01-05' as PlainDate;
const codes = ['99214', '92250', '92134'];
const COUNT = 10_000;

function remitClaim(i: number): RemitClaim {
  const lines = codes.map((code, index): RemitLine => {
    const adjustments = [
      { group: 'CO', carc: '45', rarcs: [], amount: cents(4000), bytes },
      { group: 'PR', carc: '2', rarcs: [], amount: cents(1000), bytes },
    ];
    const money = { billed: cents(10000), paid: cents(5000), bytes, billedBytes: bytes, paidBytes: bytes };
    return { index, procedure: { code, modifiers: [] }, servedOn: day, adjustments, rarcs: [], ...money };
  });
  const money = { billed: cents(30000), paid: cents(15000), bytes, billedBytes: bytes, paidBytes: bytes };
  const who = { patientControlNumber: `PCN${i}`, payerControlNumber: `ICN${i}`, subscriberMemberId: `M${i}` };
  return { index: i, status: '1', servedFrom: day, adjustments: [], rarcs: [], lines, ...who, ...money };
}

const claimFact = (i: number): ClaimFact => ({
  id: `c${i}`,
  patientControlNumber: `PCN${i}`,
  payerIds: ['PAYER1'],
  memberIds: [`M${i}`],
  billed: cents(30000),
  servedFrom: day,
  payerControlNumbers: [],
  coverages: [{ rank: 'primary', payerIds: ['PAYER1'], inNetwork: true }],
  lines: codes.map((code, k) => ({
    id: `c${i}.${k}`,
    number: k + 1,
    procedure: { code, modifiers: [] },
    billed: cents(10000),
    servedOn: day,
    allowanceLeft: zero,
    open: { primary: cents(10000) },
  })),
  open: { primary: cents(30000) },
});

test('ten thousand claims of three lines are planned in well under a second', () => {
  const claims = Array.from({ length: COUNT }, (_, i) => remitClaim(i));
  let id = 0;
  const facts: PostingFacts = {
    remitId: 'R1',
    remit: {
      control: '1',
      version: '005010X221A1',
      payer: { name: '', ids: ['PAYER1'] },
      payee: { name: '' },
      traceNumber: 'T1',
      payerTraceId: '1',
      method: 'ACH',
      paid: cents(15000 * COUNT),
      bytes,
      paidBytes: bytes,
      claims,
      providerAdjustments: [],
    },
    remitClaimIds: claims.map((_, i) => `rc${i}`),
    claims: claims.map((_, i) => claimFact(i)),
    prior: [],
    seenContent: new Map(),
    manual: new Map(),
    openReferences: new Map(),
    settings: defaultPostingSettings,
    today: day,
    document: 'd',
    newId: () => `id${id++}`,
  };
  planPosting({ ...facts, remit: { ...facts.remit, claims: claims.slice(0, 500) } });
  const began = performance.now();
  const plan = planPosting(facts);
  const took = performance.now() - began;
  console.log(`10,000 claims planned in ${Math.round(took)} ms: ${plan.movements.length} movements, ${plan.entries.length} entries`);
  expect(plan.totals.clean).toBe(COUNT);
  expect(plan.movements).toHaveLength(COUNT * 3 * 4);
  expect(took).toBeLessThan(3000);
});

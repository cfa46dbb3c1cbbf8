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

function factsOf(count: number): PostingFacts {
  const claims = Array.from({ length: count }, (_, i) => remitClaim(i));
  let id = 0;
  return {
    remitId: 'R1',
    remit: {
      control: '1',
      version: '005010X221A1',
      payer: { name: '', ids: ['PAYER1'] },
      payee: { name: '' },
      traceNumber: 'T1',
      payerTraceId: '1',
      method: 'ACH',
      paid: cents(15000 * count),
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
    manualLines: new Map(),
    openReferences: new Map(),
    settings: defaultPostingSettings,
    today: day,
    document: 'd',
    newId: () => `id${id++}`,
  };
}

/** The same objects, but each look at one of their properties is counted. */
function counted<T extends object>(things: readonly T[], look: () => void): T[] {
  const get = (thing: T, name: string | symbol): unknown => {
    look();
    return Reflect.get(thing, name);
  };
  return things.map((thing) => new Proxy(thing, { get }));
}

/** How often planning so many claims looks at a claim of the remit or of the books. */
function looksFor(count: number): number {
  let looks = 0;
  const look = () => {
    looks += 1;
  };
  const facts = factsOf(count);
  const remit = { ...facts.remit, claims: counted(facts.remit.claims, look) };
  const plan = planPosting({ ...facts, remit, claims: counted(facts.claims, look) });
  expect(plan.totals.clean).toBe(count);
  expect(plan.movements).toHaveLength(count * 3 * 4);
  return looks;
}

test('planning grows with the number of claims, not with its square', () => {
  const few = looksFor(COUNT / 5);
  expect(few).toBeGreaterThan(COUNT / 5);
  expect(looksFor(COUNT) / few).toBeCloseTo(5, 1);
});

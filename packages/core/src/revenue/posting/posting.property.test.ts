import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cents, type PlainDate, subtract, sum } from '../../ground/base/index.ts';
import { checkEntry, trialBalance } from '../../ground/ledger/index.ts';
import { type Adjustment, balanceRemit, type ProviderAdjustment, type Remit, type RemitClaim, type RemitLine } from '../remits/index.ts';
import { type PostingFacts, planBesideParts, planClaimAnew, planPart, planPosting, planUndo, type RemitPart, RemitParts } from './index.ts';
import { Books, type CaseClaim } from './testing/books.ts';

const bytes = { from: 0, to: 1 };
const day = '2026-01-05' as PlainDate;
const codes = ['99213', '99214', '92014', '92250', '92134', '66984', '97110'];

const adjustment = fc.record({
  group: fc.constantFrom('CO', 'PR', 'OA', 'PI', 'CR', 'ZZ'),
  carc: fc.constantFrom('45', '45', '1', '2', '3', '23', '50', '96', '97', '104', '197', '253', '24', 'B13', '999'),
  amount: fc.integer({ min: -2000, max: 9000 }),
});
const line = fc.record({
  code: fc.constantFrom(...codes),
  other: fc.boolean(),
  billed: fc.integer({ min: 0, max: 30000 }),
  adjustments: fc.array(adjustment, { maxLength: 4 }),
});
const claim = fc.record({
  whole: fc.boolean(),
  known: fc.constantFrom('ours', 'ours', 'ours', 'altered', 'stranger'),
  status: fc.constantFrom('1', '1', '1', '2', '3', '4', '19', '20'),
  secondary: fc.boolean(),
  expected: fc.boolean(),
  broken: fc.integer({ min: 0, max: 12 }),
  onClaim: fc.array(adjustment, { maxLength: 2 }),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  again: fc.constantFrom('no', 'no', 'twice', 'reversed'),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;
type Claim = typeof claim extends fc.Arbitrary<infer T> ? T : never;
const plbs = fc.array(
  fc.record({
    code: fc.constantFrom('WO', 'FB', '72', 'L6', 'CS', 'ZZ'),
    amount: fc.integer({ min: -5000, max: 5000 }),
    reference: fc.constantFrom('A 1', 'b/2', ''),
  }),
  { maxLength: 3 },
);

const read = (a: { group: string; carc: string; amount: number }): Adjustment => ({ ...a, rarcs: [], amount: cents(a.amount), bytes });
const total = (list: readonly { amount: number }[]): number => list.reduce((all, a) => all + a.amount, 0);

function lineOf(l: Line, index: number): RemitLine {
  const procedure = { code: l.other ? 'D1110' : l.code, modifiers: [] };
  const paid = cents(l.billed - total(l.adjustments));
  const adjustments = l.adjustments.map(read);
  return {
    index,
    procedure,
    servedOn: day,
    billed: cents(l.billed),
    paid,
    adjustments,
    rarcs: [],
    bytes,
    billedBytes: bytes,
    paidBytes: bytes,
  };
}

function claimOf(c: Claim, i: number, index: number): RemitClaim {
  const lines = c.lines.map(lineOf);
  const billed = sum(lines.map((l) => l.billed));
  const lineTotal = sum(lines.map((l) => subtract(l.billed, l.paid)));
  const paid = cents(billed - total(c.onClaim) - (c.whole ? 0 : lineTotal) + (c.broken === 0 ? 7 : 0));
  const patientControlNumber = c.known === 'ours' ? `PCN-${i}` : c.known === 'altered' ? `pcn${i}` : `X${i}`;
  return {
    index,
    patientControlNumber,
    status: c.status,
    billed,
    paid,
    payerControlNumber: `ICN${i}`,
    subscriberMemberId: `M${i}`,
    servedFrom: day,
    adjustments: c.onClaim.map(read),
    rarcs: [],
    lines: c.whole ? [] : lines,
    bytes,
    billedBytes: bytes,
    paidBytes: bytes,
  };
}

const negated = (list: readonly Adjustment[]): Adjustment[] => list.map((a) => ({ ...a, amount: cents(-a.amount) }));
const reversalOf = (c: RemitClaim, index: number): RemitClaim => ({
  ...c,
  index,
  status: '22',
  billed: cents(-c.billed),
  paid: cents(-c.paid),
  adjustments: negated(c.adjustments),
  lines: c.lines.map((l) => ({ ...l, billed: cents(-l.billed), paid: cents(-l.paid), adjustments: negated(l.adjustments) })),
});

function remitOf(
  claims: readonly Claim[],
  adjustments: readonly { code: string; amount: number; reference: string }[],
  reversals: boolean,
): Remit {
  const read: RemitClaim[] = [];
  claims.forEach((c, i) => {
    const one = claimOf(c, i, read.length);
    if (!reversals) read.push(one);
    if (!reversals && c.again === 'twice') read.push({ ...one, index: read.length });
    if (reversals && c.again === 'reversed') read.push(reversalOf(one, read.length));
  });
  const providerAdjustments = adjustments.map(
    (a, index): ProviderAdjustment => ({ index, code: a.code, amount: cents(a.amount), reference: a.reference, providerId: '1', bytes }),
  );
  const paid = cents(total(read.map((c) => ({ amount: c.paid }))) - total(providerAdjustments));
  const head = { control: '1', version: '', payer: { name: '', ids: ['PAYER1'] }, payee: { name: '' }, payerTraceId: '1', method: 'ACH' };
  return { ...head, traceNumber: reversals ? 'T2' : 'T 1', paid, bytes, paidBytes: bytes, claims: read, providerAdjustments };
}

const booksOf = (claims: readonly Claim[]): Books =>
  new Books({
    claims: claims.map(
      (c, i): CaseClaim => ({
        id: `c${i}`,
        control: `PCN-${i}`,
        memberIds: [`M${i}`],
        coverages: [
          { rank: 'primary', payerIds: ['PAYER1'] },
          ...(c.secondary ? [{ rank: 'secondary' as const, payerIds: ['PAYER2'] }] : []),
        ],
        lines: c.lines.map((l) => ({
          code: l.code,
          billed: `${Math.floor(l.billed / 100)}.${String(l.billed % 100).padStart(2, '0')}`,
          on: '2026-01-05',
          ...(c.expected && { expected: '50.00' }),
        })),
      }),
    ),
  });

function expectSound(books: Books, remit: Remit, remitId: string): void {
  const plan = planPosting(books.facts(remit, remitId));
  expect(plan.disposition).toBe('post');
  expect(plan.totals.unexplained).toBe(0);
  for (const entry of plan.entries) expect(checkEntry(entry)).toBeUndefined();
  const clearing = [...trialBalance(plan.entries)].filter(([account]) => account.startsWith('Assets:Clearing'));
  expect(clearing.reduce((all, [, amount]) => all + amount, 0)).toBe(remit.paid);
  for (const claim of plan.claims) expect(claim.unexplained).toBe(0);
  const before = books.balances();
  books.book(plan);
  const after = books.balances();
  const undo = planUndo(plan.entries, plan.movements, books.newId, day);
  books.book(undo);
  expect(books.balances()).toEqual(before);
  const redo = planUndo(undo.entries, undo.movements, books.newId, day);
  books.book(redo);
  expect(books.balances()).toEqual(after);
  expect(redo.entries.map((e) => e.lines)).toEqual(plan.entries.map((e) => e.lines));
  expect(redo.movements.map((m) => [m.party, m.kind, m.amount])).toEqual(plan.movements.map((m) => [m.party, m.kind, m.amount]));
  books.book(planUndo(redo.entries, redo.movements, books.newId, day));
  books.post(plan, remit);
  expect(books.balances()).toEqual(after);
  expect(books.subLedgerTrouble()).toBeUndefined();
}

const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'id' || key === 'entryId' ? undefined : part)));

/** The parts of a remit as whoever reads it from a database finds them: the claims and postings named, none of them whole. */
function partsOf({ remit, claims, prior, manual }: PostingFacts): RemitPart[] {
  const parts = new RemitParts();
  for (const one of remit.claims)
    parts.addOfRemit({ ...one, members: one.subscriberMemberId === undefined ? [] : [one.subscriberMemberId] });
  for (const one of claims) parts.addClaim({ ...one, member: one.memberIds[0] });
  for (const one of prior) parts.addPrior(one);
  for (const [index, said] of manual) if (typeof said !== 'string') parts.addSaid(index, said.claimId);
  return parts.parts();
}

function expectSameInParts(facts: PostingFacts): void {
  const whole = planPosting(facts);
  const planned = partsOf(facts).map(({ indexes, claimIds }) =>
    planPart({
      ...facts,
      remit: { ...facts.remit, claims: facts.remit.claims.filter(({ index }) => indexes.includes(index)) },
      claims: facts.claims.filter(({ id }) => claimIds.includes(id)),
      prior: facts.prior.filter(({ claimId }) => claimIds.includes(claimId)),
    }),
  );
  const rest = planBesideParts(
    { ...facts, remit: { ...facts.remit, claims: [] } },
    planned.map(({ sums }) => sums),
  );
  expect(rest.totals).toEqual(whole.totals);
  expect(rest.disposition).toBe(whole.disposition);
  expect(withoutIds(rest.providerAdjustments)).toEqual(withoutIds(whole.providerAdjustments));
  const all = planned.flatMap(({ claims }) => claims).sort((a, b) => a.remitClaimIndex - b.remitClaimIndex);
  expect(withoutIds(all)).toEqual(withoutIds(whole.claims));
  const texts = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(withoutIds(one))).sort();
  expect(texts([...planned.flatMap(({ entries }) => entries), ...rest.entries])).toEqual(texts(whole.entries));
  expect(texts(planned.flatMap(({ movements }) => movements))).toEqual(texts(whole.movements));
  expect(texts([...planned.flatMap(({ work }) => work), ...rest.work])).toEqual(texts(whole.work));
}

describe('posting any remit', () => {
  test('every cent has a place, every entry balances, undo restores, redo repeats', () => {
    fc.assert(
      fc.property(fc.array(claim, { minLength: 1, maxLength: 6 }), plbs, (claims, adjustments) => {
        const books = booksOf(claims);
        const remit = remitOf(claims, adjustments, false);
        expect(balanceRemit(remit).filter((f) => f.level === 'transaction')).toEqual([]);
        expectSound(books, remit, 'R1');
        expectSound(books, remitOf(claims, [], true), 'R2');
      }),
      { numRuns: 300 },
    );
  });

  test('the same file again posts nothing new to any claim', () => {
    fc.assert(
      fc.property(fc.array(claim, { minLength: 1, maxLength: 4 }), (claims) => {
        const books = booksOf(claims);
        const remit = remitOf(claims, [], false);
        books.post(planPosting(books.facts(remit, 'R1')), remit);
        expect(planPosting(books.facts(remit, 'R2')).movements).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('planned in parts it comes out as in one piece', () => {
    fc.assert(
      fc.property(fc.array(claim, { minLength: 1, maxLength: 6 }), plbs, (claims, adjustments) => {
        const books = booksOf(claims);
        const first = remitOf(claims, adjustments, false);
        expectSameInParts(books.facts(first, 'R1'));
        books.post(planPosting(books.facts(first, 'R1')), first);
        expectSameInParts(books.facts(remitOf(claims, [], true), 'R2'));
        expectSameInParts(books.facts(first, 'R3'));
      }),
      { numRuns: 200 },
    );
  });

  test('a reversal brings every account of the claim back to what it was', () => {
    fc.assert(
      fc.property(claim, (one) => {
        const c: Claim = { ...one, again: 'reversed', known: 'ours', broken: 1 };
        const books = booksOf([c]);
        const before = books.open(() => true);
        const remit = remitOf([c], [], false);
        const first = planPosting(books.facts(remit, 'R1'));
        books.post(first, remit);
        const back = remitOf([c], [], true);
        const plan = planPosting(books.facts(back, 'R2'));
        if (first.movements.length === 0 || plan.claims[0]?.reverses === undefined) return;
        books.post(plan, back);
        const after = books.open(() => true);
        for (const party of ['primary', 'secondary', 'tertiary', 'patient'] as const) expect(after[party] ?? 0).toBe(before[party] ?? 0);
        for (const [account, amount] of books.balances())
          if (account.startsWith('Liabilities:Unapplied')) expect([account, amount]).toEqual([account, 0]);
      }),
      { numRuns: 200 },
    );
  });

  test('what was parked posts later out of Unapplied, to the cent', () => {
    fc.assert(
      fc.property(claim, (one) => {
        const c: Claim = { ...one, known: 'stranger', broken: 1, again: 'no' };
        const books = booksOf([c]);
        const remit = remitOf([c], [], false);
        const stranger = { ...remit, claims: remit.claims.map(({ subscriberMemberId: _, ...rest }) => rest) };
        const first = planPosting(books.facts(stranger, 'R1'));
        books.post(first, stranger);
        books.book(planUndo(first.entries, first.movements, books.newId, day));
        const facts = { ...books.facts(stranger, 'R1'), manual: new Map([[0, { claimId: 'c0' }]]) };
        const later = planClaimAnew(facts, 0);
        if (later === undefined) throw new Error('there is a claim 0');
        books.book(later);
        const waiting = later.claim.lines.reduce((all, l) => (l.state === 'parked' ? all + l.paid : all), 0);
        const left = [...books.balances()].reduce(
          (all, [account, amount]) => (account.startsWith('Liabilities:Unapplied') ? all + amount : all),
          0,
        );
        expect(left).toBe(waiting === 0 ? 0 : -waiting);
        expect(books.subLedgerTrouble()).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});

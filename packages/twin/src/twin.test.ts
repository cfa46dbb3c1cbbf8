import { createReader, type X12Finding } from '@claimwright/x12';
import { expect, test } from 'vitest';
import { adjudicate, type CaseName, deposits, everyCase, makeClaims, makeNpi, makeRemits, type RemitFile } from './index.ts';

const until = '2025-06-06';
const from = '2025-06-12';
const batch = makeClaims({ seed: 7, count: 400, until });
const answers = adjudicate(batch.bytes837, { seed: 1, from, mix: everyCase, repeats: 200 });

interface Seen {
  readonly findings: X12Finding[];
  claims: number;
  paid: number;
  moves: number;
  payment: number;
}

function look(bytes: Uint8Array): Seen {
  const seen: Seen = { findings: [], claims: 0, paid: 0, moves: 0, payment: 0 };
  const reader = createReader({
    finding: (f) => seen.findings.push(f),
    claim: () => seen.claims++,
    remitHeader: (h) => {
      seen.payment += h.payment.amount;
    },
    remitClaim: (c) => {
      seen.claims++;
      seen.paid += c.paid;
    },
    remitTrailer: (t) => {
      seen.moves += t.providerAdjustments.reduce((sum, p) => sum + p.amount, 0);
    },
  });
  reader.push(bytes);
  expect(reader.end().readable).toBe(true);
  return seen;
}

test('NPIs check out', () => {
  // 45 CFR 162.406's published example.
  expect(makeNpi('123456789')).toBe('1234567893');
});

test('the 837 passes x12 without a finding, claim by claim', () => {
  const seen = look(batch.bytes837);
  expect(seen.findings).toEqual([]);
  expect(seen.claims).toBe(400);
  expect(new Set(batch.claims.map((c) => c.control)).size).toBe(400);
  for (const claim of batch.claims) expect(claim.control.length).toBeLessThanOrEqual(20);
});

test('every 835 passes x12, but for those that are out of balance on purpose', () => {
  for (const file of answers.remits) {
    const seen = look(file.bytes835);
    const { truth } = file;
    expect(seen.claims).toBe(truth.claims.length);
    expect(seen.payment).toBe(truth.amount);
    expect(truth.amount).toBeGreaterThanOrEqual(0);
    const codes = seen.findings.filter((f) => f.severity === 'error').map((f) => f.code);
    expect(codes).toEqual(truth.disposition === 'parked' ? [`835.balance.${truth.because}`] : []);
    expect(truth.difference !== 0).toBe(truth.disposition === 'parked');
    // Σ claims − Σ PLB = BPR02.
    if (truth.because !== 'payment') expect(seen.paid - seen.moves).toBe(seen.payment);
    else expect(seen.payment - (seen.paid - seen.moves)).toBe(truth.difference);
  }
});

test('every case is played, every kind of repeat too', () => {
  const played = new Set(answers.remits.flatMap((r) => r.truth.claims.map((c) => c.case)));
  expect([...played].sort()).toEqual((Object.keys(everyCase) as CaseName[]).sort());
  const repeats = new Set(answers.remits.flatMap((r) => (r.truth.disposition === 'repeated' ? [r.truth.because] : [])));
  expect([...repeats].sort()).toEqual(['re-issued', 're-wrapped', 'renamed', 'same-file', 'split-in-two']);
});

test('truth conserves cents: charge = paid + treatments, patient and next payer among them', () => {
  const charges = new Map(batch.claims.map((c) => [c.control, c.billed]));
  for (const file of answers.remits) {
    file.truth.claims.forEach((truth, i) => {
      if (truth.outcome === 'parked' || truth.outcome === 'nothing') {
        expect([truth.applied, truth.patient, truth.nextPayer]).toEqual([0, 0, 0]);
        return;
      }
      const treated = Object.values(truth.treatments).reduce((sum, amount) => sum + amount, 0);
      expect(truth.paid + treated).toBe(file.remit.claims[i]?.charged);
      expect(truth.patient).toBe(truth.treatments.patient ?? 0);
      if (truth.control) expect(charges.has(truth.control)).toBe(true);
    });
  }
});

test('a forward balance is taken back by later payments of the same payer, never by more than was carried', () => {
  const left = new Map<string, number>();
  for (const { truth } of answers.remits) {
    if (truth.disposition === 'repeated') continue;
    for (const move of truth.moves.filter((m) => m.code === 'FB'))
      left.set(`${truth.payerId}/${move.reference}`, (left.get(`${truth.payerId}/${move.reference}`) ?? 0) - move.amount);
  }
  const open = new Map(answers.openForwards.map((o) => [`${o.payerId}/${o.reference}`, o.amount]));
  expect(left.size).toBeGreaterThan(3);
  for (const [reference, amount] of left) expect(amount).toBe(open.get(reference) ?? 0);
  const absorbed = answers.remits.flatMap((r) => r.truth.moves.filter((m) => m.code === 'FB' && m.amount > 0));
  expect(absorbed.length).toBeGreaterThan(0);
});

const sameBytes = (a: readonly RemitFile[], b: readonly RemitFile[]): boolean =>
  a.length === b.length && a.every((file, i) => Buffer.compare(Buffer.from(file.bytes835), Buffer.from(b[i]?.bytes835 ?? [])) === 0);

test('same seed, same bytes; another seed, other bytes', () => {
  expect(makeClaims({ seed: 7, count: 400, until }).bytes837).toEqual(batch.bytes837);
  expect(makeClaims({ seed: 8, count: 400, until }).bytes837).not.toEqual(batch.bytes837);
  expect(sameBytes(adjudicate(batch.bytes837, { seed: 1, from, mix: everyCase, repeats: 200 }).remits, answers.remits)).toBe(true);
  expect(sameBytes(adjudicate(batch.bytes837, { seed: 2, from, mix: everyCase, repeats: 200 }).remits, answers.remits)).toBe(false);
});

test('the bank receives what the payers paid, but for what was asked to go wrong', () => {
  const due = answers.remits.filter((r) => r.truth.depositDue);
  const [gone, wrong] = due.map((r) => r.remit.trace);
  const statement = deposits(answers.remits, 'csv', { seed: 1, missing: [gone ?? ''], wrongBy: new Map([[wrong ?? '', -150]]), noise: 5 });
  const received = statement.lines.filter((l) => l.kind !== 'other').reduce((sum, l) => sum + l.amount, 0);
  const owed = due.reduce((sum, r) => sum + r.truth.amount, 0);
  expect(owed - received).toBe((due[0]?.truth.amount ?? 0) + 150);
  expect(statement.truth.filter((t) => t.received === undefined).map((t) => t.trace)).toEqual([gone]);
  expect(statement.lines).toHaveLength(due.length - 1 + 5);
});

test('a long run streams its batches, with no control number twice', () => {
  let remits = 0;
  const traces = new Set<string>();
  for (const { remits: files, bank } of makeRemits({ seed: 5, count: 300 })) {
    for (const file of files.filter((f) => f.truth.disposition !== 'repeated')) {
      expect(traces.has(file.remit.trace)).toBe(false);
      traces.add(file.remit.trace);
    }
    expect(bank.lines.length).toBe(files.filter((f) => f.truth.depositDue).length);
    remits += files.length;
  }
  expect(remits).toBeGreaterThanOrEqual(300);
});

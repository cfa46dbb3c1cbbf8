import { createReader } from '@claimwright/x12';
import { expect, test } from 'vitest';
import { demoFiles } from './demo-files.ts';

const today = '2026-03-16';
const kinds = (bytes: Uint8Array): string[] => {
  const found: string[] = [];
  const reader = createReader({ finding: (f) => found.push(f.code) });
  reader.push(bytes);
  reader.end();
  return found;
};

test.each(['demo', 'another', 3])('the demo practice has every situation that its tour shows (seed %s)', (seed) => {
  const demo = demoFiles(seed, today);
  expect(demo.claims.claims).toHaveLength(40);
  expect(kinds(demo.claims.bytes837)).toEqual([]);
  const moves = demo.remits.flatMap((r) =>
    r.truth.disposition === 'post' ? r.truth.moves.filter((m) => m.code === 'FB').map((m) => m.amount) : [],
  );
  expect(moves).toHaveLength(2);
  expect(moves.reduce((a, b) => a + b, 0)).toBe(0);
  expect(demo.remits.filter((r) => r.truth.disposition === 'parked').map((r) => r.truth.because)).toEqual(['payment']);
  expect(demo.remits.filter((r) => r.truth.disposition === 'repeated')).toHaveLength(1);
  expect(demo.remits.some((r) => r.remit.method === 'NON' && r.truth.claims.every((c) => c.case === 'deductible'))).toBe(true);
  const cases = new Set(demo.remits.flatMap((r) => r.truth.claims.map((c) => `${c.case}/${c.part}`)));
  for (const name of ['denied/only', 'crossed-over/primary', 'crossed-over/secondary', 'sequestration/only', 'taken-back/reversal'])
    expect(cases).toContain(name);
  for (const r of demo.remits) expect(kinds(r.bytes835)).toEqual(r.truth.disposition === 'parked' ? ['835.balance.payment'] : []);
  expect(new Set(demo.remits.map((r) => r.name)).size).toBe(demo.remits.length);
});

test('a fair share of the claims names the second site, and the others only who bills', () => {
  const { claims, secondSite, practice } = demoFiles('demo', today);
  const there = claims.claims.filter(({ facility }) => facility?.npi === secondSite.npi).length;
  expect(there).toBeGreaterThan(8);
  expect(there).toBeLessThan(20);
  expect(secondSite.npi).not.toBe(practice.npi);
  expect(
    Buffer.from(claims.bytes837)
      .toString()
      .match(/NM1\*77\*/g),
  ).toHaveLength(there);
});

test('one deposit is missing, one is short, nothing is later than today, and the same seed gives the same files', () => {
  const demo = demoFiles('demo', today);
  const { truth } = demo.bank;
  expect(truth.filter((t) => t.received === undefined)).toHaveLength(1);
  expect(truth.filter((t) => t.received !== undefined && t.received !== t.remitted).map((t) => (t.received ?? 0) - t.remitted)).toEqual([
    -1250,
  ]);
  for (const line of demo.bank.lines) expect(line.postedOn <= today).toBe(true);
  for (const remit of demo.remits) expect(remit.remit.paidOn <= today).toBe(true);
  expect(demoFiles('demo', today)).toEqual(demo);
});

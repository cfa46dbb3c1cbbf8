import { createReader } from '@claimwright/x12';
import { expect, test } from 'vitest';
import { type LargeBatch, largePractice } from './large-practice.ts';

const wish = { seed: 'large', today: '2026-03-16', scale: 0.01 } as const;

test('a small scale of the large practice: three years, forty sites, files that read without a remark on their form, the same again', () => {
  const large = largePractice(wish);
  expect(large.sites).toHaveLength(40);
  expect(new Set(large.sites.map(({ npi }) => npi)).size).toBe(40);
  const batches = [...large.make()];
  expect(batches).toHaveLength(large.batches);
  const claims = batches.reduce((sum, batch) => sum + batch.claims.claims, 0);
  expect(claims).toBeGreaterThan(1_900);
  expect(claims).toBeLessThan(2_100);
  const files = batches.flatMap((batch) => [batch.claims, ...batch.remits, batch.bank]);
  expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
  for (const { day } of files) expect(day <= wish.today).toBe(true);
  expect((batches[0]?.claims.day ?? '') < '2023-09-01').toBe(true);
  const facilities = new Set<string>();
  const reader = createReader({ claim: (claim) => facilities.add(claim.parties['77']?.id ?? 'none') });
  for (const batch of batches) reader.push(batch.claims.bytes);
  expect(reader.end().readable).toBe(true);
  expect(facilities.size).toBe(40);
  const bytesOf = (batch: LargeBatch | undefined) =>
    Buffer.concat([batch?.claims, ...(batch?.remits ?? []), batch?.bank].map((file) => file?.bytes ?? new Uint8Array())).toString('latin1');
  const [second] = largePractice(wish).make(1);
  expect(bytesOf(second) === bytesOf(batches[1])).toBe(true);
});

test('at full scale it is 200,000 claims in batches of four weeks', () => {
  const { batches, make } = largePractice({ seed: 'large', today: '2026-03-16' });
  const [first] = make();
  expect(batches).toBe(39);
  expect((first?.claims.claims ?? 0) * batches).toBeGreaterThan(199_900);
  const remits = first?.remits.reduce((sum, file) => sum + file.remits, 0) ?? 0;
  expect(remits * batches).toBeGreaterThan(28_000);
  expect(remits * batches).toBeLessThan(33_000);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { within } from '../../../testing/context.ts';
import { claimsOf, submissionDesks } from '../../../testing/submission-desk.ts';
import { keepDrafts } from '../claims/index.ts';
import type { BatchReport } from './views.ts';

let desks: Awaited<ReturnType<typeof submissionDesks>>;
beforeAll(async () => {
  desks = await submissionDesks();
});
afterAll(() => desks.end());

test('a batch of more claims than a page is looked at before it is let go: totals of all, and first those that need it', async () => {
  const s = await desks.begin();
  await s.setUp();
  const more = claimsOf({ seed: 22, count: 500 }).map((claim) => ({ claim, madeOf: claim.patientControlNumber }));
  await within(s.db.store, s.desk.tenant, (ctx) => keepDrafts(ctx, more));
  await s.act('prepare-batches', {});
  const [largest] = (await s.batches()).toSorted((a, b) => b.claims - a.claims);
  expect(largest?.claims).toBeGreaterThan(100);
  const report = await s.ask<BatchReport>('batch', { batchId: largest?.id });
  expect(report.totals).toMatchObject({ claims: largest?.claims, billed: largest?.billed });
  expect(report.claims).toHaveLength(100);
  await s.desk.close();
});

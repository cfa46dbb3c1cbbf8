import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type SubmissionDesk, submissionDesks } from '../../../../testing/submission-desk.ts';
import type { DraftView } from '../../claims/drafts/views.ts';
import type { BatchPaperView, BatchView, LadderView } from '../views.ts';

let desks: Awaited<ReturnType<typeof submissionDesks>>;
let s: SubmissionDesk;
beforeAll(async () => {
  desks = await submissionDesks();
});
afterAll(() => desks.end());
beforeEach(async () => {
  s = await desks.begin();
});
afterEach(() => s.desk.close());

const paper = (batchId: string, more: object = {}) => s.ask<BatchPaperView>('batch-paper', { batchId, ...more });
const textOf = ({ pdf }: BatchPaperView): string => Buffer.from(pdf, 'base64').toString('latin1');
const stepOf = async (draftId: string) => (await s.ask<LadderView>('ladder', { draftId })).ladder.step;
const tell = (batchId: string, on: string) =>
  s.act<{ claims: number }>('tell-batch-mailed', { batchId, on, because: 'certified mail, number 7' });

/** The largest of the batches that all go by mail, made ready. */
async function byMail(): Promise<BatchView> {
  await s.setUp({ name: 'The mail', kind: 'paper', agreement: undefined });
  await s.act('prepare-batches', {});
  const [largest] = (await s.batches()).toSorted((a, b) => b.claims - a.claims);
  if (largest === undefined || largest.claims < 2) throw new Error('a batch has several claims');
  return largest;
}

test('the claims of a batch by mail are printed in one file, and were mailed at once, but for those of which more is told', async () => {
  const { id, claims, byMail: printed } = await byMail();
  expect(printed).toBe(true);
  const sheets = await paper(id);
  expect(sheets).toMatchObject({ claims, notPrinted: [] });
  expect(sheets.printed).toHaveLength(claims);
  expect(textOf(sheets).match(/\/Type \/Page /g)).toHaveLength(sheets.sheets);
  for (const draftId of sheets.printed) {
    const { claim } = await s.gate.ask<DraftView>('revenue/claims/draft', { draftId }, s.desk.biller, 'payment');
    expect(textOf(sheets)).toContain(claim.patient.last.toUpperCase());
  }
  // A printer that is off moves all of them.
  expect(textOf(await paper(id, { right: 9, down: 0, scale: 100 }))).not.toBe(textOf(sheets));

  await expect(tell(id, '2026-03-03')).rejects.toThrow('was not approved yet');
  await s.approveAll();
  s.now = new Date('2026-03-20T15:00:00Z');
  await expect(tell(id, '2026-04-20')).rejects.toThrow('lies in the future');
  await expect(tell(id, '2026-02-20')).rejects.toThrow('before it was let go');
  const [first = '', ...others] = sheets.printed;
  await s.act('tell-mailed', { draftId: first, what: 'rejected', on: '2026-03-19', because: 'their letter' });
  expect(await tell(id, '2026-03-03')).toMatchObject({ claims: claims - 1 });
  expect(await Promise.all(others.map(stepOf))).toEqual(others.map(() => 'received'));
  await expect(tell(id, '2026-03-04')).rejects.toThrow('told already');

  // What was taken up again and changed is no longer what this batch sent.
  await s.act('reopen', { draftId: first });
  const { version } = await s.gate.ask<DraftView>('revenue/claims/draft', { draftId: first }, s.desk.biller, 'payment');
  const changes = [{ at: 'note', to: 'CORRECTED' }];
  await s.gate.act('revenue/claims/change-draft', { draftId: first, version, changes, because: 'their letter' }, s.desk.biller);
  expect(await paper(id)).toMatchObject({
    printed: others,
    notPrinted: [{ draftId: first, says: expect.stringContaining('was changed') }],
  });
});

test('what goes by a file is neither printed as a batch nor told to be mailed; a batch ends where its claims do', async () => {
  await s.setUp();
  await s.act('prepare-batches', {});
  const [one] = await s.batches();
  expect(one?.byMail).toBe(false);
  await expect(paper(one?.id ?? '')).rejects.toThrow('does not exist');
  await expect(tell(one?.id ?? '', '2026-03-03')).rejects.toThrow('does not exist');
  for (const { id } of await s.batches()) await s.act('drop-batch', { batchId: id });
  await s.setUp({ clearinghouseId: (await s.ask<readonly { id: string }[]>('clearinghouses'))[0]?.id, active: false });
  const { id, claims } = await byMail();
  await expect(paper(id, { from: claims })).rejects.toThrow('has no more claims');
});

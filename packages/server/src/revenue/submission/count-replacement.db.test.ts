import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type SubmissionDesk, submissionDesks } from '../../../testing/submission-desk.ts';
import type { ClaimView } from '../claims/views.ts';

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

/** Where each claim of the books stands, oldest first, and what is open on it; the books add up. */
async function books(): Promise<(string | number)[][]> {
  const rows = await s.rows<{ frequency: string; status: string; open: number }>(
    `select c.frequency, k.status, k.payer_open + k.patient_open as open from claims.claim c
       join claims.standing k on k.tenant_id = c.tenant_id and k.claim_id = c.id where c.tenant_id = $1 order by c.id`,
  );
  const [sums] = await s.rows<{ all: number; moved: number }>(
    `select coalesce(sum(amount), 0)::bigint as all, (select coalesce(sum(amount), 0)::bigint from ledger.movement where tenant_id = $1) as moved
       from ledger.line where tenant_id = $1`,
  );
  expect(sums).toEqual({ all: 0, moved: rows.reduce((sum, row) => sum + row.open, 0) });
  return rows.map((row) => [row.frequency, row.status, row.open]);
}

/** Sends one claim, and answers its file as another system would write the same claim anew: for this much, under this frequency. */
async function sentOnce(): Promise<{ billed: number; file(frequency: '7' | '8', control: string): Buffer }> {
  await s.setUp();
  const at = s.claims.findIndex(({ coverages }) => coverages[0]?.filingIndicator !== 'MB');
  const [draftId = '', billed = 0] = [s.drafts[at], s.claims[at]?.billed];
  await s.act('prepare-batches', { draftIds: [draftId] });
  await s.approveAll();
  await s.work();
  await s.look();
  const [name = ''] = readdirSync(join(s.folder, 'in'));
  const text = readFileSync(join(s.folder, 'in', name), 'latin1');
  const file = (frequency: '7' | '8', control: string) =>
    Buffer.from(
      text
        .replace(/^(ISA(?:\*[^*]*){12}\*)\d{9}/, `$1${control}`)
        .replace(/IEA\*1\*\d{9}/, `IEA*1*${control}`)
        .replace(/(CLM\*[^~]*:B:)1/, `$1${frequency}`),
      'latin1',
    );
  return { billed, file };
}

const claimIds = async () =>
  (await s.rows<{ id: string }>('select id from claims.claim where tenant_id = $1 order by id')).map(({ id }) => id);
const claim = (claimId: string | undefined) => s.gate.ask<ClaimView>('revenue/claims/claim', { claimId }, s.desk.biller, 'payment');
const say = (claimId: string | undefined, counts: boolean, actor = s.desk.biller) =>
  s.act('count-replacement', { claimId, counts, because: 'the portal of the payer says so' }, actor);

test('a void of another system ends no claim that left from here before a person says that it counts, and that can be said otherwise', async () => {
  const { billed, file } = await sentOnce();
  const stands = [
    ['1', 'sent', billed],
    ['8', 'unconfirmed', 0],
  ];
  await s.desk.feed('void of another system.837', file('8', '000000801'));
  expect(await books()).toEqual(stands);
  await s.desk.feed('the same again.837', file('8', '000000802'));
  expect(await books()).toEqual(stands);
  const [own, foreign] = await claimIds();
  expect((await claim(own)).endedIf).toMatchObject({ claimId: foreign, frequency: '8' });
  expect((await claim(foreign)).ends).toEqual({ claimId: own, patientControlNumber: expect.any(String) });
  await expect(say(foreign, true, s.desk.system)).rejects.toThrow();
  await expect(say(own, true)).rejects.toThrow('does not exist');
  expect(await books()).toEqual(stands);

  await say(foreign, true);
  const ended = [
    ['1', 'void', 0],
    ['8', 'void', 0],
  ];
  expect(await books()).toEqual(ended);
  await s.look();
  expect(await books()).toEqual(ended);
  expect((await claim(foreign)).ends).toMatchObject({ counts: true });
  await expect(say(foreign, true)).rejects.toThrow('said already');
  await say(foreign, false);
  expect(await books()).toEqual([
    ['1', 'sent', billed],
    ['8', 'not-taken', 0],
  ]);
});

test('a replacement of another system stands in the place of ours once it counts; of several one does', async () => {
  const { billed, file } = await sentOnce();
  await s.desk.feed('replacement.837', file('7', '000000811'));
  expect(await books()).toEqual([
    ['1', 'sent', billed],
    ['7', 'unconfirmed', 0],
  ]);
  await s.desk.feed('void.837', file('8', '000000812'));
  const [, seven, eight] = await claimIds();
  await say(seven, true);
  const replaced = [
    ['1', 'replaced', 0],
    ['7', 'sent', billed],
    ['8', 'unconfirmed', 0],
  ];
  expect(await books()).toEqual(replaced);
  await s.look();
  expect(await books()).toEqual(replaced);
  await expect(say(eight, true)).rejects.toThrow('is ended already');
  await say(eight, false);
  await say(seven, false);
  await say(eight, true);
  expect(await books()).toEqual([
    ['1', 'void', 0],
    ['7', 'not-taken', 0],
    ['8', 'void', 0],
  ]);
});

test('nobody has to say it of claims that another system sent: its files say what became of them', async () => {
  const { billed, file } = await sentOnce();
  const other = (frequency: '1' | '7', control: string) =>
    Buffer.from(
      file('7', control)
        .toString('latin1')
        .replace(/CLM\*[^*]*/, 'CLM*OTHER1')
        .replace(/(CLM\*[^~]*:B:)7/, `$1${frequency}`),
      'latin1',
    );
  await s.desk.feed('first.837', other('1', '000000821'));
  await s.desk.feed('then.837', other('7', '000000822'));
  expect(await books()).toEqual([
    ['1', 'sent', billed],
    ['1', 'replaced', 0],
    ['7', 'sent', billed],
  ]);
});

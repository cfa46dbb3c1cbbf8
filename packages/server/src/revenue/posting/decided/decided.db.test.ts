import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlainDate } from '@claimwright/core/ground/base';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { claimsToWrite } from '@claimwright/core/revenue/submission';
import { writeClaims } from '@claimwright/x12';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { type RemitChange, writeRemit } from '../../../../testing/write-remit.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { DraftView } from '../../claims/drafts/views.ts';

const golden = join(import.meta.dirname, '../../../../../../golden/revenue/claims/secondary/in.json');
const sent: ClaimToSend = JSON.parse(readFileSync(golden, 'utf8')).next.claim;

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [{ name: 'Harbor Health', ids: ['HARB1'] }]);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const file = (claims: readonly ClaimToSend[], control: string) =>
  writeClaims(
    claimsToWrite(claims, {
      ...{ interchangeControl: control.padStart(9, '0'), groupControl: control, control: '0001', reference: `B${control}` },
      ...{ on: '2026-03-02' as PlainDate, at: '12:00', test: false },
      submitter: { name: 'QUIET HARBOR', id: 'QH', contact: 'BILLING', phone: '5555550100' },
      receiver: { name: 'HOUSE', id: 'HOUSE' },
    }),
  );
type Reasons = readonly (readonly [string, string, number])[];
const line = (at: number, paid: number, adjustments: Reasons, sign = 1) => {
  const { procedure, billed, servedOn = '' } = sent.lines[at] ?? expect.fail('no such line');
  return {
    ...{ code: [procedure.code, ...procedure.modifiers].join(':'), billed: billed * sign, servedOn, paid: paid * sign },
    adjustments: adjustments.map(([group, carc, amount]) => [group, carc, amount * sign] as const),
  };
};
type Lines = readonly ReturnType<typeof line>[];
const decided = (control: string, lines: Lines, status = '1') => ({
  ...{ control, status, memberId: 'M100', patient: { last: 'Alder', first: 'Rowan' }, lines },
});
async function posted(trace: string, claims: readonly ReturnType<typeof decided>[], change?: RemitChange): Promise<void> {
  await desk.feed(`${trace}.835`, writeRemit(trace, { name: 'Harbor Health', id: 'HARB1' }, claims, change));
  await desk.settle();
  for (const { id } of (await desk.ask<{ rows: { id: string }[] }>('revenue/posting/tray', { view: 'open' })).rows)
    await desk.act('revenue/posting/post-remit', { remitId: id });
}
async function secondaryOf(control: string): Promise<string[] | null> {
  const { rows } = await desk.ask<{ rows: { id: string }[] }>('revenue/claims/claims', { search: control });
  const next = await desk.act<{ draftId: string }>('revenue/claims/next-payer', { claimId: rows[0]?.id });
  const { claim } = await desk.ask<DraftView>('revenue/claims/draft', { draftId: next.result.draftId });
  return new TextDecoder().decode(file([claim], '99')).match(/(?:AMT\*D|SVD|CAS)\*[^~]*/g);
}

test('a payer that decides a claim in parts, each remit by itself, is told the next payer as one, balanced to the cent', async () => {
  await desk.feed('gone.837', file([{ ...sent, patientControlNumber: 'P100' }], '1'));
  const tested: Reasons = [
    ['CO', '45', 3000],
    ['PR', '1', 1500],
    ['PR', '2', 500],
  ];
  const visited: Reasons = [
    ['CO', '45', 4000],
    ['PR', '2', 1600],
  ];
  await posted('PART1', [decided('P100', [line(0, 6400, visited)])]);
  await expect(secondaryOf('P100')).rejects.toThrow('has not decided this line');
  await posted('PART2', [decided('P100', [line(1, 3000, tested)])]);
  expect(await secondaryOf('P100')).toEqual([
    'AMT*D*94',
    'SVD*HARB1*64*HC:99213:25**1',
    'CAS*CO*45*40',
    'CAS*PR*2*16',
    'SVD*HARB1*30*HC:92250**1',
    'CAS*CO*45*30',
    'CAS*PR*1*15**2*5',
  ]);
});

test('what it took back (22) and decided anew counts as it was decided last', async () => {
  await desk.feed('gone-too.837', file([{ ...sent, patientControlNumber: 'P200' }], '2'));
  await posted('WHOLE', [decided('P200', [line(0, 12_000, []), line(1, 8000, [])])]);
  const back = decided('P200', [line(0, 12_000, [], -1), line(1, 8000, [], -1)], '22');
  const anew = decided('P200', [line(0, 6400, [['CO', '45', 5600]]), line(1, 3000, [['CO', '45', 5000]])]);
  await posted('ANEW', [back, anew], { moved: [['FB', 'P200', -10_600]] });
  expect(await secondaryOf('P200')).toEqual([
    'AMT*D*94',
    'SVD*HARB1*64*HC:99213:25**1',
    'CAS*CO*45*56',
    'SVD*HARB1*30*HC:92250**1',
    'CAS*CO*45*50',
  ]);
});

import type { PlainDate } from '@claimwright/core/ground/base';
import { claimsToWrite } from '@claimwright/core/revenue/submission';
import { makeClaims } from '@claimwright/twin';
import { writeClaims } from '@claimwright/x12';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimOf, coded } from '../../../testing/claims-out.ts';
import { within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';

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

const text = Buffer.from(
  writeClaims(
    claimsToWrite(
      ['L-1', 'L-2', 'L-3'].map((number) => claimOf(number, ['97110'], coded('M25561'))),
      {
        ...{ interchangeControl: '000000031', groupControl: '1', control: '0001', reference: 'B31', at: '12:00', test: false },
        on: '2026-03-01' as PlainDate,
        submitter: { name: 'QUIET HARBOR', id: 'QH', contact: 'BILLING', phone: '5555550100' },
        receiver: { name: 'HOUSE', id: 'HOUSE' },
      },
    ),
  ),
).toString('latin1');
/** With as many more segments as are counted. */
const saying = (more: string): Uint8Array => {
  const added = more.split('~').length - 1;
  return Buffer.from(
    text.replace(/CLM\*L-2[^~]*~/, (clm) => clm + more).replace(/SE\*(\d+)/, (_, count: string) => `SE*${Number(count) + added}`),
    'latin1',
  );
};

const told = () =>
  within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows<{ number: string; says: string | null }>(
      `select d.patient_control_number as number,
              (select f->>'says' from jsonb_array_elements(c.findings) f where f->>'code' = 'left-out-of-file') as says
         from claims.draft d left join scrub.checked c on c.tenant_id = d.tenant_id and c.draft_id = d.id order by 1`,
    ),
  );

test('a claim of a file that says more than it has room for is held, by what would be lost; those beside it are not', async () => {
  await desk.feed('more.837', saying('DTP*296*D8*20260201~DTP*297*D8*20260203~REF*P4*X~'), 'claims-to-send');
  expect(await told()).toEqual([
    { number: 'L-1', says: null },
    {
      number: 'L-2',
      says: 'The file said more of this claim than would go out: DTP*296 (2300), DTP*297 (2300), REF*P4 (2300).',
    },
    { number: 'L-3', says: null },
  ]);
});

test('and what stands above it, of its patient or payer', async () => {
  const own = text
    .replace(/L-(\d)/g, 'A-$1')
    .replace('CLM*A-1', 'REF*G2*77~CLM*A-1')
    .replace(/SE\*(\d+)/, (_, n: string) => `SE*${Number(n) + 1}`);
  await desk.feed('above.837', Buffer.from(own, 'latin1'), 'claims-to-send');
  const found = (await told()).filter(({ number }) => number.startsWith('A-'));
  // The claims after it are of the same patient and payer.
  expect(found.map(({ says }) => says)).toEqual(Array(3).fill('The file said more of this claim than would go out: REF*G2 (2010BB).'));
});

test('of what a practice’s own system makes nothing is left out', async () => {
  await desk.feed('own.837', makeClaims({ seed: 'left-out', count: 300, until: '2026-02-27' }).bytes837, 'claims-to-send');
  const all = await told();
  expect(all.length).toBe(306);
  expect([...new Set(all.filter(({ number }) => !/^[AL]-/.test(number)).map(({ says }) => says))]).toEqual([null]);
});

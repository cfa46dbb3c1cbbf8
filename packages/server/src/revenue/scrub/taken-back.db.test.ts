import type { PlainDate } from '@claimwright/core/ground/base';
import { initialLimits } from '@claimwright/core/ground/governance';
import type { Claim, ClaimToSend, DraftStatus } from '@claimwright/core/revenue/claims';
import { claimsToWrite } from '@claimwright/core/revenue/submission';
import { writeClaims } from '@claimwright/x12';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimOf, crown, importSamples } from '../../../testing/claims-out.ts';
import { someDocument, within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { scrubUnattended } from '../../agents/scrub.ts';
import type { Page, ProposalView } from '../../gate/views.ts';
import { addSetting } from '../../ground/governance/autonomy/store.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { addClaims, keepDrafts } from '../claims/index.ts';
import type { FindingsView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [{ name: 'Harbor Health', ids: ['HARB1'] }]);
  await importSamples(desk, desk.biller);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const bytes = { from: 0, to: 100 };
/** What was sent, as the books have it. */
function bookedOf({ patientControlNumber, frequency, billed, patient, diagnoses, lines }: ClaimToSend): Claim {
  const person = { last: patient.last, first: patient.first, birthDate: '1990-04-05' as PlainDate };
  return {
    ...{
      patientControlNumber,
      frequency,
      billed,
      patient: person,
      subscriber: { ...person, memberId: 'HH1234' },
      sentAs: 'primary',
      bytes,
    },
    coverages: [{ rank: 'primary', payerName: 'Harbor Health', payerId: 'HARB1', memberId: 'HH1234' }],
    diagnoses: diagnoses.map(({ code }) => code),
    lines: lines.map(({ number, procedure, servedOn = '2026-02-20' as PlainDate, billed: charge, units }) => ({
      ...{ number, procedure, billed: charge, servedOn, units, diagnoses: [], bytes },
    })),
  };
}
const book = (claim: ClaimToSend) =>
  within(desk.store, desk.tenant, async (ctx) => {
    await addClaims(ctx, await someDocument(ctx), [bookedOf(claim)]);
    const [row] = await ctx.tx.rows<{ id: string }>('select id from claims.claim where patient_control_number = $1 order by id desc', [
      claim.patientControlNumber,
    ]);
    return row?.id ?? '';
  });
const keep = async (claim: ClaimToSend, fromClaimId?: string) =>
  (
    await within(desk.store, desk.tenant, (ctx) =>
      keepDrafts(ctx, [{ claim, madeOf: JSON.stringify(claim), ...(fromClaimId === undefined ? {} : { fromClaimId }) }]),
    )
  )[0] ?? '';
const stand = (draftId: string, status: DraftStatus, claimId?: string) =>
  within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows('update claims.draft_standing set status = $3, claim_id = coalesce($4, claim_id) where tenant_id = $1 and draft_id = $2', [
      ...[tx.tenant, draftId, status, claimId ?? null],
    ]),
  );
const codes = async (draftId: string) =>
  (await desk.ask<FindingsView>('revenue/scrub/findings', { draftId })).findings.map(({ code }) => code);
const twice = 'duplicate-of-earlier';

test('what stands on a claim that was taken back, or never taken in, was not served before', async () => {
  const anew = await keep(claimOf('ANEW', ['93000']));
  expect(await codes(anew)).not.toContain(twice);

  const old = claimOf('OLD', ['93000']);
  await book(old);
  expect(await codes(anew)).toContain(twice);
  await book({ ...old, frequency: '8' });
  expect(await codes(anew)).not.toContain(twice);

  const gone = claimOf('GONE', ['93000']);
  const sent = await keep(gone);
  await stand(sent, 'rejected');
  expect(await codes(anew)).not.toContain(twice);
  const claimId = await book(gone);
  await stand(sent, 'accepted-by-payer', claimId);
  expect(await codes(anew)).toContain(twice);
  const back = await keep({ ...gone, frequency: '8', originalPayerControlNumber: 'PC1' }, claimId);
  expect(await codes(back)).toEqual([]);
  expect(await codes(anew)).toContain(twice);
  await stand(back, 'sent');
  expect(await codes(anew)).not.toContain(twice);
});

/** An 837 of before, as another system wrote it. */
const oldFile = (claims: readonly ClaimToSend[], control: string) =>
  writeClaims(
    claimsToWrite(claims, {
      ...{ interchangeControl: control, groupControl: '1', control: '0001', reference: `B${control}`, at: '12:00', test: false },
      on: '2025-06-02' as PlainDate,
      submitter: { name: 'QUIET HARBOR', id: 'QH', contact: 'BILLING', phone: '5555550100' },
      receiver: { name: 'HOUSE', id: 'HOUSE' },
    }),
  );

test('of an old dental 837 the history knows teeth, areas and who did a line: a tooth that is gone, and limits by tooth', async () => {
  const [line] = crown('', '3').lines;
  if (line === undefined) throw new Error('there is one');
  const on = { servedOn: '2025-06-01' as PlainDate };
  const colleague = { entity: 'person', name: 'Wren', first: 'Pilar', npi: '1992861900' } as const;
  const taken = { ...line, ...on, number: 2, procedure: { code: 'D7140', modifiers: [] }, teeth: [{ tooth: '14', surfaces: [] }] };
  const { prosthesis: _, ...extraction } = taken;
  const lines = [
    { ...line, ...on, rendering: colleague },
    { ...extraction, oralCavities: ['20'] },
  ];
  const before = { ...crown('D-OLD', '3'), billed: 20_000 as ClaimToSend['billed'], lines };
  await desk.feed('old.837', oldFile([before], '000000007'));
  await desk.settle();

  const limit = { of: ['D2740'], times: 1, days: 1800, per: 'tooth' };
  const [payer] = await within(desk.store, desk.tenant, ({ tx }) => tx.rows<{ id: string }>('select id from parties.payer'));
  await desk.act('revenue/scrub/set-terms', { payerId: payer?.id, terms: { frequencies: [limit] } });
  const found = async (tooth: string) =>
    (await codes(await keep(crown(`D-${tooth}`, tooth)))).filter((code) => ['tooth-gone', 'frequency-reached'].includes(code));
  expect([await found('14'), await found('3'), await found('5')]).toEqual([['tooth-gone'], ['frequency-reached'], []]);

  const kept = () =>
    within(desk.store, desk.tenant, ({ tx }) =>
      tx.rows(
        `select l.rendering_npi as npi, l.teeth, l.areas from claims.service_line l join claims.claim c on c.id = l.claim_id
          where c.patient_control_number = 'D-OLD' order by l.number`,
      ),
    );
  expect(await kept()).toEqual([
    { npi: '1992861900', teeth: [{ tooth: '3', surfaces: [] }], areas: null },
    { npi: null, teeth: [{ tooth: '14', surfaces: [] }], areas: ['20'] },
  ]);
});

test('while a payer says what nobody has mapped, what would complete itself waits for a person, with the reason; mapped, it completes itself', async () => {
  await within(desk.store, desk.tenant, (ctx) =>
    addSetting(ctx, { workflow: 'corrections', level: 'conditional', limits: initialLimits, because: 'a test' }),
  );
  const completed = async (number: string, tooth: string) => {
    const draftId = await keep(crown(number, tooth));
    const text = `Tooth ${tooth}: crown prep, fractured lingual cusp with recurrent decay. Impression taken.`;
    await desk.act('revenue/scrub/tell', { draftId, fact: { kind: 'note', text } });
    return { draftId, ...(await scrubUnattended(desk.gate, desk.tenant, [draftId])) };
  };
  const first = await completed('W1', '4');
  expect(first).toMatchObject({ applied: 1, parked: 0 });
  const [{ payerId } = { payerId: '' }] = await within(desk.store, desk.tenant, async (ctx) => {
    await ctx.tx.rows(
      `insert into submission.unmapped select tenant_id, payer_id, 'X7:999', id, now(), act_id from claims.draft where tenant_id = $1 and id = $2`,
      [ctx.tx.tenant, first.draftId],
    );
    return ctx.tx.rows<{ payerId: string }>('select payer_id as "payerId" from claims.draft where id = $1', [first.draftId]);
  });
  expect(await completed('W2', '5')).toMatchObject({ applied: 0, parked: 1 });
  const [waiting] = (await desk.ask<Page<ProposalView>>('gate/approvals', {})).rows;
  expect(waiting?.because).toContain('This payer says X7:999, which nobody has mapped');
  const meaning = { verdict: 'information', says: 'They keep it a week.', fix: 'Wait.' };
  await desk.act('revenue/submission/map-status', { payerId, code: 'X7:999', meaning });
  expect(await completed('W3', '6')).toMatchObject({ applied: 1, parked: 0 });
});

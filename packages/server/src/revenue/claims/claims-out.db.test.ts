import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlainDate } from '@claimwright/core/ground/base';
import type { Charge } from '@claimwright/core/revenue/charges';
import { type BillingFacts, type ClaimToSend, type DraftStatus, draftStatuses } from '@claimwright/core/revenue/claims';
import { claimsToWrite } from '@claimwright/core/revenue/submission';
import { writeClaims } from '@claimwright/x12';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { writeRemit } from '../../../testing/write-remit.ts';
import { agentActor, approve } from '../../gate/index.ts';
import type { Page } from '../../gate/views.ts';
import { addSetting } from '../../ground/governance/autonomy/store.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { SegmentsView } from '../submission/on-wire/views.ts';
import type { DraftRow, DraftView, PaperView } from './drafts/views.ts';
import { claimFacts, moveDrafts } from './index.ts';

const golden = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../../../golden/revenue/claims/${name}/in.json`), 'utf8')) as T;
const { charge, facts } = golden<{ build: { charge: Charge; facts: BillingFacts } }>('split-by-payer').build;
const { claim: sentClaim } = golden<{ next: { claim: ClaimToSend } }>('secondary').next;

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [
    { name: 'Harbor Health', ids: ['HARB1'] },
    { name: 'Second Mutual', ids: ['SEC01'] },
  ]);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const drafts = (status = 'drafted') => desk.ask<{ rows: DraftRow[] }>('revenue/claims/drafts', { status }).then(({ rows }) => rows);
const look = (draftId: string) => desk.ask<DraftView>('revenue/claims/draft', { draftId });
const file = (claims: readonly ClaimToSend[], control: string) =>
  writeClaims(
    claimsToWrite(claims, {
      ...{ interchangeControl: control.padStart(9, '0'), groupControl: control, control: '0001', reference: control },
      ...{ on: '2026-03-02' as PlainDate, at: '21:00', test: true },
      submitter: { name: 'QUIET HARBOR', id: 'QUIET', contact: 'BILLING', phone: '5555550100' },
      receiver: { name: 'HARBOR CLEARING', id: 'HARBOR' },
    }),
  );

test('charges become drafts, once; what is not insurance’s and what cannot be built does not', async () => {
  const selfPay = { ...charge, account: 'V1002', lines: charge.lines.map((line) => ({ ...line, billed: 'self-pay' })) };
  const strange = { ...charge, account: 'V1003', renderingNpi: '1053386219' };
  const all = { charges: [charge, selfPay, strange, charge] };
  await expect(desk.act('revenue/claims/build', {})).rejects.toThrow('Nobody has said who bills');
  await desk.act('revenue/claims/set-billing', facts);
  expect((await desk.act('revenue/charges/add', all)).result).toMatchObject({ added: 3, repeated: 1 });
  expect((await desk.act('revenue/charges/add', all)).result).toMatchObject({ added: 0, repeated: 4 });
  const { result } = await desk.act<{ draftIds: string[] }>('revenue/claims/build', {});
  expect(result).toMatchObject({ held: 1, notInsurance: 1 });
  expect((await drafts()).map((row) => [row.patientControlNumber, row.payerName, row.billed, row.patientName])).toEqual([
    ['V1001-1', 'Harbor Health', 28_000, 'Alder, Rowan'],
    ['V1001-2', 'Harbor Vision', 9000, 'Alder, Rowan'],
  ]);
  // Found by the patient's name, and by how the account begins, however it is typed.
  const found = async (search: string) => {
    const page = await desk.ask<Page<DraftRow>>('revenue/claims/drafts', { status: 'drafted', search });
    expect(page.total).toBe(page.rows.length);
    return page.rows.map(({ patientControlNumber }) => patientControlNumber);
  };
  for (const search of ['rowan ald', 'V1001', 'v1001', ' ']) expect(await found(search)).toEqual(['V1001-1', 'V1001-2']);
  expect(await found('v1001-2')).toEqual(['V1001-2']);
  for (const search of ['Birch', 'V2', '1001']) expect(await found(search)).toEqual([]);
  // What is held keeps nothing waiting that was entered later: it is tried again where somebody asks for it.
  expect((await desk.act<{ draftIds: string[] }>('revenue/claims/build', {})).result).toMatchObject({ draftIds: [], held: 0 });
  const again = await desk.act<{ draftIds: string[] }>('revenue/claims/build', { held: true });
  expect(again.result).toEqual({ draftIds: [], held: 1, notInsurance: 0 });
  const { rows } = await desk.ask<{ rows: { account: string; findings: { code: string }[] }[] }>('revenue/charges/charges', {
    state: 'held',
  });
  expect(rows.map(({ account, findings }) => [account, findings.map(({ code }) => code)])).toEqual([
    ['V1003', ['charges.unknown-provider', 'charges.split']],
  ]);
  // Copied by value: another name of whoever bills changes no draft (W34).
  await desk.act('revenue/claims/set-billing', { ...facts, billing: { ...facts.billing, name: 'Another Harbor' } });
  expect((await look(result.draftIds[0] ?? '')).claim.billing.name).toBe('Quiet Harbor');
});

/** A second line of the same charge, the first turned to the patient, and that taken back. */
async function lineOnAndOff(draftId: string, { version, claim }: DraftView): Promise<void> {
  const change = (input: object) => desk.act('revenue/claims/change-draft', { draftId, ...input });
  const { number, expectedAllowed: _, expected: __, lineControlNumber: ___, ...like } = claim.lines[0] ?? { number: 0 };
  const more = { ...like, number: claim.lines.length + 1 };
  const at = `lines.${claim.lines.length}`;
  await expect(change({ version, changes: [{ at, to: { ...more, number } }] })).rejects.toThrow('not changed here');
  await change({ version, changes: [{ at, to: more }], because: 'it was done too' });
  const off = { version: version + 1, changes: [{ at: 'lines.0', to: null }] };
  await expect(change(off)).rejects.toThrow('taken off with a reason');
  await change({ ...off, because: 'Not for insurance, the patient’s: 200.00. the plan pays none' });
  expect((await look(draftId)).claim).toMatchObject({ billed: 28_000, lines: [{ number: 2 }, { number: 3 }] });
  await desk.act('revenue/claims/undo-change', { draftId, version: version + 2 });
  expect((await look(draftId)).claim.billed).toBe(48_000);
}

test('T-01: a person changes a draft, each change a version that can be taken back, and a machine only proposes one', async () => {
  const [{ id: draftId = '' } = {}] = await drafts();
  const change = (input: object, actor = desk.biller) => desk.act('revenue/claims/change-draft', { draftId, version: 1, ...input }, actor);
  const recode = { changes: [{ at: 'lines.0.procedure.code', to: '99214' }] };
  await expect(change({ changes: [{ at: 'billed', to: 1 }] })).rejects.toThrow('not changed here');
  await expect(change({ changes: [{ at: 'lines.9.units', to: '2' }] })).rejects.toThrow('cannot be changed so');
  await expect(change({ changes: [{ at: 'lines.0.units', to: 'many' }], version: 7 })).rejects.toThrow('changed meanwhile');
  const machine = agentActor(desk.tenant, 'scrub-agent', '1');
  await within(desk.store, desk.tenant, (ctx) =>
    addSetting(ctx, {
      workflow: 'scrub',
      level: 'guided',
      limits: { minConfidence: 0, maxAmount: 1e9, maxAgeDays: 1e4 },
      because: 'as high as it goes',
    }),
  );
  const parked = await desk.act<{ proposalId: string }>('revenue/claims/change-draft', { draftId, version: 1, ...recode }, machine);
  expect(parked.outcome).toBe('parked');
  expect((await look(draftId)).version).toBe(1);
  await approve(desk.gate, desk.biller, parked.result.proposalId);
  expect((await look(draftId)).claim.lines[0]?.procedure.code).toBe('99214');

  await change({
    version: 2,
    changes: [
      { at: 'lines.0.billed', to: 21_000 },
      { at: 'note', to: 'CORRECTED' },
    ],
    because: 'the fee was wrong',
  });
  const changed = await look(draftId);
  expect(changed).toMatchObject({ version: 3, claim: { billed: 29_000, note: 'CORRECTED' } });
  expect(changed.versions.map(({ version, changed: fields, because }) => [version, fields, because])).toEqual([
    [1, [], undefined],
    [2, ['lines.0.procedure.code'], undefined],
    [3, ['billed', 'lines.0.billed', 'note'], 'the fee was wrong'],
  ]);
  expect(changed.versions.at(-1)?.changes).toEqual([
    { at: 'billed', from: 28_000, to: 29_000 },
    { at: 'lines.0.billed', from: 20_000, to: 21_000 },
    { at: 'note', to: 'CORRECTED' },
  ]);
  const wire = await desk.ask<SegmentsView>('revenue/submission/segments', { draftId });
  const noted = wire.facts.find(({ at }) => at === 'note');
  expect([wire.version, wire.segments[noted?.segment ?? -1]?.text, wire.left]).toEqual([3, 'NTE*ADD*CORRECTED~', undefined]);
  await desk.act('revenue/claims/undo-change', { draftId, version: 3 });
  const back = await look(draftId);
  expect([back.version, back.claim.billed, back.claim.note, back.versions.at(-1)?.restores]).toEqual([4, 28_000, undefined, 2]);
  await lineOnAndOff(draftId, back);
  const { pdf, form, pages } = await desk.ask<PaperView>('revenue/claims/paper', { draftId });
  expect([form, pages]).toEqual(['CMS-1500', 1]);
  expect(Buffer.from(pdf, 'base64').toString('latin1')).toContain('(V1001-1) Tj');
  const kept = { right: 4, down: -2.5, scale: 99 };
  const set = (alignment: object | null) => desk.act('revenue/claims/set-printer', { printer: 'Front desk', form: 'CMS-1500', alignment });
  const printers = () => desk.ask<{ printers: object[] }>('revenue/claims/printers', {}).then((answer) => answer.printers);
  await expect(set({ ...kept, scale: 50 })).rejects.toThrow();
  await set({ ...kept, right: 1 });
  await set(kept);
  expect(await printers()).toEqual([{ printer: 'Front desk', form: 'CMS-1500', ...kept }]);
  const moved = await desk.ask<PaperView>('revenue/claims/paper', { draftId, ...kept });
  expect(Buffer.from(moved.pdf, 'base64').toString('latin1')).toContain('/F1 11.88 Tf');
  const page = await desk.ask<{ pdf: string }>('revenue/claims/test-print', { form: 'UB-04', ...kept });
  expect(Buffer.from(page.pdf, 'base64').toString('latin1')).toContain('UB-04: moved 4 right, -2.5 down');
  await set(null);
  expect(await printers()).toEqual([]);
  await desk.act('revenue/claims/withdraw-draft', { draftId, because: 'entered twice' });
  await expect(change({ version: 4, ...recode })).rejects.toThrow('no draft any more');
});

test('T-02: a machine, however sure, makes a draft at most, and nothing that is sent', async () => {
  const machine = agentActor(desk.tenant, 'charges-agent', '1');
  const { result } = await desk.act<{ chargeIds: string[] }>('revenue/charges/add', { charges: [{ ...charge, account: 'V1004' }] });
  const before = (await drafts()).length;
  for (const level of ['shadow', 'assist', 'guided'] as const) {
    await within(desk.store, desk.tenant, (ctx) =>
      addSetting(ctx, { workflow: 'charges', level, limits: { minConfidence: 0, maxAmount: 1e9, maxAgeDays: 1e4 }, because: 'higher' }),
    );
    expect((await desk.act('revenue/claims/build', { chargeIds: result.chargeIds }, machine)).outcome, level).not.toBe('applied');
    await expect(desk.act('revenue/submission/prepare-batches', {}, machine), level).rejects.toMatchObject({ code: 'not-allowed' });
  }
  expect((await drafts()).length).toBe(before);
});

test('an 837 that nobody sent becomes drafts, once, and no claim of the books', async () => {
  const claims = ['F1', 'F2'].map((number) => ({ ...sentClaim, patientControlNumber: number }));
  expect((await desk.feed('tonight.837', file(claims, '11'), 'claims-to-send')).kind).toBe('837-to-send');
  await desk.feed('tonight-again.837', file(claims, '12'), 'claims-to-send');
  expect((await drafts()).map((row) => row.patientControlNumber)).toEqual(['V1001-2', 'F1', 'F2']);
  expect((await desk.ask<{ total: number }>('revenue/claims/claims', {})).total).toBe(0);
});

test('a claim that went out is sent on with what its payer decided, replaced or voided under the payer’s number (W24)', async () => {
  await desk.feed('gone.837', file([{ ...sentClaim, patientControlNumber: 'V2001' }], '13'));
  const [{ id: claimId = '' } = {}] = (await desk.ask<{ rows: { id: string }[] }>('revenue/claims/claims', {})).rows;
  await expect(desk.act('revenue/claims/next-payer', { claimId })).rejects.toThrow('not decided');
  await expect(desk.act('revenue/claims/anew', { claimId, as: 'void' })).rejects.toThrow('number of the claim is not known');
  const lines = sentClaim.lines.map(({ procedure, billed, servedOn = '' }, i) => ({
    ...{ code: [procedure.code, ...procedure.modifiers].join(':'), billed, servedOn, paid: i === 0 ? 6400 : 3000 },
    adjustments:
      i === 0
        ? ([
            ['CO', '45', 4000],
            ['PR', '2', 1600],
          ] as const)
        : ([
            ['CO', '45', 3000],
            ['PR', '1', 1500],
            ['PR', '2', 500],
          ] as const),
  }));
  const answered = { control: 'V2001', status: '1', memberId: 'M100', patient: { last: 'Alder', first: 'Rowan' }, lines };
  await desk.feed('answer.835', writeRemit('TRACE1', { name: 'Harbor Health', id: 'HARB1' }, [answered]));
  await desk.settle();
  const [remit] = (await desk.ask<{ rows: { id: string }[] }>('revenue/posting/tray', { view: 'open' })).rows;
  await desk.act('revenue/posting/post-remit', { remitId: remit?.id });

  const next = await desk.act<{ draftId: string }>('revenue/claims/next-payer', { claimId });
  const { claim, fromClaimId } = await look(next.result.draftId);
  expect([claim.sentAs, fromClaimId, claim.coverages[0]?.decision?.paid]).toEqual(['secondary', claimId, 9400]);
  expect(new TextDecoder().decode(file([claim], '14')).match(/(?:AMT\*D|SVD|CAS)\*[^~]*/g)).toEqual([
    'AMT*D*94',
    'SVD*HARB1*64*HC:99213:25**1',
    'CAS*CO*45*40',
    'CAS*PR*2*16',
    'SVD*HARB1*30*HC:92250**1',
    'CAS*CO*45*30',
    'CAS*PR*1*15**2*5',
  ]);
  await expect(desk.act('revenue/claims/next-payer', { claimId })).rejects.toThrow('waits already');
  // It is billed to the next payer once, and the claim says where that stands.
  const status = async () => (await desk.ask<{ status: string }>('revenue/claims/claim', { claimId })).status;
  const move = (to: DraftStatus) =>
    within(desk.store, desk.tenant, (ctx) => moveDrafts(ctx, [next.result.draftId], { from: draftStatuses, to }));
  expect(await status()).toBe('next-payer-drafted');
  await move('accepted-by-payer');
  expect(await status()).toBe('next-payer-sent');
  await expect(desk.act('revenue/claims/next-payer', { claimId })).rejects.toMatchObject({
    message: 'The next payer has this claim already.',
    because: expect.stringContaining('V2001 to Second Mutual stands at “accepted-by-payer”'),
  });
  // What that payer answers is known by its own numbers.
  const search = { controlNumbers: ['V2001'], claimIds: [], memberIds: [], payerControlNumbers: new Map() };
  const [fact] = await within(desk.store, desk.tenant, ({ tx }) => claimFacts(tx, search));
  expect(fact?.sentOn).toEqual([{ payerIds: ['SEC01'], memberIds: ['S100'] }]);
  await move('rejected');
  expect(await status()).toBe('next-payer-rejected');
  await expect(desk.act('revenue/claims/next-payer', { claimId })).rejects.toThrow('sent already, and rejected');
  await desk.act('revenue/claims/withdraw-draft', { draftId: next.result.draftId, because: 'made anew' });
  expect(await status()).toBe('next-payer-due');
  await desk.act('revenue/claims/next-payer', { claimId });
  expect(await status()).toBe('next-payer-drafted');
  const replaced = await desk.act<{ draftId: string }>('revenue/claims/anew', { claimId, as: 'replacement' });
  await expect(desk.act('revenue/claims/anew', { claimId, as: 'void' })).rejects.toThrow('Another draft waits');
  expect((await look(replaced.result.draftId)).claim).toMatchObject({ frequency: '7', originalPayerControlNumber: 'ICNV2001' });
});

test('what was withdrawn is entered again as it was, once, and becomes a draft', async () => {
  const again = { ...charge, account: 'V1010' };
  const add = async () =>
    (await desk.act<{ added: number; repeated: number; chargeIds: string[] }>('revenue/charges/add', { charges: [again] })).result;
  const build = async (chargeIds: readonly string[]) =>
    (await desk.act<{ draftIds: string[] }>('revenue/claims/build', { chargeIds })).result.draftIds;
  const first = await build((await add()).chargeIds);
  expect(await add()).toMatchObject({ added: 0, repeated: 1 });
  for (const draftId of first) await desk.act('revenue/claims/withdraw-draft', { draftId, because: 'looked at the wrong visit' });
  const entered = await add();
  expect(entered).toMatchObject({ added: 1, repeated: 0 });
  expect(await add()).toMatchObject({ added: 0, repeated: 1 });
  expect(await build(entered.chargeIds)).toHaveLength(first.length);
  expect(await add()).toMatchObject({ added: 0, repeated: 1 });
});

test('what the next payer has is replaced once the payer before it decides otherwise, in balance to the cent', async () => {
  await desk.feed('cob.837', file([{ ...sentClaim, patientControlNumber: 'V2101' }], '21'));
  const { rows } = await desk.ask<{ rows: { id: string; patientControlNumber: string }[] }>('revenue/claims/claims', {});
  const claimId = rows.find(({ patientControlNumber }) => patientControlNumber === 'V2101')?.id ?? '';
  const answered = (status: string, sign: 1 | -1, paid: number) => ({
    ...{ control: 'V2101', status, memberId: 'M100', patient: { last: 'Alder', first: 'Rowan' } },
    lines: sentClaim.lines.map(({ procedure, billed, servedOn = '' }, i) => {
      const own = i === 0 ? paid : 3001;
      return {
        ...{ code: [procedure.code, ...procedure.modifiers].join(':'), servedOn, billed: sign * billed, paid: sign * own },
        adjustments: [
          ['CO', '45', sign * 2000],
          ['PR', '2', sign * (billed - own - 2000)],
        ] as const,
      };
    }),
  });
  const post = async (trace: string, claims: readonly ReturnType<typeof answered>[]) => {
    await desk.feed(`${trace}.835`, writeRemit(trace, { name: 'Harbor Health', id: 'HARB1' }, claims));
    await desk.settle();
    for (const { id } of (await desk.ask<{ rows: { id: string }[] }>('revenue/posting/tray', { view: 'open' })).rows)
      await desk.act('revenue/posting/post-remit', { remitId: id });
  };
  const status = async () => (await desk.ask<{ status: string }>('revenue/claims/claim', { claimId })).status;
  const onward = async (more: object = {}) =>
    (await desk.act<{ draftId: string }>('revenue/claims/next-payer', { claimId, ...more })).result.draftId;
  const take = (draftId: string) =>
    within(desk.store, desk.tenant, (ctx) => moveDrafts(ctx, [draftId], { from: draftStatuses, to: 'accepted-by-payer' }));
  await post('COB1', [answered('1', 1, 6403)]);
  await take(await onward());
  expect(await status()).toBe('next-payer-sent');
  await expect(onward({ payerControlNumber: 'S77' })).rejects.toThrow('has this claim already');

  await post('COB2', [answered('22', -1, 6403), answered('1', 1, 7507)]);
  expect(await status()).toBe('next-payer-due');
  await expect(onward()).rejects.toThrow('number of the claim is not known');
  const draftId = await onward({ payerControlNumber: 'S77' });
  const { claim } = await look(draftId);
  expect(claim).toMatchObject({ frequency: '7', sentAs: 'secondary', originalPayerControlNumber: 'S77' });
  const [primary] = claim.coverages;
  expect(primary?.decision?.paid).toBe(7507 + 3001);
  for (const { number, billed } of claim.lines) {
    const told = primary?.decision?.lines.find((line) => line.number === number);
    expect((told?.paid ?? 0) + (told?.adjustments ?? []).reduce((sum, { amount }) => sum + amount, 0)).toBe(billed);
  }
  await expect(onward({ payerControlNumber: 'S77' })).rejects.toThrow('waits already');
  // Taken, it is what the next payer has: the same decision makes no third.
  await take(draftId);
  expect(await status()).toBe('next-payer-sent');
  await expect(onward({ payerControlNumber: 'S77' })).rejects.toThrow('has this claim already');
});

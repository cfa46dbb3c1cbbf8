import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Charge } from '@claimwright/core/revenue/charges';
import type { BillingFacts } from '@claimwright/core/revenue/claims';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { DraftCommands, DraftRow } from '../claims/drafts/views.ts';
import type { ChargeRow, ChargesAdded } from './views.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/split-by-payer/in.json');
const { charge, facts }: { charge: Charge; facts: BillingFacts } = JSON.parse(readFileSync(golden, 'utf8')).build;

type DraftsBuilt = DraftCommands['revenue/claims/build']['result'];

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [
    { name: 'Harbor Health', ids: ['HARB1'] },
    { name: 'Clearwater Vision', ids: ['90105'] },
  ]);
  await desk.act('revenue/claims/set-billing', facts);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const priced = (account: string, charged: number): Charge => {
  const [first, ...others] = charge.lines;
  return { ...charge, account, lines: [{ ...first, charged }, ...others] as Charge['lines'] };
};
const enter = (...charges: Charge[]) =>
  desk.act<ChargesAdded>('revenue/charges/add', { charges }).then(({ result: { chargeIds: _, findings, ...counts } }) => ({
    ...counts,
    codes: findings.map(({ code, at }) => `${code} ${at}`),
  }));
const waiting = async () =>
  (await desk.ask<{ rows: ChargeRow[] }>('revenue/charges/charges', { state: 'ready' })).rows.map((row) => [row.account, row.charged]);
const drafted = async () =>
  (await desk.ask<{ rows: DraftRow[] }>('revenue/claims/drafts', { status: 'drafted' })).rows.map((row) => [
    row.patientControlNumber,
    row.billed,
  ]);
const nothing = { added: 0, repeated: 0, replaced: 0, differing: 0, codes: [] };
const [before, after] = [priced('V1', 20_000), priced('V1', 25_000)];
const sum = before.lines.reduce((all, { charged }) => all + charged, 0);

test('an account that comes again with other content is corrected while no claim was made of it, and refused after', async () => {
  expect(await enter(before)).toEqual({ ...nothing, added: 1 });
  expect(await enter(before)).toEqual({ ...nothing, repeated: 1 });
  expect(await enter(after, after)).toEqual({ ...nothing, replaced: 1, repeated: 1 });
  expect(await waiting()).toEqual([['V1', sum + 5000]]);

  const other = { ...after, patient: { ...after.patient, last: 'Fern', first: 'Ada' } };
  expect(await enter(other)).toEqual({ ...nothing, differing: 1, codes: ['charges.account-taken account V1'] });
  expect(await enter(priced('V2', 100), priced('V2', 200), priced('V3', 300))).toEqual({
    ...{ ...nothing, added: 1, differing: 1, codes: ['charges.account-twice account V2'] },
  });
  expect(await waiting()).toEqual([
    ['V1', sum + 5000],
    ['V3', sum - 20_000 + 300],
  ]);

  await desk.act('revenue/claims/build', {});
  const made = await drafted();
  expect(made).toContainEqual(['V1-1', 33_000]);
  expect(await enter(after)).toEqual({ ...nothing, repeated: 1 });
  expect(await enter(before, priced('V4', 400))).toEqual({
    ...{ ...nothing, added: 1, differing: 1, codes: ['charges.account-billed account V1'] },
  });
  await desk.act('revenue/claims/build', {});
  expect((await drafted()).filter(([number]) => !String(number).startsWith('V4'))).toEqual(made);
});

test('a charge that was held is built once it was corrected', async () => {
  const strange = { ...charge, account: 'V5', renderingNpi: '1053386219' };
  await enter(strange);
  expect((await desk.act('revenue/claims/build', {})).result).toMatchObject({ held: 1, draftIds: [] });
  expect(await enter({ ...charge, account: 'V5' })).toEqual({ ...nothing, replaced: 1 });
  expect((await desk.act<{ draftIds: string[] }>('revenue/claims/build', {})).result).toMatchObject({ held: 0 });
  expect((await drafted()).map(([number]) => number)).toContain('V5-1');
});

test('a payer’s number with the name of another known payer is refused, with a name that nobody bears warned of', async () => {
  const named = (account: string, payerId: string, payerName: string): Charge => {
    const [first, ...others] = charge.coverages;
    const [line] = charge.lines;
    if (first === undefined || line === undefined) throw new Error('there is one');
    const { payerId: _, ...ofFirst } = line;
    return { ...charge, account, coverages: [{ ...first, payerId, payerName }, ...others], lines: [ofFirst] };
  };
  expect(await enter(named('P1', '90105', 'HARBOR HEALTH'))).toEqual({
    ...{ ...nothing, differing: 1, codes: ['charges.payer-contradicts payer 90105'] },
  });
  expect(await enter(named('P2', '90105', 'Northern Teeth'), named('P3', '90105', 'Northern Teeth'))).toEqual({
    ...{ ...nothing, added: 2, codes: ['charges.payer-contradicts payer 90105'] },
  });
  const good = ['CLEARWATER VISION INC', 'Clearwater', 'CV', '90105'].map((name, i) => named(`P4${i}`, '90105', name));
  expect(await enter(...good)).toEqual({ ...nothing, added: 4 });
});

test('an account whose drafts were all withdrawn is billed again with what it says now', async () => {
  const [first, again] = [priced('V9', 20_000), priced('V9', 26_000)];
  const { chargeIds } = (await desk.act<ChargesAdded>('revenue/charges/add', { charges: [first] })).result;
  const { result } = await desk.act<{ draftIds: string[] }>('revenue/claims/build', { chargeIds });
  const withdraw = (draftId: string) => desk.act('revenue/claims/withdraw-draft', { draftId, because: 'wrong units' });
  const [one = '', ...others] = result.draftIds;
  expect(others).toHaveLength(1);
  await withdraw(one);
  expect(await enter(again)).toEqual({ ...nothing, differing: 1, codes: ['charges.account-billed account V9'] });
  await withdraw(others[0] ?? '');
  expect(await enter(again)).toEqual({ ...nothing, added: 1 });
  await desk.act('revenue/claims/build', {});
  const made = (await drafted()).filter(([number]) => String(number).startsWith('V9'));
  expect(made.reduce((all, [, billed]) => all + Number(billed), 0)).toBe(sum + 6000);
  expect(await enter(first)).toEqual({ ...nothing, repeated: 1 });
  expect(await enter(priced('V9', 27_000))).toEqual({ ...nothing, differing: 1, codes: ['charges.account-billed account V9'] });
});

test('the second visit of an account that is a patient’s is a charge and a claim of its own; the same list again makes none', async () => {
  const [line] = charge.lines;
  if (line === undefined) throw new Error('there is one');
  const { payerId: _, ...ofFirst } = line;
  const visit = (on: string, charged: number): Charge => ({
    ...{ ...charge, account: '104477', visit: on.slice(2).replaceAll('-', '') },
    lines: [{ ...ofFirst, charged, servedOn: on }] as unknown as Charge['lines'],
  });
  const [first, second] = [visit('2026-02-02', 10_000), visit('2026-02-09', 12_000)];
  expect(await enter(first)).toEqual({ ...nothing, added: 1 });
  await desk.act('revenue/claims/build', {});
  expect(await enter(first, second)).toEqual({ ...nothing, added: 1, repeated: 1 });
  expect(await enter(visit('2026-02-09', 13_000))).toEqual({ ...nothing, replaced: 1 });
  expect(await enter(visit('2026-02-02', 11_000))).toMatchObject({ differing: 1, codes: ['charges.account-billed account 104477'] });
  const stranger = { ...visit('2026-02-16', 10_000), patient: { ...charge.patient, last: 'Fern', first: 'Ada' } };
  expect(await enter(stranger)).toMatchObject({ differing: 1, codes: ['charges.account-taken account 104477'] });
  await desk.act('revenue/claims/build', {});
  expect((await drafted()).filter(([number]) => String(number).startsWith('104477')).sort()).toEqual([
    ['104477V260202', 10_000],
    ['104477V260209', 13_000],
  ]);
});

test('of more charges than one act takes, the rest is asked for until none is left', async () => {
  const many = Array.from({ length: 501 }, (_, i): Charge => ({ ...charge, account: `W${i}` }));
  for (let i = 0; i < many.length; i += 100) await enter(...many.slice(i, i + 100));
  const { result: first } = await desk.act<DraftsBuilt>('revenue/claims/build', {});
  expect(first.next).toBeDefined();
  const { result: rest } = await desk.act<DraftsBuilt>('revenue/claims/build', first.next ?? {});
  expect(rest.next).toBeUndefined();
  // Each is of two payers, and so two claims.
  expect(first.draftIds.length + rest.draftIds.length).toBe(2 * 501);
  expect(await waiting()).toEqual([]);
});

test('somebody else of the same name and birth date, with another member id and address, is told and not made one of them', async () => {
  const at = (account: string, memberId: string, line1: string): Charge => ({
    ...{ ...charge, account, patient: { ...charge.patient, last: 'Twice', address: { line1, city: 'Mockton', state: 'OH' } } },
    coverages: charge.coverages.map((one) => ({ ...one, memberId })) as Charge['coverages'],
  });
  expect(await enter(at('T1', 'AA111111', '1 First St'), at('T2', 'BB222222', '999 Other Rd'), at('T3', 'AA111111', '2 New St'))).toEqual({
    ...{ ...nothing, added: 3, codes: ['charges.two-people account T2'] },
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlainDate } from '@claimwright/core/ground/base';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { readTermsCsv, settingsOf, type TermsChange, termsOn } from '@claimwright/core/revenue/scrub';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coded, claimOf as plainClaim } from '../../../../testing/claims-out.ts';
import { within } from '../../../../testing/context.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import type { Refusal } from '../../../gate/index.ts';
import { takeOut } from '../../../ground/exports/index.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { keepDrafts } from '../../claims/index.ts';
import type { FindingsView } from '../views.ts';
import { exportableTerms } from './queries.ts';
import type { TermsCommands, TermsHistoryEntry, TermsQueries, TermsSet } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
let harbor: string;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [
    { name: 'Harbor Health', ids: ['HARB1'] },
    { name: 'Bright Smile', ids: ['BRI1', 'BRI2'] },
  ]);
  const { payers } = await desk.ask<TermsQueries['revenue/scrub/terms']['answer']>('revenue/scrub/terms', {});
  harbor = payers.find(({ name }) => name === 'Harbor Health')?.id ?? '';
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const claimOn = (number: string, servedOn: string): ClaimToSend => {
  const claim = plainClaim(number, ['97110'], coded('M25561'));
  const [coverage] = claim.coverages;
  if (coverage === undefined) throw new Error('no coverage');
  return {
    ...claim,
    coverages: [{ ...coverage, payerId: 'HARB1', payerName: 'Harbor Health' }],
    lines: claim.lines.map((line) => ({ ...line, servedOn: servedOn as PlainDate })),
  };
};
const keep = async (claim: ClaimToSend): Promise<string> =>
  (await within(desk.store, desk.tenant, (ctx) => keepDrafts(ctx, [{ claim, madeOf: JSON.stringify(claim) }])))[0] ?? '';
const set = async (terms: TermsChange, more: object = {}): Promise<TermsSet> =>
  (await desk.act<TermsSet>('revenue/scrub/set-terms', { payerId: harbor, terms, ...more })).result;
const terms = () => desk.ask<TermsQueries['revenue/scrub/terms']['answer']>('revenue/scrub/terms', {});
const ofHarbor = async () => (await terms()).payers.find(({ id }) => id === harbor);
const history = async () =>
  (await desk.ask<{ entries: readonly TermsHistoryEntry[] }>('revenue/scrub/terms-history', { payerId: harbor })).entries;
const wanted = new Set(['filing-late', 'filing-near', 'authorization-missing', 'frequency-reached']);
const found = async (draftId: string) =>
  (await desk.ask<FindingsView>('revenue/scrub/findings', { draftId })).findings
    .flatMap(({ code }) => (wanted.has(code) ? [code] : []))
    .sort();
const kept = (draftId: string) =>
  within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows<{ n: number }>('select count(*)::int as n from scrub.checked where tenant_id = $1 and draft_id = $2', [desk.tenant, draftId]),
  );
const refusal = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => expect.fail('it was not refused'),
    (error: Refusal) => error,
  );

let draftId: string;
test('a change merges, is told by what it does to drafts that have not left, and says so where it changes nothing', async () => {
  draftId = await keep(claimOn('T1', '2026-02-20'));
  expect(await found(draftId)).toEqual([]);
  const first = await set({ filingDays: 5, authorizationFor: ['97110'] }, { source: 'manual 2026, page 12' });
  expect(first).toMatchObject({
    changed: ['filingDays', 'authorizationFor'],
    later: [],
    effect: { drafts: 1, found: 2, gone: 0, left: 0 },
  });
  expect(await found(draftId)).toEqual(['authorization-missing', 'filing-late']);
  expect(await kept(draftId)).toEqual([{ n: 1 }]);

  expect(await set({ filingDays: 365 })).toMatchObject({ changed: ['filingDays'], effect: { drafts: 1, found: 0, gone: 1 } });
  expect(await found(draftId)).toEqual(['authorization-missing']);
  const nothing = await set({ filingDays: 365, authorizationFor: ['97110'], vision: null, ages: [] });
  expect(nothing).toEqual({ changed: [], later: [], effect: { drafts: 0, found: 0, gone: 0, left: 0 } });
  expect((await ofHarbor())?.saved).toHaveLength(2);
});

test('who changed what, when, from what to what; a change is taken back by what was before it', async () => {
  const [second, first] = await history();
  expect(second).toMatchObject({ by: 'dana', changed: [{ field: 'filingDays', before: '5', after: '365' }], undo: { filingDays: 5 } });
  expect(first).toMatchObject({
    source: 'manual 2026, page 12',
    changed: [
      { before: '', after: '5' },
      { before: '', after: '97110' },
    ],
  });
  expect(first).not.toHaveProperty('undo');
  expect(await set(second?.undo ?? {})).toMatchObject({ changed: ['filingDays'], effect: { found: 1, gone: 0 } });
  expect(await found(draftId)).toEqual(['authorization-missing', 'filing-late']);
  const [third] = await history();
  await set(third?.undo ?? {});
  expect(await found(draftId)).toEqual(['authorization-missing']);
});

test('from a day of service on; what was set for later days stays, and is told', async () => {
  const later = await keep(claimOn('T2', '2026-03-01'));
  expect(await set({ authorizationFor: null }, { from: '2026-03-01' })).toMatchObject({ effect: { drafts: 2, gone: 1 } });
  expect([await found(draftId), await found(later)]).toEqual([['authorization-missing'], []]);
  expect(await set({ authorizationFor: ['97110', '97112'] })).toMatchObject({ later: [{ field: 'authorizationFor', from: '2026-03-01' }] });
  expect(await found(later)).toEqual([]);
});

test('whoever writes on an older reading is refused where the same term was changed since, and nowhere else', async () => {
  const seen = (await ofHarbor())?.saved.at(-1)?.id;
  await set({ eligibilityDays: 30 }, { seen });
  expect(await refusal(set({ eligibilityDays: 60 }, { seen }))).toMatchObject({
    code: 'cannot-do',
    message: 'Coverage looked up within was changed meanwhile.',
  });
  expect(await set({ secondaryDays: 90 }, { seen })).toMatchObject({ changed: ['secondaryDays'] });
  expect(await refusal(set({ filingDays: 1 }, { seen: null }))).toMatchObject({ code: 'cannot-do' });
});

test('what cannot be is refused field by field, and nothing is kept', async () => {
  const before = await terms();
  const wrong = { filingDays: 4_000, waiting: [{ of: [], months: 12 }], frequencies: [{ of: ['D1110'], times: 1, per: 'patient' }] };
  const { code, findings } = await refusal(set(wrong as unknown as TermsChange));
  expect(code).toBe('bad-input');
  expect(findings.map(({ at, says }) => `${at}: ${says}`)).toEqual([
    'Time to file: It is a whole number of days up to 3650.',
    'How often it pays: It does not say within how long: in 365 days, or in a calendar year.',
    'Waiting periods: It names no code and no kind of service.',
  ]);
  const both = { frequencies: [{ of: ['D1110'], times: 1, days: 365, calendarYear: true, per: 'patient' }] } as TermsChange;
  expect((await refusal(set(both))).findings.map(({ says }) => says)).toEqual(['It says days and a calendar year: it is one of both.']);
  expect(await refusal(desk.act('revenue/scrub/set-terms', { payerId: desk.tenant, terms: { vision: true } }))).toMatchObject({
    code: 'not-found',
  });
  expect(await terms()).toEqual(before);
});

const imported = async (text: string) =>
  (await desk.act<TermsCommands['revenue/scrub/import-terms']['result']>('revenue/scrub/import-terms', { text })).result;
const exported = async (): Promise<string> => {
  const { bytes } = await takeOut({ gate: desk.gate, note: async () => undefined }, exportableTerms, desk.biller, { format: 'csv' });
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
};

test('terms of many payers from a list, all of them or none; what is taken out reads as it is', async () => {
  const list =
    'payer_id,filing_days,frequencies,missing_tooth,vision\nharb1,400,,,\nBRI2,,2 per patient in a calendar year: D1110,yes,no\n';
  expect(await refusal(imported(`${list}NOBODY,1,,,\n`))).toMatchObject({
    code: 'bad-input',
    findings: [{ at: 'row 4, payer_id', says: 'No payer of the practice goes by NOBODY.' }],
  });
  expect((await terms()).payers.find(({ name }) => name === 'Bright Smile')?.saved).toEqual([]);
  expect(await imported(list)).toMatchObject({ payers: 2, changes: 2, same: 0, effect: { drafts: 2 } });
  expect(await imported(list)).toMatchObject({ payers: 0, changes: 0, same: 2, effect: { drafts: 0 } });
  const out = await exported();
  expect(out.split('\r\n')).toHaveLength(5);
  expect(await imported(out)).toMatchObject({ changes: 0, same: 3 });
  const { payers } = await terms();
  const { rows } = readTermsCsv(out, payers);
  const own = rows.filter(({ payerId }) => payerId === harbor);
  for (const on of ['2026-02-01', '2026-03-02'] as PlainDate[])
    expect(settingsOf(termsOn(own, on))).toEqual(settingsOf(termsOn((await ofHarbor())?.saved ?? [], on)));
});

test('a payer that was said to be another goes by the terms of that one', async () => {
  const [other] = await within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows<{ id: string }>(
      `insert into parties.payer (tenant_id, id, name, ids, in_network, same_as)
       values ($1, gen_random_uuid(), 'Harbor Health', '{HARB9}', true, $2) returning id`,
      [desk.tenant, harbor],
    ),
  );
  const { id = '' } = other ?? {};
  expect((await ofHarbor())?.ids).toEqual(['HARB1', 'HARB9']);
  const done = await desk.act<TermsSet>('revenue/scrub/set-terms', { payerId: id, terms: { ncci: false } });
  expect(done.result.changed).toEqual(['ncci']);
  expect((await history())[0]).toMatchObject({ changed: [{ field: 'ncci', before: '', after: 'no' }] });
  await within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows('update claims.draft set payer_id = $2 where tenant_id = $1 and id = $3', [desk.tenant, id, draftId]),
  );
  expect(await found(draftId)).toEqual(['authorization-missing']);
});

test('a row of before, which said all of a payer, says the same as a change', async () => {
  const file = readFileSync(join(import.meta.dirname, '../../../../migrations/0057_payers-terms.sql'), 'utf8');
  const update = file.split('--> statement-breakpoint').find((one) => one.trimStart().startsWith('UPDATE')) ?? '';
  const lists = { authorizationFor: ['97112'], orderingFor: [], narrativeFor: [], attachments: [] };
  const benefits = { ages: [], waiting: [], missingTooth: true, alternates: [{ of: ['D2391'] }], replacementYears: 5 };
  const whole = { ...lists, filingDays: 180, frequencies: [{ of: ['D1110'], times: 2, days: 365, per: 'patient' }], benefits };
  const [row] = await within(desk.store, desk.tenant, async ({ tx }) => {
    await tx.rows('create temp table was on commit drop as select * from scrub.terms where tenant_id = $1 limit 1', [desk.tenant]);
    await tx.rows('update was set content = $1', [JSON.stringify(whole)]);
    await tx.rows(update.replace('"scrub"."terms"', 'was'));
    return tx.rows<{ content: TermsChange }>('select content from was');
  });
  const before = [{ change: { vision: true, secondaryDays: 3 } as TermsChange }, { change: row?.content ?? {} }];
  expect(settingsOf(termsOn(before, undefined))).toEqual(whole);
});

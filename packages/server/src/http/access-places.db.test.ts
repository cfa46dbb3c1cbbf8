import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Desk } from '../../testing/desk.ts';
import { asksFor, madeUpInput, type Pool } from '../../testing/made-up-input.ts';
import { everything, type Hidden, openTwoSites, type TwoSites } from '../../testing/two-sites.ts';
import { type Actor, createGate, type Query, query } from '../gate/index.ts';
import type { Page, VerifyView } from '../gate/views.ts';
import type { DepositView } from '../ground/bank/views.ts';
import { serviceDesk } from '../ground/governance/service-accounts/index.ts';
import type { BytesView, DocumentDetail, DocumentView } from '../ground/intake/views.ts';
import type { ClaimRow } from '../revenue/claims/views.ts';
import type { RemitClaimRow, RemitView, TrayRow } from '../revenue/posting/views.ts';
import { commands, queries } from '../rooms.ts';
import type { ApiQueries } from './api.ts';

type Answer<Name extends keyof ApiQueries> = ApiQueries[Name]['answer'];

let two: TwoSites;
let desk: Desk;
let sites: TwoSites['sites'];
let uptown: Actor;
let downtown: Actor;
let onePayer: Actor;
let everywhere: Actor;
let hidden: TwoSites['hidden'];
let mixed = '';
let rows: TwoSites['rows'];
let person: TwoSites['person'];

beforeAll(async () => {
  two = await openTwoSites();
  ({ desk, sites, uptown, downtown, onePayer, everywhere, hidden, mixed, rows, person } = two);
}, 300_000);
afterAll(() => two.close());

const pools = ({ tried, words }: Hidden): Pool[] => [
  ...tried.flatMap((id) => [
    { id, text: `claim:${id}` },
    { id, text: `remit:${id}` },
  ]),
  ...words.slice(0, 3).map((text) => ({ id: tried[0] ?? '', text })),
];

/** What stands in an answer of what is hidden, besides what was asked with. */
const leaksIn = (answer: unknown, { ids, words }: Hidden, given: unknown): string[] => {
  const text = JSON.stringify(answer) ?? '';
  const asked = JSON.stringify(given);
  const says = (one: string) => text.includes(one) && new RegExp(`(?<![\\w-])${one.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`).test(text);
  return [...ids, ...words].filter((one) => says(one) && !asked.includes(one));
};

async function leaksOf(ask: Desk['gate']['ask'], { name, input }: Query, actor: Actor, secret: Hidden): Promise<string[]> {
  const asks = asksFor(input);
  const inputs = asks.ids || asks.words ? pools(secret).map((pool) => madeUpInput(input, pool)) : [madeUpInput(input)];
  const found: string[] = [];
  for (const given of [{}, ...inputs]) {
    const answer = await ask(name, given, actor).catch((error: { code?: string }) => {
      if (error.code === undefined) throw error;
      return undefined;
    });
    found.push(...leaksIn(answer, secret, given));
  }
  return [...new Set(found)];
}

describe('every question', () => {
  test.each(queries.map((one) => [one.name, one] as const))('%s shows nothing of other sites and payers', async (_name, one) => {
    // The record and the switchboard speak of acts, by their numbers: of the practice whole, to whoever may see the record.
    if (one.permission === 'record.read' && !one.patientData) return;
    if (one.permission === 'autonomy.read') return;
    const asNarrow = (actor: Actor, secret: Hidden) => leaksOf(desk.gate.ask, one, actor, secret);
    expect(await asNarrow(uptown, hidden.ofSite)).toEqual([]);
    expect(await asNarrow(onePayer, hidden.ofPayer)).toEqual([]);
  });

  test('shows all of it to whoever works everywhere: the walk would see it', async () => {
    const found: string[] = [];
    for (const one of queries.filter(({ patientData }) => patientData))
      if ((await leaksOf(desk.gate.ask, one, everywhere, hidden.ofSite)).length > 0) found.push(one.name);
    expect(found).toEqual(
      expect.arrayContaining(['revenue/claims/claims', 'revenue/claims/claim', 'revenue/posting/remit', 'revenue/posting/remit-claim']),
    );
  });

  test('that somebody adds and that looks past it is found', async () => {
    const naughty = query<Record<string, never>, unknown>({
      name: 'revenue/claims/claims',
      summary: 'Looks past it',
      permission: 'claims.read',
      patientData: false,
      input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
      read: ({ tx }) => tx.whole(() => tx.rows('select patient_control_number from claims.claim where tenant_id = $1', [tx.tenant])),
    });
    const parts = { store: desk.store, blobs: desk.blobs, clock: () => new Date(), newId: () => crypto.randomUUID() };
    const gate = createGate({ ...parts, commands, queries: [naughty], enqueue: async () => undefined, changed: () => undefined });
    expect((await leaksOf(gate.ask, naughty, uptown, hidden.ofSite)).length).toBeGreaterThan(3);
  });
});

describe('somebody who is assigned to a site', () => {
  const ofTray = async (actor: Actor) => (await desk.gate.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' }, actor)).rows;

  test('sees the claims and remits of theirs, and together they are all', async () => {
    const seen = async (actor: Actor) => {
      const page = await desk.gate.ask<Page<ClaimRow> & { total: number }>('revenue/claims/claims', {}, actor);
      return { ids: page.rows.map(({ id }) => id), total: page.total };
    };
    const [a, b, all] = [await seen(uptown), await seen(downtown), await seen(everywhere)];
    expect(a.total + b.total).toBe(all.total);
    expect(a.ids.filter((id) => b.ids.includes(id))).toEqual([]);
    const [trayA, trayB, tray] = [await ofTray(uptown), await ofTray(downtown), await ofTray(everywhere)];
    expect(trayA.length + trayB.length - 1).toBe(tray.length);
    const both = trayA.filter(({ id }) => trayB.some((row) => row.id === id));
    expect(both.map(({ id }) => id)).toEqual([mixed]);
  });

  test('posts a remit of their own site, and takes it back', async () => {
    const row = (await ofTray(uptown)).find(({ state, id }) => state === 'open' && id !== mixed);
    const remitId = row?.id ?? '';
    expect((await desk.gate.act('revenue/posting/post-remit', { remitId }, uptown)).outcome).toBe('applied');
    await desk.gate.act('revenue/posting/undo-remit', { remitId, reason: 'to see' }, uptown);
  });

  test('of a remit of several sites sees its totals and their own claims, is told how many are not shown, and why it is not theirs to post', async () => {
    const whole = await desk.gate.ask<RemitView>('revenue/posting/remit', { remitId: mixed }, everywhere);
    const view = await desk.gate.ask<RemitView>('revenue/posting/remit', { remitId: mixed }, uptown);
    expect(view.totals).toEqual(whole.totals);
    expect(view).toMatchObject({ notShown: 1, can: { post: false, undo: false, notOurs: false } });
    expect(whole.notShown).toBeUndefined();
    const claims = await desk.gate.ask<Page<RemitClaimRow>>('revenue/posting/remit-claims', { remitId: mixed }, uptown);
    expect(claims.total).toBe(1);
    await expect(desk.gate.act('revenue/posting/post-remit', { remitId: mixed }, uptown)).rejects.toMatchObject({
      code: 'not-allowed',
      message: 'Posting is not yours at downtown.',
      because: 'You are assigned to uptown, and this touches claims of another site.',
    });
  });

  test('of a remit of several sites is told how much speaks of claims that are not shown, and not what', async () => {
    const remitId = await two.feedMixed('MIXED2', 100);
    await desk.settle();
    const view = (actor: Actor) => desk.gate.ask<RemitView>('revenue/posting/remit', { remitId }, actor);
    const [whole, ours, theirs] = [await view(everywhere), await view(uptown), await view(downtown)];
    const off = whole.findings.filter(({ bytes }) => !ours.findings.some((one) => one.bytes?.from === bytes?.from));
    expect(off.length).toBeGreaterThan(0);
    expect(ours).toMatchObject({ notShown: 1, findingsNotShown: off.length });
    expect(theirs.findings).toEqual(whole.findings);
    expect(theirs.findingsNotShown).toBeUndefined();
  });

  test('is not shown a file whole that holds claims of others', async () => {
    const [row] = await rows<{ id: string; document: string; from: number; to: number; site: string; size: number }>(
      `select c.id, r.document_id as document, c.byte_from as from, c.byte_to as to, c.site_id as site, d.size from remits.remit r
         join remits.remit_claim c on c.tenant_id = r.tenant_id and c.remit_id = r.id join intake.document d on d.tenant_id = r.tenant_id and d.id = r.document_id
        where r.tenant_id = $1 and r.id = $2 and c.site_id = $3`,
      [mixed, sites.uptown],
    );
    const bytes = (actor: Actor, from: number, to: number) =>
      desk.gate.ask<BytesView>('ground/intake/bytes', { documentId: row?.document, from, to, around: 0 }, actor);
    const all = await bytes(everywhere, 1, row?.size ?? 1);
    const theirs = await bytes(uptown, 1, row?.size ?? 1);
    const clps = (view: BytesView) => view.segments.filter(({ text }) => text.startsWith('CLP')).length;
    expect([clps(all), clps(theirs)]).toEqual([2, 1]);
    expect(theirs.segments.length).toBeLessThan(all.segments.length / 2);
    const { rows: files } = await desk.gate.ask<Page<DocumentView>>('ground/intake/documents', {}, uptown);
    expect(files.some(({ name }) => name.startsWith('downtown'))).toBe(false);
    expect(files.some(({ name }) => name === 'uptown.837')).toBe(true);
    const [other] = await rows<{ id: string }>('select document_id as id from claims.claim where tenant_id = $1 and site_id = $2 limit 1', [
      sites.downtown,
    ]);
    const hiddenFile = { documentId: other?.id };
    await expect(desk.gate.ask<DocumentDetail>('ground/intake/document', hiddenFile, uptown)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('reads the journal and the accounts of theirs under an honest heading, and no tie-out that would not agree', async () => {
    const of = async (actor: Actor) => {
      const accounts = await desk.gate.ask<Answer<'ground/ledger/accounts'>>('ground/ledger/accounts', {}, actor);
      const tieOut = await desk.gate.ask<Answer<'ground/ledger/tie-out'>>('ground/ledger/tie-out', {}, actor);
      const journal = await desk.gate.ask<Answer<'ground/ledger/journal'>>('ground/ledger/journal', {}, actor);
      return { accounts, tieOut, journal };
    };
    const [a, b, all] = [await of(uptown), await of(downtown), await of(everywhere)];
    expect(a.journal.rows.length).toBeGreaterThan(5);
    // What pays claims of both is of neither alone.
    expect(a.journal.total + b.journal.total).toBeLessThanOrEqual(all.journal.total);
    expect(a.journal.rows.every(({ lines }) => lines.reduce((sum, { amount }) => sum + amount, 0) === 0)).toBe(true);
    expect(new Set(a.journal.rows.map(({ sourceKind }) => sourceKind))).toContain('deposit');
    for (const { part } of [a.journal, a.accounts])
      expect(part).toBe('Only what is of uptown. The balances of the whole practice are not shown.');
    expect(a.tieOut).toMatchObject({
      rows: [],
      clearing: [],
      references: [],
      notShown: expect.stringContaining('You are limited to uptown'),
    });
    expect([all.journal.part, all.accounts.part, all.tieOut.notShown]).toEqual([undefined, undefined, undefined]);
    expect(all.tieOut.rows.map(({ difference }) => difference)).toEqual([0, 0, 0, 0, 0]);
  });

  test('does not take the books out: they go out whole', async () => {
    const taking = (actor: Actor) => desk.gate.admit('books.export', 'ground/ledger/export', actor, { whole: 'The export of the books' });
    await taking(everywhere);
    await expect(taking(uptown)).rejects.toMatchObject({ message: 'The export of the books is of the whole practice.' });
  });

  test('sees the deposits that pay remits of theirs, and of the bank’s file those lines alone', async () => {
    const of = async (actor: Actor) => (await desk.gate.ask<Page<DepositView>>('ground/bank/deposits', { view: 'all' }, actor)).rows;
    const [mine, all] = [await of(uptown), await of(everywhere)];
    expect(mine.length).toBeGreaterThan(1);
    expect(mine.length).toBeLessThan(all.length / 2 + 1);
    const ids = new Set(mine.map(({ id }) => id));
    // Worked out of the whole: nobody is shown another answer by what they may not see.
    expect(mine.map(({ id, state }) => [id, state])).toEqual(all.flatMap(({ id, state }) => (ids.has(id) ? [[id, state]] : [])));
    // One day's file with a line of each site.
    const traces = await rows<{ trace: string }>(
      `select distinct on (sites) trace_number as trace from remits.remit where tenant_id = $1 and sites in (array[$2::uuid], array[$3::uuid])`,
      [sites.downtown, sites.uptown],
    );
    const lines = traces.map(({ trace }) => `2026-02-27,"HCCLAIMPMT TRN*1*${trace}*1999999999\\",12.34,${trace}`);
    const { documentId } = await desk.feed('both.csv', Buffer.from(['Date,Description,Amount,Reference', ...lines, ''].join('\n')));
    const file = async (actor: Actor) => {
      const wanted = { documentId, from: 0, to: 60_000, around: 0 };
      return (await desk.gate.ask<BytesView>('ground/intake/bytes', wanted, actor)).segments.flatMap(({ text }) =>
        traces.flatMap(({ trace }) => (text.includes(trace) ? [trace] : [])),
      );
    };
    const [part, whole] = [await file(uptown), await file(everywhere)];
    expect([part.length, whole.length]).toEqual([1, 2]);
    expect(await file(downtown)).toEqual(whole.filter((trace) => !part.includes(trace)));
  });

  test('verifies the record of the whole practice: of a part nothing would hold', async () => {
    expect((await desk.gate.ask<VerifyView>('gate/verify', {}, uptown)).ok).toBe(true);
  });

  test('sees the whole practice in an emergency, which is on the record', async () => {
    const claims = async (actor: Actor) =>
      (await desk.gate.ask<Page<ClaimRow> & { total: number }>('revenue/claims/claims', {}, actor)).total;
    expect(await claims({ ...uptown, emergency: 'e1' })).toBe(await claims(everywhere));
  });
});

describe('a key', () => {
  const scopes = ['claims:read', 'postings:propose', 'remits:read'];
  const made = async (by: Actor, accountId?: string) => {
    const services = serviceDesk({ gate: desk.gate, store: desk.store, now: () => Date.parse('2026-03-02T15:00:01Z') });
    const input = { name: 'Export', role: 'posting-agent', scopes, validDays: 30 };
    const maker = { ...by, roles: [...everything, 'admin'] } as Actor;
    const key = await (accountId === undefined
      ? services.create(maker, input)
      : services.rotate(maker, accountId, { validDays: 30, overlapHours: 24 }));
    return { accountId: key.accountId, enter: () => services.actorOf(key.key) };
  };
  const total = async (actor: Actor | undefined) => {
    if (actor === undefined) throw new Error('the key opens nothing');
    return (await desk.gate.ask<Page<ClaimRow> & { total: number }>('revenue/claims/claims', {}, actor)).total;
  };
  const place = (id: string, change: string, ...values: unknown[]) =>
    rows(`update governance.member set ${change} where tenant_id = $1 and user_id = $2`, [id, ...values]);

  test('sees what whoever saw it sees at that moment, whoever saw a newer one of the same program', async () => {
    const boss = await person('boss', {});
    const older = await made(uptown);
    const newer = await made(boss, older.accountId);
    const [ofUptown, all] = [await total(uptown), await total(everywhere)];
    expect(ofUptown).toBeLessThan(all);
    expect([await total(await older.enter()), await total(await newer.enter())]).toEqual([ofUptown, all]);
    await place('boss', 'sites = $3', [sites.downtown]);
    expect(await total(await newer.enter())).toBe(await total(downtown));
  });

  test('reaches nothing when whoever saw it works here no more, and a colleague’s of the same program what that one reaches', async () => {
    const leaver = await person('leaver', {});
    const older = await made(uptown);
    const newer = await made(leaver, older.accountId);
    const actor = await newer.enter();
    const remit = (await rows<{ id: string }>('select id from remits.remit where tenant_id = $1 limit 1'))[0]?.id;
    await place('leaver', 'active = false');
    expect(await newer.enter()).toBeUndefined();
    expect(await total(await older.enter())).toBe(await total(uptown));
    // One that came in a moment before they left is refused at the gate, in reading and in acting.
    const gone = { code: 'not-allowed', message: 'Nobody who works here answers for this key.' };
    if (actor === undefined) throw new Error('the key opens nothing');
    await expect(total(actor)).rejects.toMatchObject(gone);
    await expect(desk.gate.act('revenue/posting/post-remit', { remitId: remit }, actor)).rejects.toMatchObject(gone);
  });
});

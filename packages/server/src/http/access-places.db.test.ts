import { type Permission, textOf } from '@claimwright/core/ground/governance';
import { type BilledClaim, makeRemits, read837 } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { twinPayers } from '../../testing/conserve.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { asksFor, madeUpInput, type Pool } from '../../testing/made-up-input.ts';
import { writeRemit } from '../../testing/write-remit.ts';
import { type Actor, createGate, type Query, query } from '../gate/index.ts';
import { person as personAt } from '../gate/person.ts';
import type { Page } from '../gate/views.ts';
import { serviceDesk } from '../ground/governance/service-accounts/index.ts';
import type { BytesView, DocumentDetail, DocumentView } from '../ground/intake/views.ts';
import type { ClaimRow } from '../revenue/claims/views.ts';
import type { RemitClaimRow, RemitView, TrayRow } from '../revenue/posting/views.ts';
import { commands, queries } from '../rooms.ts';
import { withAdmin } from '../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';

const everything = ['biller', 'coder', 'billing-manager', 'office-manager', 'compliance-officer'];
let db: FreshDatabase;
let desk: Desk;
const sites = { uptown: '', downtown: '' };
let uptown: Actor;
let downtown: Actor;
let onePayer: Actor;
let everywhere: Actor;
/** What is downtown's alone, and that of the other payers: ids, and words that only their claims and remits say. */
let hidden: { readonly ofSite: Hidden; readonly ofPayer: Hidden };
interface Hidden {
  readonly ids: readonly string[];
  /** A few of each kind, by which is asked. */
  readonly tried: readonly string[];
  readonly words: readonly string[];
}
let mixed = '';
const billed: BilledClaim[] = [];

const rows = async <T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> =>
  desk.store.inTenant(desk.tenant, (tx) => tx.rows<T>(sql, [desk.tenant, ...parameters]));

async function person(id: string, place: { sites?: string[]; payers?: string[] }): Promise<Actor> {
  await withAdmin(db.adminUrl, (client) =>
    client.query(
      `insert into governance.member (tenant_id, user_id, name, email, roles, since, active, sites, payers)
       values ($1, $2, $2, $3, $4, now(), true, $5, $6)`,
      [desk.tenant, id, `${id}@elm.example`, everything, place.sites ?? [], place.payers ?? []],
    ),
  );
  return personAt('test', { id, name: id, tenant: desk.tenant, roles: everything });
}

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  everywhere = personAt('test', { id: 'everywhere', name: 'Everywhere', tenant: desk.tenant, roles: everything });
  for (const seed of ['uptown', 'downtown'] as const) {
    const [batch] = makeRemits({ seed: `places-${seed}`, count: 5 });
    const [npi] = /NM1\*85\*[^~]*\*XX\*(\d{10})/.exec(Buffer.from(batch?.bytes837 ?? []).toString())?.slice(1) ?? [];
    const { result } = await desk.act<{ id: string }>('ground/parties/add-site', { name: seed, timeZone: 'America/Chicago' });
    sites[seed] = result.id;
    billed.push(...read837(batch?.bytes837 ?? new Uint8Array()).slice(0, 1));
    await desk.feed(`${seed}.837`, batch?.bytes837 ?? new Uint8Array());
    for (const file of batch?.remits ?? []) await desk.feed(`${seed} ${file.name}`, file.bytes835);
    await desk.settle();
    // Set afterwards: what came in before is placed anew.
    await desk.act('ground/parties/set-site', { siteId: result.id, name: seed, timeZone: 'America/Chicago', billingNpi: npi });
    await desk.settle();
  }
  await feedMixed();
  await desk.settle();
  const { rows: open } = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' });
  const others = open.filter(({ id }) => id !== mixed);
  for (const row of others.slice(0, 4)) await desk.act('revenue/posting/post-remit', { remitId: row.id });
  const agent: Actor = { kind: 'agent', id: 'poster', name: 'Poster', tenant: desk.tenant, roles: ['posting-agent'] };
  for (const row of others.slice(4, 8))
    await desk.gate.act('revenue/posting/post-remit', { remitId: row.id }, agent).catch(() => undefined);
  const [payer] = await rows<{ id: string }>(
    'select payer_id as id from remits.remit where tenant_id = $1 and payer_id is not null group by 1 order by count(*) desc limit 1',
  );
  uptown = await person('uptown-biller', { sites: [sites.uptown] });
  downtown = await person('downtown-biller', { sites: [sites.downtown] });
  onePayer = await person('payer-biller', { payers: [payer?.id ?? ''] });
  hidden = { ofSite: await hiddenFrom(uptown), ofPayer: await hiddenFrom(onePayer) };
}, 300_000);
afterAll(async () => {
  await desk.close();
  await db.drop();
});

/** A remit that pays a claim of each site, from a payee that is neither. */
async function feedMixed(): Promise<void> {
  const [payer] = twinPayers;
  const claims = billed.map(({ control, coverages, patient, lines }) => ({
    ...{ control, status: '1', memberId: coverages[0]?.memberId ?? '', patient },
    lines: lines.map(({ code, billed, servedOn }) => ({ code, billed, paid: billed, servedOn, adjustments: [] })),
  }));
  await desk.feed('mixed.835', writeRemit('MIXED1', { name: payer?.name ?? '', id: payer?.ids[0] ?? '' }, claims));
  const [row] = await rows<{ id: string }>("select id from remits.remit where tenant_id = $1 and trace_number = 'MIXED1'");
  mixed = row?.id ?? '';
}

/** By the tables, not by the queries that are tried: what is of none of this person’s sites or payers. */
async function hiddenFrom(actor: Actor): Promise<Hidden> {
  const [place] = await rows<{ sites: string[]; payers: string[] }>(
    'select sites, payers from governance.member where tenant_id = $1 and user_id = $2',
    [actor.id],
  );
  const mine = [place?.sites ?? [], place?.payers ?? []];
  const claims = await rows<{ id: string; patient_id: string; number: string; member: string }>(
    `select c.id, c.patient_id, c.patient_control_number as number from claims.claim c where c.tenant_id = $1
        and not ((cardinality($2::uuid[]) = 0 or c.site_id = any($2)) and (cardinality($3::uuid[]) = 0 or c.payer_id = any($3)
                 or exists (select 1 from unnest($3::uuid[]) as p where c.coverages::text like '%' || p || '%')))`,
    mine,
  );
  const remits = await rows<{ id: string; trace: string }>(
    `select r.id, r.trace_number as trace from remits.remit r where r.tenant_id = $1
        and not ((cardinality($2::uuid[]) = 0 or r.sites && $2) and (cardinality($3::uuid[]) = 0 or r.payer_id = any($3)))`,
    mine,
  );
  const parts = await rows<{ id: string; number: string; remit_id: string }>(
    `select c.id, c.patient_control_number as number, c.remit_id from remits.remit_claim c join remits.remit r on r.tenant_id = c.tenant_id and r.id = c.remit_id
      where c.tenant_id = $1
        and not ((cardinality($2::uuid[]) = 0 or c.site_id = any($2)) and (cardinality($3::uuid[]) = 0 or r.payer_id = any($3)))`,
    mine,
  );
  const shown = new Set(
    (
      await rows<{ number: string }>(
        `select patient_control_number as number from claims.claim where tenant_id = $1 and not id = any($2)
         union select patient_control_number from remits.remit_claim where tenant_id = $1 and not id = any($3)`,
        [claims.map(({ id }) => id), parts.map(({ id }) => id)],
      )
    ).map(({ number }) => number),
  );
  const numbers = [...claims, ...parts].map(({ number }) => number).filter((number) => number.length > 5 && !shown.has(number));
  expect(claims.length, `claims hidden from ${actor.id}`).toBeGreaterThan(3);
  expect(remits.length, `remits hidden from ${actor.id}`).toBeGreaterThan(1);
  return {
    ids: [...claims, ...remits, ...parts].map(({ id }) => id),
    tried: [claims, remits, parts].flatMap((some) => some.slice(0, 3).map(({ id }) => id)),
    words: [...new Set([...numbers, ...remits.map(({ trace }) => trace)])],
  };
}

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
    if (['autonomy.read', 'books.read', 'retention.read'].includes(one.permission)) return;
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

describe('every act that is weighed by its site or payer', () => {
  // Those that name something: one that takes whatever is ripe may find nothing, and then touches nobody.
  const weighed = commands.filter(({ permission }) =>
    (textOf(permission as Permission).weighs as readonly string[] | undefined)?.includes('site'),
  );
  const tries = async (name: string, input: unknown, actor: Actor): Promise<string> =>
    desk.gate.act(name, input, actor, { preview: true }).then(
      () => 'done',
      (error: { code?: string }) => error.code ?? String(error),
    );

  test('is refused where somebody else could do it, and they work elsewhere', async () => {
    const could = new Set<string>();
    for (const { name, input } of weighed.filter((one) => one.door !== 'inside' && asksFor(one.input).ids))
      for (const [actor, secret] of [[uptown, hidden.ofSite] as const, [onePayer, hidden.ofPayer] as const])
        for (const id of secret.tried) {
          const given = madeUpInput(input, { id });
          if ((await tries(name, given, everywhere)) !== 'done') continue;
          could.add(name);
          expect(await tries(name, given, actor), `${name} by ${actor.id}`).toBe('not-allowed');
        }
    expect([...could].sort()).toEqual(
      expect.arrayContaining([
        'revenue/posting/claim-not-ours',
        'revenue/posting/post-remit',
        'revenue/posting/remit-not-ours',
        'revenue/posting/remit-ours',
        'revenue/posting/match-claim',
        'revenue/posting/unmatch-claim',
      ]),
    );
  });

  test('says what it touches: there is none that cannot be told', () => {
    expect(weighed.filter(({ weigh }) => weigh === undefined).map(({ name }) => name)).toEqual([]);
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

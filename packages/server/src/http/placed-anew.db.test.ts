import { type BilledClaim, makeRemits, read837 } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { twinPayers } from '../../testing/conserve.ts';
import { within } from '../../testing/context.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { writeRemit } from '../../testing/write-remit.ts';
import type { Actor } from '../gate/index.ts';
import { person as personAt } from '../gate/person.ts';
import type { Page } from '../gate/views.ts';
import type { ClaimRow, ClaimsAtSites } from '../revenue/claims/views.ts';
import type { TrayRow } from '../revenue/posting/views.ts';
import { sitesOfRemits } from '../revenue/remits/index.ts';
import { withAdmin } from '../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';

const everything = ['biller', 'billing-manager', 'office-manager', 'compliance-officer'];
const timeZone = 'America/Chicago';
const numbers = { uptown: '1234567893', downtown: '1679576722', later: '1992861900' };
let db: FreshDatabase;
let desk: Desk;
let uptown: string;
let downtown: string;
let billed: BilledClaim[];
/** How many claims stand uptown, and downtown. */
let claims: { readonly up: number; readonly down: number };

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

/** A practice with two sites that bill under one number: every other claim was served uptown. */
beforeEach(async () => {
  desk = await openDesk(db.store, twinPayers);
  uptown = await addSite('Uptown', { npi: numbers.uptown });
  downtown = await addSite('Downtown', { npi: numbers.downtown });
  const [batch] = makeRemits({ seed: 'placed-anew', count: 8 });
  await desk.feed('claims.837', Buffer.from(served(Buffer.from(batch?.bytes837 ?? []).toString())));
  billed = read837(batch?.bytes837 ?? new Uint8Array());
  for (const file of batch?.remits ?? []) await desk.feed(file.name, file.bytes835);
  await desk.settle();
  const [[up = 0] = [], [down = 0] = []] = [await at(uptown), await at(downtown)];
  expect(Math.min(up, down)).toBeGreaterThan(5);
  expect((await at(null))[0]).toBe(0);
  claims = { up, down };
  return () => desk.close();
});

/** The claims of a batch with the facility where each was served: loop 2310C, before other subscribers and the lines. */
function served(batch: string): string {
  let at = 0;
  let within = false;
  return batch
    .split('~')
    .flatMap((segment) => {
      const [tag = ''] = segment.trim().split('*');
      if (tag === 'CLM') within = true;
      if (!within || (tag !== 'SBR' && tag !== 'LX')) return [segment];
      within = false;
      at += 1;
      return [
        `NM1*77*2*SERVED AT*****XX*${at % 2 === 1 ? numbers.uptown : numbers.downtown}`,
        'N3*1 MAIN ST',
        'N4*AUSTIN*TX*78701',
        segment,
      ];
    })
    .join('~');
}

const addSite = async (name: string, of: { npi?: string; billingNpi?: string } = {}): Promise<string> =>
  (await desk.act<{ id: string }>('ground/parties/add-site', { name, timeZone, ...of })).result.id;
const setSite = (siteId: string, name: string, of: { npi?: string; billingNpi?: string } = {}) =>
  desk.act<{ moved: number }>('ground/parties/set-site', { siteId, name, timeZone, ...of });
const rows = <T extends object>(sql: string): Promise<T[]> => desk.store.inTenant(desk.tenant, (tx) => tx.rows<T>(sql, [desk.tenant]));

/** How many claims, claims of remits and remits stand at a site, and at none. */
async function at(site: string | null): Promise<readonly number[]> {
  const of = site === null ? 'is null' : `= '${site}'`;
  const [found] = await rows<{ claims: number; parts: number; remits: number }>(
    `select (select count(*) from claims.claim where tenant_id = $1 and site_id ${of}) as claims,
            (select count(*) from remits.remit_claim where tenant_id = $1 and site_id ${of}) as parts,
            (select count(*) from remits.remit where tenant_id = $1 and ${site === null ? "sites = '{}'" : `'${site}' = any(sites)`}) as remits`,
  );
  return [found?.claims ?? 0, found?.parts ?? 0, found?.remits ?? 0];
}

async function limited(id: string, sites: readonly string[], payers: readonly string[] = []): Promise<Actor> {
  await withAdmin(db.adminUrl, (client) =>
    client.query(
      `insert into governance.member (tenant_id, user_id, name, email, roles, since, active, sites, payers)
       values ($1, $2, $2, $3, $4, now(), true, $5, $6)`,
      [desk.tenant, id, `${id}@elm.example`, everything, sites, payers],
    ),
  );
  return personAt('test', { id, name: id, tenant: desk.tenant, roles: everything });
}
const seenBy = async (actor: Actor): Promise<readonly number[]> => [
  (await desk.gate.ask<Page<ClaimRow> & { total: number }>('revenue/claims/claims', {}, actor)).total,
  (await desk.gate.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' }, actor)).rows.length,
];
const post = async (): Promise<void> => {
  const { rows: open } = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' });
  for (const { id } of open) await desk.act('revenue/posting/post-remit', { remitId: id });
};

describe('when a site is told by another number', () => {
  test('its claims and remits leave it in the same act, posted or waiting, and it stands on the record', async () => {
    const before = [await at(uptown), await at(downtown), await at(null)];
    expect(before.slice(0, 2).map((one) => (one[1] ?? 0) > 0)).toEqual([true, true]);
    const at837 = await limited('uptown-biller', [uptown]);
    expect((await seenBy(at837))[0]).toBe(claims.up);
    for (const posted of [false, true]) {
      if (posted) await post();
      const gone = await setSite(uptown, 'Uptown', { npi: numbers.later });
      expect(gone.result.moved).toBe(claims.up);
      // Before anything is planned anew.
      expect(await at(uptown)).toEqual([0, 0, 0]);
      expect(await seenBy(at837)).toEqual([0, 0]);
      expect(await at(downtown)).toEqual(before[1]);
      const [entry] = await rows<{ body: string }>(
        `select body from gate.record where tenant_id = $1 and what = 'ground/parties/set-site' order by seq desc limit 1`,
      );
      expect(entry?.body).toContain(`"movedClaims":${claims.up}`);
      expect((await setSite(uptown, 'Uptown', { npi: numbers.uptown })).result.moved).toBe(claims.up);
      await desk.replan();
      expect([await at(uptown), await at(downtown), await at(null)]).toEqual(before);
    }
  });

  test('everybody sees how many claims stand where, who sees all how many stand nowhere and which', async () => {
    const counts = (actor: Actor) => desk.gate.ask<ClaimsAtSites>('revenue/claims/at-sites', {}, actor);
    const everywhere = personAt('test', { id: 'everywhere', name: 'Everywhere', tenant: desk.tenant, roles: everything });
    const uptownOnly = await limited('uptown-reader', [uptown]);
    await setSite(downtown, 'Downtown');
    expect(await counts(everywhere)).toEqual({ sites: [{ siteId: uptown, claims: claims.up }], nowhere: claims.down });
    expect(await counts(uptownOnly)).toEqual({ sites: [{ siteId: uptown, claims: claims.up }] });
    const found = (of: object, actor: Actor = everywhere) =>
      desk.gate.ask<Page<ClaimRow> & { total: number }>('revenue/claims/claims', of, actor).then(({ rows, total }) => [rows.length, total]);
    expect(await found({ site: 'none' })).toEqual([claims.down, claims.down]);
    expect(await found({ site: uptown })).toEqual([claims.up, claims.up]);
    expect(await found({ site: 'none', status: 'sent' })).toEqual([claims.down, claims.down]);
    expect(await found({ site: uptown, status: 'closed' })).toEqual([0, 0]);
    expect(await found({ site: 'none' }, uptownOnly)).toEqual([0, 0]);
    const [one] = await rows<{ number: string }>(
      'select patient_control_number as number from claims.claim where tenant_id = $1 and site_id is null',
    );
    expect(await found({ site: 'none', search: one?.number })).toEqual([1, 1]);
    expect(await found({ site: uptown, search: one?.number, status: 'sent' })).toEqual([0, 0]);
  });

  test('they go to the site that takes it over', async () => {
    await post();
    const before = [await at(uptown), await at(downtown)];
    await setSite(downtown, 'Downtown');
    expect(await at(downtown)).toEqual([0, 0, 0]);
    await setSite(uptown, 'Uptown', { npi: numbers.downtown });
    expect((await at(uptown))[0]).toBe(claims.down);
    await setSite(downtown, 'Downtown', { npi: numbers.uptown });
    expect([await at(downtown), await at(uptown)]).toEqual(before);
    expect((await setSite(uptown, 'Uptown again', { npi: numbers.downtown })).result.moved).toBe(0);
  });

  test('of a practice with one site all is its own, until there is another one', async () => {
    const alone = await openDesk(db.store, twinPayers);
    const [outer, mine] = [desk, alone];
    desk = mine;
    try {
      const only = await addSite('Only');
      const [batch] = makeRemits({ seed: 'placed-alone', count: 4 });
      await desk.feed('claims.837', batch?.bytes837 ?? new Uint8Array());
      for (const file of batch?.remits ?? []) await desk.feed(file.name, file.bytes835);
      await desk.settle();
      const [claims = 0, parts = 0] = await at(only);
      expect(claims).toBeGreaterThan(3);
      const [npi = ''] = /NM1\*85\*[^~]*\*XX\*(\d{10})/.exec(Buffer.from(batch?.bytes837 ?? []).toString())?.slice(1) ?? [];
      await addSite('Second', { billingNpi: numbers.later });
      expect(await at(only)).toEqual([0, 0, 0]);
      expect((await at(null)).slice(0, 2)).toEqual([claims, parts]);
      await setSite(only, 'Only', { billingNpi: npi });
      await desk.replan();
      expect((await at(only)).slice(0, 2)).toEqual([claims, parts]);
    } finally {
      desk = outer;
      await alone.close();
    }
  });
});

test('what waits for approval is shown to whoever sees all, once its claims went elsewhere', async () => {
  const agent: Actor = { kind: 'agent', id: 'poster', name: 'Poster', tenant: desk.tenant, roles: ['posting-agent'] };
  const { rows: open } = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' });
  for (const { id } of open) await desk.gate.act('revenue/posting/post-remit', { remitId: id }, agent).catch(() => undefined);
  const uptownOnly = await limited('uptown-approver', [uptown]);
  const everywhere = personAt('test', { id: 'everywhere', name: 'Everywhere', tenant: desk.tenant, roles: everything });
  const waits = async (actor: Actor) => (await desk.gate.ask<{ rows: unknown[] }>('gate/approvals', {}, actor)).rows.length;
  const all = await waits(everywhere);
  expect(await waits(uptownOnly)).toBeGreaterThan(0);
  await setSite(uptown, 'Uptown');
  expect(await waits(uptownOnly)).toBe(0);
  expect(await waits(everywhere)).toBe(all);
});

/** A remit of this payer that pays some claims in full. */
async function feedRemit(trace: string, payer: { name: string; ids: readonly string[] }, claims: readonly BilledClaim[]): Promise<string> {
  const paid = claims.map(({ control, coverages, patient, lines }) => ({
    ...{ control, status: '1', memberId: coverages[0]?.memberId ?? '', patient },
    lines: lines.map(({ code, billed, servedOn }) => ({ code, billed, paid: billed, servedOn, adjustments: [] })),
  }));
  await desk.feed(`${trace}.835`, writeRemit(trace, { name: payer.name, id: payer.ids[0] ?? '' }, paid));
  await desk.settle();
  const [remit] = await rows<{ id: string }>(`select id from remits.remit where tenant_id = $1 and trace_number = '${trace}'`);
  return remit?.id ?? '';
}
const [payer = { name: '', ids: [] }] = twinPayers;

test('a deposit touches all the claims of its remit, those too whose site is not known', async () => {
  const [one] = billed;
  if (one === undefined) throw new Error('nothing was billed');
  const remit = await feedRemit('HALF1', payer, [one, { ...one, control: 'NOBODY KNOWS' }]);
  const sites = await within(desk.store, desk.tenant, ({ tx }) => sitesOfRemits(tx, [remit]));
  expect(new Set(sites.get(remit))).toEqual(new Set([uptown, undefined]));
});

test('a remit of one payer that speaks of a claim of another is posted by nobody who works for the first alone', async () => {
  const payers = await rows<{ id: string; name: string }>('select id, name from parties.payer where tenant_id = $1');
  const own = payers.find(({ name }) => name === payer.name)?.id ?? '';
  const foreign = await rows<{ number: string }>(
    `select patient_control_number as number from claims.claim where tenant_id = $1 and payer_id <> '${own}' and coverages::text not like '%${own}%'`,
  );
  const one = billed.find(({ control }) => foreign.some(({ number }) => number === control));
  if (one === undefined) throw new Error('all claims are of one payer');
  const remitId = await feedRemit('OTHER1', payer, [one]);
  const forPayer = await limited('payer-biller', [], [own]);
  const posting = (actor: Actor) => desk.gate.act('revenue/posting/post-remit', { remitId }, actor, { preview: true });
  await expect(posting(forPayer)).rejects.toMatchObject({
    code: 'not-allowed',
    because: `You are assigned to ${payer.name}, and this touches another payer.`,
  });
  await expect(posting(personAt('test', { id: 'all', name: 'All', tenant: desk.tenant, roles: everything }))).resolves.toBeDefined();
});

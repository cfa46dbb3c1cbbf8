import { type BilledClaim, makeRemits, read837 } from '@claimwright/twin';
import type { Actor } from '../src/gate/index.ts';
import { person as personAt } from '../src/gate/person.ts';
import type { Page } from '../src/gate/views.ts';
import type { TrayRow } from '../src/revenue/posting/views.ts';
import { withAdmin } from '../src/store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../src/store/testing/fresh-database.ts';
import { twinPayers } from './conserve.ts';
import { type Desk, openDesk } from './desk.ts';
import { writeRemit } from './write-remit.ts';

export const everything = ['biller', 'coder', 'billing-manager', 'office-manager', 'compliance-officer'];

/** What is of others alone, for somebody who is limited: ids, and words that only those claims, remits and deposits say. */
export interface Hidden {
  readonly ids: readonly string[];
  /** A few of each kind, by which is asked. */
  readonly tried: readonly string[];
  readonly words: readonly string[];
}

/** A practice of two sites at work, with claims, remits and deposits of each, and a remit that pays claims of both. */
export interface TwoSites {
  readonly db: FreshDatabase;
  readonly desk: Desk;
  readonly sites: { readonly uptown: string; readonly downtown: string };
  readonly uptown: Actor;
  readonly downtown: Actor;
  readonly onePayer: Actor;
  readonly everywhere: Actor;
  readonly hidden: { readonly ofSite: Hidden; readonly ofPayer: Hidden };
  /** The remit of both sites. */
  readonly mixed: string;
  /** Feeds another one like it; `off`: the payer says less than was billed of the claim of downtown, and not why. Answers its id. */
  feedMixed(trace: string, off?: number): Promise<string>;
  rows<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  person(id: string, place: { sites?: string[]; payers?: string[] }): Promise<Actor>;
  close(): Promise<void>;
}

type Rows = TwoSites['rows'];

export async function openTwoSites(): Promise<TwoSites> {
  const db = await freshDatabase();
  const desk = await openDesk(db.store, twinPayers);
  const rows: Rows = (sql, parameters = []) => desk.store.inTenant(desk.tenant, (tx) => tx.rows(sql, [desk.tenant, ...parameters]));
  const person = personOf(db, desk);
  const { sites, billed } = await feedSites(desk);
  const another: TwoSites['feedMixed'] = (trace, off) => feedMixed(desk, rows, billed, trace, off);
  const mixed = await another('MIXED1');
  await desk.settle();
  await work(desk, mixed);
  const [payer] = await rows<{ id: string }>(
    'select payer_id as id from remits.remit where tenant_id = $1 and payer_id is not null group by 1 order by count(*) desc limit 1',
  );
  const uptown = await person('uptown-biller', { sites: [sites.uptown] });
  const onePayer = await person('payer-biller', { payers: [payer?.id ?? ''] });
  return {
    ...{ db, desk, sites, uptown, onePayer, mixed, feedMixed: another, rows, person },
    downtown: await person('downtown-biller', { sites: [sites.downtown] }),
    everywhere: personAt('test', { id: 'everywhere', name: 'Everywhere', tenant: desk.tenant, roles: everything }),
    hidden: { ofSite: await hiddenFrom(rows, uptown), ofPayer: await hiddenFrom(rows, onePayer) },
    close: async () => {
      await desk.close();
      await db.drop();
    },
  };
}

const personOf =
  (db: FreshDatabase, desk: Desk): TwoSites['person'] =>
  async (id, place) => {
    await withAdmin(db.adminUrl, (client) =>
      client.query(
        `insert into governance.member (tenant_id, user_id, name, email, roles, since, active, sites, payers)
         values ($1, $2, $2, $3, $4, now(), true, $5, $6)`,
        [desk.tenant, id, `${id}@elm.example`, everything, place.sites ?? [], place.payers ?? []],
      ),
    );
    return personAt('test', { id, name: id, tenant: desk.tenant, roles: everything });
  };

async function feedSites(desk: Desk): Promise<{ sites: { uptown: string; downtown: string }; billed: BilledClaim[] }> {
  const sites = { uptown: '', downtown: '' };
  const billed: BilledClaim[] = [];
  for (const seed of ['uptown', 'downtown'] as const) {
    const [batch] = makeRemits({ seed: `places-${seed}`, count: 5 });
    const [npi] = /NM1\*85\*[^~]*\*XX\*(\d{10})/.exec(Buffer.from(batch?.bytes837 ?? []).toString())?.slice(1) ?? [];
    const { result } = await desk.act<{ id: string }>('ground/parties/add-site', { name: seed, timeZone: 'America/Chicago' });
    sites[seed] = result.id;
    billed.push(...read837(batch?.bytes837 ?? new Uint8Array()).slice(0, 1));
    await desk.feed(`${seed}.837`, batch?.bytes837 ?? new Uint8Array());
    for (const file of batch?.remits ?? []) await desk.feed(`${seed} ${file.name}`, file.bytes835);
    if (batch) await desk.feed(`${seed} ${batch.bank.name}`, batch.bank.bytes);
    await desk.settle();
    // Set afterwards: what came in before is placed anew.
    await desk.act('ground/parties/set-site', { siteId: result.id, name: seed, timeZone: 'America/Chicago', billingNpi: npi });
    await desk.settle();
  }
  return { sites, billed };
}

/** A remit that pays a claim of each site, from a payee that is neither. */
async function feedMixed(desk: Desk, rows: Rows, all: readonly BilledClaim[], trace: string, off = 0): Promise<string> {
  const [payer] = twinPayers;
  const claims = all.map(({ control, coverages, patient, lines }, claim) => ({
    ...{ control, status: '1', memberId: coverages[0]?.memberId ?? '', patient },
    lines: lines.map(({ code, billed, servedOn }, line) => ({
      ...{ code, billed, servedOn, adjustments: [] },
      paid: billed - (claim === 1 && line === 0 ? off : 0),
    })),
  }));
  await desk.feed(`${trace}.835`, writeRemit(trace, { name: payer?.name ?? '', id: payer?.ids[0] ?? '' }, claims));
  const [row] = await rows<{ id: string }>('select id from remits.remit where tenant_id = $1 and trace_number = $2', [trace]);
  return row?.id ?? '';
}

/** Some remits posted and tied to their deposits, some proposed by a machine. */
async function work(desk: Desk, mixed: string): Promise<void> {
  const { rows: open } = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' });
  const others = open.filter(({ id }) => id !== mixed);
  for (const row of others.slice(0, 4)) await desk.act('revenue/posting/post-remit', { remitId: row.id });
  const agent: Actor = { kind: 'agent', id: 'poster', name: 'Poster', tenant: desk.tenant, roles: ['posting-agent'] };
  for (const row of others.slice(4, 8))
    await desk.gate.act('revenue/posting/post-remit', { remitId: row.id }, agent).catch(() => undefined);
  await desk.act('ground/bank/tie-exact', {});
}

/** By the tables, not by the queries that are tried: what is of none of this person’s sites or payers. */
async function hiddenFrom(rows: Rows, actor: Actor): Promise<Hidden> {
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
  // Of a deposit that pays a remit of theirs nothing is hidden.
  const deposits = await rows<{ id: string; trace: string | null }>(
    `select d.id, d.trace_number as trace from bank.deposit d where d.tenant_id = $1
        and (d.trace_number = any($2) or exists (select 1 from bank.tie t where t.tenant_id = d.tenant_id and t.deposit_id = d.id and t.remit_id = any($3)))
        and not exists (select 1 from remits.remit r where r.tenant_id = d.tenant_id and r.trace_number = d.trace_number and not r.id = any($3))`,
    [remits.map(({ trace }) => trace), remits.map(({ id }) => id)],
  );
  if (claims.length <= 3 || remits.length <= 1 || deposits.length === 0)
    throw new Error(`too little is hidden from ${actor.id}: ${claims.length} claims, ${remits.length} remits, ${deposits.length} deposits`);
  const documents = await rows<{ id: string }>(
    `select d.id from intake.document d join (select document_id, id from claims.claim where tenant_id = $1
         union all select document_id, id from remits.remit where tenant_id = $1 union all select document_id, id from bank.deposit where tenant_id = $1) i
         on i.document_id = d.id where d.tenant_id = $1 group by d.id having bool_and(i.id = any($2))`,
    [[...claims, ...remits, ...deposits].map(({ id }) => id)],
  );
  return {
    ids: [...claims, ...remits, ...parts, ...deposits, ...documents].map(({ id }) => id),
    tried: [claims, remits, parts, deposits, documents].flatMap((some) => some.slice(0, 3).map(({ id }) => id)),
    words: [...new Set([...numbers, ...remits.map(({ trace }) => trace)])],
  };
}

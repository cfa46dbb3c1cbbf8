import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate, type Gate, verifyRecord, type Witness } from '../gate/index.ts';
import { person } from '../gate/person.ts';
import { openWitness } from '../ground/governance/record/index.ts';
import type { TieOutView } from '../ground/ledger/views.ts';
import { commands, queries } from '../rooms.ts';
import { fileBlobs } from '../store/blob-files.ts';
import { idSource } from '../store/new-id.ts';
import { tidyTables, withAdmin } from '../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { readProgress } from './progress.ts';
import { isUnfinished, type LargeParts, seedLarge } from './seed-large.ts';

/** A fiftieth of it: 4,000 claims, enough that the planner chooses as it does at full size. */
const scale = 0.02;
const now = new Date('2026-03-16T15:00:00Z');

let db: FreshDatabase;
let folder: string;
let parts: LargeParts;
let witness: Witness;
let gate: Gate;
let tenant: string;
const said: string[] = [];

class Interrupted extends Error {}

beforeAll(async () => {
  db = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'claimwright-large-test-'));
  witness = openWitness({ data: folder });
  const newId = idSource(Date.now);
  parts = {
    store: db.store,
    blobs: fileBlobs(join(folder, 'blobs'), db.store.keys),
    witness,
    tidy: () => tidyTables(db.adminUrl),
    clock: () => now,
    newId,
    signIn: { addUser: async (name, email) => ({ id: newId(), name, email }) },
  };
  gate = createGate({ ...parts, commands, queries, enqueue: async () => undefined, changed: () => undefined });
}, 60_000);
afterAll(async () => {
  await db.drop();
  await rm(folder, { recursive: true, force: true });
});

const actor = () => person('test', { id: 'auditor', name: 'Auditor', tenant, roles: ['biller', 'compliance-officer', 'office-manager'] });
const one = async <T extends object>(sql: string): Promise<T> => {
  const [row] = await db.store.inTenant(tenant, (tx) => tx.rows<T>(sql, [tenant]), { readOnly: true });
  if (!row) throw new Error('nothing came back');
  return row;
};

describe('the large practice', () => {
  test('interrupted, it goes on where it was, and is whole in the end', { timeout: 300_000 }, async () => {
    const stop = (line: string) => {
      said.push(line);
      if (line.includes('2 of ')) throw new Interrupted();
    };
    await expect(seedLarge(parts, folder, scale, stop)).rejects.toThrow(Interrupted);
    expect(await isUnfinished(folder)).toBe(true);
    await seedLarge(parts, folder, 1, (line) => said.push(line));
    expect(await isUnfinished(folder)).toBe(false);
    const progress = await readProgress(folder);
    tenant = progress?.tenant ?? '';
    expect(progress).toMatchObject({ scale, today: '2026-03-16', finished: true });
    const counts = await one(
      `select (select count(*) from claims.claim where tenant_id = $1) as claims, (select count(distinct site_id) from claims.claim where tenant_id = $1) as sites,
              (select count(*) from claims.claim where tenant_id = $1 and site_id is null) as nowhere,
              (select count(*) from parties.site where tenant_id = $1) as "allSites", (select count(*) from intake.reading where tenant_id = $1 and outcome <> 'read') as refused,
              (select count(*) from remits.remit where tenant_id = $1 and state = 'open') > 0 as waits,
              (select count(*) from remits.remit where tenant_id = $1 and state = 'posted') > 400 as posted,
              (select count(*) from bank.tie where tenant_id = $1) > 350 as tied`,
    );
    expect(counts).toEqual({ claims: 4_002, sites: 40, nowhere: 0, allSites: 40, refused: 0, waits: true, posted: true, tied: true });
    expect(said.some((line) => /of 6 periods, [\d,]+ claims and [\d,]+ remits now; \d+:\d\d so far, about \d+:\d\d left/.test(line))).toBe(
      true,
    );
  });

  test('its record verifies, its books tie out, and its bytes are there', { timeout: 120_000 }, async () => {
    const verified = await db.store.inTenant(tenant, (tx) => verifyRecord(tx, () => performance.now(), witness), { readOnly: true });
    expect(verified).toMatchObject({ ok: true, digests: { broken: [] } });
    const tieOut = await gate.ask<TieOutView>('ground/ledger/tie-out', {}, actor());
    expect(tieOut.rows.filter(({ difference }) => difference !== 0)).toEqual([]);
    const { id, control } = await one<{ id: string; control: string }>(
      `select c.document_id as id, c.patient_control_number as control from claims.claim c where tenant_id = $1 order by c.id desc limit 1`,
    );
    const { from, to, sha256 } = await one<{ from: number; to: number; sha256: string }>(
      `select c.byte_from as "from", c.byte_to as "to", d.sha256 from claims.claim c join intake.document d on d.tenant_id = c.tenant_id and d.id = c.document_id
        where c.tenant_id = $1 order by c.id desc limit 1`,
    );
    expect(id).not.toBe('');
    expect(Buffer.from(await parts.blobs.read(tenant, sha256, from, to)).toString('latin1')).toContain(`CLM*${control}*`);
  });
});

/** Lists that are asked all day long, and what of each. */
const lists: { readonly [list: string]: readonly [name: string, input: (known: Known) => object] } = {
  claims: ['revenue/claims/claims', () => ({})],
  'claims-of-a-status': ['revenue/claims/claims', () => ({ status: 'denied' })],
  'claims-by-name': ['revenue/claims/claims', ({ name }) => ({ search: name })],
  'claims-by-number': ['revenue/claims/claims', ({ control }) => ({ search: control })],
  'tray-open': ['revenue/posting/tray', () => ({ view: 'open' })],
  'tray-posted': ['revenue/posting/tray', () => ({ view: 'posted' })],
  'tray-all': ['revenue/posting/tray', () => ({ view: 'all' })],
  'remit-claims': ['revenue/posting/remit-claims', ({ remitId }) => ({ remitId })],
  'tray-by-name': ['revenue/posting/tray', ({ name }) => ({ view: 'all', search: name })],
  work: ['revenue/posting/work', () => ({ open: true })],
  'work-of-a-kind': ['revenue/posting/work', () => ({ open: true, kind: 'denial' })],
  'deposits-all': ['ground/bank/deposits', () => ({ view: 'all' })],
  'deposits-open': ['ground/bank/deposits', () => ({ view: 'open' })],
  accounts: ['ground/ledger/accounts', () => ({})],
  'tie-out': ['ground/ledger/tie-out', () => ({})],
  journal: ['ground/ledger/journal', () => ({})],
  'journal-of-an-account': ['ground/ledger/journal', () => ({ account: 'Assets:AR:Payer' })],
  'journal-of-a-claim': ['ground/ledger/journal', ({ claimId }) => ({ claimId })],
  'record-reads': ['gate/record', () => ({ chain: 'reads' })],
  'who-saw': ['gate/who-saw', ({ remitId }) => ({ subject: `remit:${remitId}` })],
};
interface Known {
  readonly name: string;
  readonly control: string;
  readonly remitId: string;
  readonly claimId: string;
}

/** Grows with the practice. */
const grows = /(claims|remits|posting|ledger|bank)\.|gate\.record|parties\.patient|patient_search/;
/** Of these nobody walks over all rows to show a page. */
const large =
  /Seq Scan on (claims|remits|posting|ledger|gate|parties)\.(claim|standing|service_line|remit_claim|patient_search|patient|posted_claim|decision|work_item|entry|line|movement|record|record_subject)\b/;

describe('the plans of the busiest lists', () => {
  let known: Known;
  beforeAll(async () => {
    const rows = (
      await gate.ask<{ rows: { id: string; patientName: string; patientControlNumber: string }[] }>('revenue/claims/claims', {}, actor())
    ).rows;
    const remits = (await gate.ask<{ rows: { id: string }[] }>('revenue/posting/tray', { view: 'posted' }, actor())).rows;
    const [claim] = rows;
    const [remit] = remits;
    if (!claim || !remit) throw new Error('the practice is empty');
    await decideMuch();
    await swept();
    await asIfWhole();
    known = { name: claim.patientName, control: claim.patientControlNumber, remitId: remit.id, claimId: claim.id };
  });

  test('what is owed is summed up by whoever owes it: a few rows, however many claims', async () => {
    expect(await one(`select count(*) <= 5 as few from ledger.receivable_sum where tenant_id = $1`)).toEqual({ few: true });
  });

  test.each(Object.entries(lists))('%s', async (list, [name, input]) => {
    const plans = await plansOf(() => gate.ask(name, input(known), actor()));
    expect(plans).not.toMatch(large);
    await expect(plans).toMatchFileSnapshot(join(import.meta.dirname, `../../../../golden/plans/${list}.txt`));
  });
});

/** What the database would do for each statement of some work, without costs: nodes, tables and indexes. */
async function plansOf(work: () => Promise<unknown>): Promise<string> {
  const asked: { text: string; values: unknown[] }[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...given: Parameters<typeof query>) {
    const [first, second] = given as unknown as [string | { text?: string; values?: unknown[] }, unknown[] | undefined];
    const text = typeof first === 'string' ? first : (first.text ?? '');
    const values = second ?? (typeof first === 'string' ? undefined : first.values);
    if (/^\s*(select|with)\b/i.test(text) && Array.isArray(values)) asked.push({ text, values });
    return Reflect.apply(query, this, given);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  const plans = asked.filter(({ text }) => !/pg_advisory|record_head|for update/.test(text));
  return db.store.inTenant(
    tenant,
    async (tx) => {
      const told: string[] = [];
      for (const { text, values } of plans) {
        const [row] = await tx.rows<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (format json, costs off) ${text}`, values);
        if (row) told.push(lines(row['QUERY PLAN'][0].Plan, 0).join('\n'));
      }
      // What the gate and the page ask of a few rows (the practice's day, who may reach what) is none of the list's.
      return `${told.filter((plan) => grows.test(plan)).join('\n\n')}\n`;
    },
    { readOnly: true },
  );
}

/**
 * The planner is told of fifty times as many rows as there are, as of a whole practice: it takes the number from the catalogue and what
 * stands in them from the statistics.
 */
const asIfWhole = (): Promise<unknown> =>
  withAdmin(db.adminUrl, (client) =>
    client.query(
      `update pg_class c set reltuples = reltuples / $1 from pg_namespace n where n.oid = c.relnamespace and c.reltuples >= 500
        and n.nspname in ('claims', 'remits', 'posting', 'ledger', 'gate', 'bank', 'parties')`,
      [scale],
    ),
  );

/** As the database sweeps by itself in time: which pages everybody sees decides whether an index alone answers. */
const swept = (): Promise<void> =>
  withAdmin(db.adminUrl, async (client) => {
    for (const table of ['bank.deposit', 'bank.tie', 'claims.claim']) await client.query(`vacuum (analyze) ${table}`);
  });

/** A practice of three years has decided something of many remits; nobody did while this one was made. */
const decideMuch = (): Promise<unknown> =>
  withAdmin(db.adminUrl, (client) =>
    client.query(
      `insert into posting.decision (tenant_id, id, remit_id, kind, decided_at, decided_by, act_id)
         select tenant_id, gen_random_uuid(), id, 'own-payment', now(), 'test', gen_random_uuid() from remits.remit, generate_series(1, 2);
       analyze posting.decision`,
    ),
  );

interface Node {
  readonly 'Node Type': string;
  readonly Schema?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Subplan Name'?: string;
  readonly Plans?: readonly Node[];
}

const lines = (node: Node, depth: number): string[] => {
  const index = node['Index Name'] === undefined ? '' : ` by ${node['Index Name']}`;
  const relation = node['Relation Name'] === undefined ? '' : ` on ${schemaOf(node['Relation Name'])}${node['Relation Name']}`;
  return [`${'  '.repeat(depth)}${node['Node Type']}${relation}${index}`, ...(node.Plans ?? []).flatMap((one) => lines(one, depth + 1))];
};
const schemas: { readonly [table: string]: string } = Object.fromEntries(
  Object.entries({
    claims: ['claim', 'standing', 'service_line'],
    remits: ['remit', 'remit_claim'],
    posting: ['posted_claim', 'posted_remit', 'work_item', 'decision'],
    ledger: ['entry', 'line', 'movement', 'account_sum', 'receivable_sum'],
    gate: ['record', 'record_subject', 'record_words'],
    parties: ['patient', 'payer', 'site'],
    bank: ['deposit', 'tie'],
    intake: ['document', 'reading'],
  }).flatMap(([schema, tables]) => tables.map((table) => [table, `${schema}.`])),
);
const schemaOf = (table: string): string => schemas[table] ?? '';

import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitedRole } from './provision.ts';
import { reaches } from './reach.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';

let db: FreshDatabase;
const tenant = '01900000-0000-7000-8000-0000000000a1';
const site = '01900000-0000-7000-8000-0000000000b1';
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

/** Tables with such a column that are of the whole practice, and name nobody. */
const elsewhere: { readonly [table: string]: string } = {
  'autonomy.setting': 'how far a workflow goes at a site',
  'gate.record_subject': 'the record: numbers of what was done and seen',
  'governance.agreement': 'a contract with a vendor',
};

test('every table that is of a claim, a remit, a patient or a file is within a reach', async () => {
  const rows = await db.store.inTenant(tenant, (tx) =>
    tx.rows<{ name: string }>(
      `select distinct table_schema || '.' || table_name as name from information_schema.columns
        where column_name in ('claim_id', 'remit_id', 'remit_claim_id', 'patient_id', 'document_id', 'subject', 'site_id', 'coverages')
          and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    ),
  );
  const open = rows.map(({ name }) => name).filter((name) => reaches[name] === undefined && elsewhere[name] === undefined);
  expect(open).toEqual([]);
  expect(Object.keys(elsewhere).filter((name) => !rows.some((row) => row.name === name))).toEqual([]);
});

test('the policies hold for whoever steps down to the limited role, and for nobody else', async () => {
  const rows = await db.store.inTenant(tenant, (tx) =>
    tx.rows<{ name: string; roles: string; permissive: string }>(
      `select schemaname || '.' || tablename as name, roles::text, permissive from pg_policies where policyname = 'reach' order by 1`,
    ),
  );
  expect(rows).toEqual(
    Object.keys(reaches)
      .sort()
      .map((name) => ({ name, roles: `{${limitedRole}}`, permissive: 'RESTRICTIVE' })),
  );
});

const plan = (tx: { rows<T extends object>(sql: string): Promise<T[]> }, sql: string) =>
  tx.rows<{ 'QUERY PLAN': string }>(`explain verbose ${sql}`).then((rows) => rows.map((row) => row['QUERY PLAN']).join('\n'));

test('whoever sees all pays for none of it in a plan; whoever is narrowed sees no table past it', async () => {
  await db.store.inTenant(
    tenant,
    async (tx) => {
      for (const table of Object.keys(reaches)) expect(await plan(tx, `select * from ${table}`), table).not.toContain('claimwright.sites');
      await tx.narrow({ sites: [site], actor: 'nobody' });
      for (const table of Object.keys(reaches))
        expect(await plan(tx, `select * from ${table}`), table).toMatch(/claimwright\.(sites|payers|actor)/);
      for (const table of Object.keys(reaches)) expect(await tx.rows(`select * from ${table}`)).toEqual([]);
      expect(await tx.whole(() => plan(tx, 'select * from claims.claim'))).not.toContain('claimwright.sites');
      await expect(tx.whole(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(await plan(tx, 'select * from claims.claim')).toContain('claimwright.sites');
    },
    { readOnly: true },
  );
  await db.store.inTenant(tenant, async (tx) => {
    expect(tx.reach).toBeUndefined();
    expect(await tx.rows('select current_user::text as who')).toEqual([{ who: 'claimwright_app' }]);
  });
});

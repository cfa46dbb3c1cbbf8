import pg from 'pg';
import { destroying } from './destroying.ts';
import { appRole, limitedRole } from './provision.ts';
import { reachSteps } from './reach.ts';
import { trainingSteps } from './training.ts';

/** Schemas of libraries, which know nothing of tenants. The application may do in them what the libraries need. */
const foreign: readonly string[] = ['auth', 'pgboss'];
/** Schemas that are none of our business, or hold nothing of a practice. */
const ignored: readonly string[] = ['information_schema', 'public', 'house', 'drizzle'];
/** Tables of ours that may do without a tenant, each with its reason. None yet. */
const withoutTenant: readonly string[] = [];
/** What was written stays: the application may add to these and never change them. */
const appendOnly: readonly string[] = [
  'gate.record',
  'gate.record_subject',
  'gate.record_words',
  'gate.checkpoint',
  'governance.disclosure',
  'governance.retention_rule',
  'governance.tombstone',
  'ledger.entry',
  'ledger.line',
  'ledger.movement',
  'intake.document',
  'governance.member_change',
  'governance.role_limit',
  'governance.template',
  'governance.template_push',
  'governance.training_practice',
  'governance.exercise_result',
  'autonomy.setting',
  'autonomy.stop',
  'autonomy.change',
  'autonomy.review',
];

/** Personal columns among them: what they say stays, and is sealed anew when a key is replaced. */
export const resealed: { readonly [table: string]: readonly string[] } = {
  'gate.record_words': ['words'],
  'governance.disclosure': ['recipient', 'recipient_address', 'what', 'why'],
  'intake.document': ['name'],
};

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly hasTenant: boolean;
}

const quoted = (...parts: string[]): string => parts.map((part) => pg.escapeIdentifier(part)).join('.');

/**
 * Closes the database: row-level security forced on every table that holds a practice's rows, the application's rights as small as
 * they can be, entries that balance. Looks at what is really there, so that a table nobody thought of cannot stay open. Safe to
 * repeat; to be called after each migration, within `alone`.
 */
export async function secure(client: pg.Client): Promise<void> {
  const tables = await ourTables(client);
  const open = tables.filter(({ schema, name, hasTenant }) => !hasTenant && !withoutTenant.includes(`${schema}.${name}`));
  if (open.length > 0)
    throw new Error(
      `no tenant_id in ${open.map(({ schema, name }) => `${schema}.${name}`).join(', ')}: row-level security cannot hold there`,
    );
  const steps = [
    `grant temporary on database ${quoted(client.database ?? '')} to ${appRole}`,
    ...[...new Set(tables.map(({ schema }) => schema))].flatMap((schema) => [
      `revoke all on schema ${quoted(schema)} from ${appRole}`,
      `grant usage on schema ${quoted(schema)} to ${appRole}`,
    ]),
    ...tables.flatMap(closeTable),
    ...(await foreignGrants(client)),
    ...reachSteps([...new Set(tables.map(({ schema }) => schema)), 'auth']),
    ...entriesBalance,
    ...lookUps,
    ...destroying,
    ...trainingSteps,
  ];
  await client.query('begin');
  try {
    await client.query(steps.join(';\n'));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Every table, partition and materialised view in the schemas that are ours: all that no library and no system owns. */
async function ourTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name,
            exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull) as "hasTenant"
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm', 'f') and n.nspname <> all($1) and n.nspname !~ '^pg_'
      order by 1, 2`,
    [[...foreign, ...ignored]],
  );
  return rows;
}

function closeTable({ schema, name, hasTenant }: Table): string[] {
  const table = quoted(schema, name);
  const rights = appendOnly.includes(`${schema}.${name}`) ? 'select, insert' : 'select, insert, update';
  const grants = [
    `revoke all on ${table} from public, ${appRole}`,
    `grant ${rights} on ${table} to ${appRole}`,
    ...(resealed[`${schema}.${name}`] ?? []).map((column) => `grant update (${quoted(column)}) on ${table} to ${appRole}`),
  ];
  if (!hasTenant) return grants;
  // With no tenant set the comparison raises an error: forgetting it is loud, and shows nothing.
  const mine = `tenant_id = current_setting('claimwright.tenant')::uuid`;
  return [
    ...grants,
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `drop policy if exists tenant on ${table}`,
    // Asked once for all the rows of a statement that writes; one that reads is planned with it, and may not wait for an answer.
    `create policy tenant on ${table} using (${mine}) with check (tenant_id = (select current_setting('claimwright.tenant')::uuid))`,
  ];
}

async function foreignGrants(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ nspname: string }>('select nspname from pg_namespace where nspname = any($1)', [foreign]);
  return rows.flatMap(({ nspname }) => {
    const schema = quoted(nspname);
    return [
      `grant usage on schema ${schema} to ${appRole}`,
      `grant select, insert, update, delete on all tables in schema ${schema} to ${appRole}`,
      `grant usage, select on all sequences in schema ${schema} to ${appRole}`,
      `grant execute on all functions in schema ${schema} to ${appRole}`,
    ];
  });
}

/** Once a statement, over all the rows it wrote, so that COPY of forty thousand lines costs one grouping and not forty thousand calls. */
const entriesBalance = [
  `create or replace function ledger.refuse_unbalanced() returns trigger language plpgsql set search_path = pg_catalog as $$
   declare wrong uuid;
   begin
     select entry_id into wrong from written group by tenant_id, entry_id having sum(amount) <> 0 limit 1;
     if found then
       raise exception 'journal entry % does not sum to zero', wrong using errcode = 'check_violation', constraint = 'entry_sums_to_zero';
     end if;
     return null;
   end $$`,
  `create or replace trigger entry_sums_to_zero after insert on ledger.line
     referencing new table as written for each statement execute function ledger.refuse_unbalanced()`,
];

/**
 * The few questions that come before a tenant is known. They run with the owner's rights, answer no more than the question, and
 * work for an owner who is no superuser too: hence the policies, which let the owner alone read these few tables whole, and the
 * tenant that is set to nobody meanwhile, because the other policy asks for one.
 */
const lookUp = (name: string, answers: string, question: string): string[] => [
  // Dropped first: what a function answers with cannot be changed.
  `drop function if exists ${name}`,
  `create function ${name} returns table (${answers}) language plpgsql security definer set search_path = pg_catalog as $$
   #variable_conflict use_column
   declare before text := coalesce(current_setting('claimwright.tenant', true), '');
   begin
     perform set_config('claimwright.tenant', '00000000-0000-0000-0000-000000000000', true);
     return query ${question};
     perform set_config('claimwright.tenant', before, true);
   end $$`,
  `revoke all on function ${name} from public`,
  `grant execute on function ${name} to ${appRole}, ${limitedRole}`,
];
const lookUps = [
  ...['member', 'organisation', 'affiliation', 'invitation', 'training_practice', 'training_place']
    .map((name) => `governance.${name}`)
    .concat('parties.practice')
    .flatMap((table) => [
      `drop policy if exists look_up on ${table}`,
      `create policy look_up on ${table} for select to current_user using (true)`,
    ]),
  ...lookUp(
    'governance.memberships(of_user text)',
    'tenant uuid, practice text, demo boolean, name text, roles text[]',
    // The practices where one works first: whoever says none lands there. Then one's organisations; then the practices that let these in.
    `select tenant_id, place, demo, name, roles from (
     select 1 as nearness, m.tenant_id, p.name as place, p.demo, m.name, m.roles
       from governance.member m join parties.practice p on p.tenant_id = m.tenant_id
      where m.user_id = of_user and m.active
     union all
     select 2, m.tenant_id, o.name, false, m.name, m.roles
       from governance.member m join governance.organisation o on o.tenant_id = m.tenant_id
      where m.user_id = of_user and m.active
     union all
     select 3, a.tenant_id, p.name, p.demo, m.name, array(select r from unnest(m.roles) as r where r = any(a.roles))
       from governance.member m join governance.affiliation a on a.organisation = m.tenant_id and a.ended_at is null
       join parties.practice p on p.tenant_id = a.tenant_id
      where m.user_id = of_user and m.active and m.roles && a.roles
        and not exists (select 1 from governance.member own where own.tenant_id = a.tenant_id and own.user_id = of_user)) as places
      order by nearness, 2, 1`,
  ),
  ...lookUp(
    'governance.invited(by_hash text)',
    'tenant uuid, id uuid, name text, email text, until timestamptz',
    `select i.tenant_id, i.id, i.name, i.email, i.expires_at from governance.invitation i
      where i.code_hash = by_hash and i.state = 'waiting'`,
  ),
  ...lookUp(
    'governance.organisation_name(of_organisation uuid)',
    'name text',
    'select o.name from governance.organisation o where o.tenant_id = of_organisation',
  ),
  ...lookUp(
    'governance.practices_of(of_organisation uuid)',
    'tenant uuid, practice text, since timestamptz, roles text[]',
    `select a.tenant_id, p.name, a.since, a.roles from governance.affiliation a join parties.practice p on p.tenant_id = a.tenant_id
      where a.organisation = of_organisation and a.ended_at is null order by p.name, a.tenant_id`,
  ),
  ...lookUp(
    'governance.tenants()',
    'tenant uuid, kind text, name text',
    `select tenant_id, case when tenant_id in (select t.tenant_id from governance.training_practice t) then 'training' else 'practice' end, name
       from parties.practice union all select tenant_id, 'organisation', name from governance.organisation
      order by 1`,
  ),
  ...lookUp(
    'parties.tenants()',
    'tenant uuid, name text, demo boolean',
    // Of practices that are ones: what people practise in is found by its practice alone.
    `select tenant_id, name, demo from parties.practice
      where tenant_id not in (select t.tenant_id from governance.training_practice t) order by tenant_id`,
  ),
  ...lookUp(
    'governance.trainings(of_user text)',
    'tenant uuid, of_practice uuid, practice text, name text, roles text[]',
    // Whoever works at a practice practises where it practises, as what they are there now.
    `select t.tenant_id, t.practice, p.name, m.name, m.roles from governance.training_practice t
       join governance.training_place w on w.tenant_id = t.practice and w.training = t.tenant_id and w.state = 'ready'
       join parties.practice p on p.tenant_id = t.tenant_id
       join governance.member m on m.tenant_id = t.practice and m.user_id = of_user and m.active`,
  ),
  ...lookUp(
    'governance.training_of(of_tenant uuid)',
    'practice uuid',
    'select t.practice from governance.training_practice t where t.tenant_id = of_tenant',
  ),
];

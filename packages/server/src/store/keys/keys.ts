import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { Trouble } from '../../trouble.ts';
import type { KeyKeeper } from './keeper.ts';
import { type KeyRing, keyBytes, keyRing, noRing } from './key-ring.ts';

/** The tenants' keys: wrapped in the database, unwrapped in memory. */
export interface Keys {
  readonly keeper: KeyKeeper;
  /** A tenant's keys as this process knows them; of a tenant that has none, a ring that seals nothing: asking makes no keys. */
  ring(tenant: string): Promise<KeyRing>;
  /** The same, read from the database anew. */
  refreshed(tenant: string): Promise<KeyRing>;
  /** Makes the first keys of a tenant, where it has none, and answers its ring: within the transaction that makes the tenant, or alone. */
  make(tenant: string, client?: pg.PoolClient): Promise<KeyRing>;
  /** A new data key, wrapped and not yet kept. */
  fresh(tenant: string, purpose: 'data' | 'index', version: number): Promise<WrappedKey>;
  /** A key that the keeper wrapped, wrapped by its newest key. */
  rewrapped(tenant: string, row: WrappedKey): Promise<WrappedKey>;
  close(): Promise<void>;
}

/** A row of governance.data_key, as far as keys are concerned. */
export interface WrappedKey {
  readonly purpose: string;
  readonly version: number;
  readonly keeper: string;
  readonly kek_id: string;
  readonly wrapped: string;
}
export interface DataKeyRow extends WrappedKey {
  readonly current_from: Date | null;
  readonly retired_at: Date | null;
}

/** How many events a tenant's keys have seen. In one statement with other things, too. */
export const revisionSql =
  'select count(*) + count(current_from) + count(retired_at) as revision from governance.data_key where tenant_id = ';

export function openKeys(appUrl: string, keeper: KeyKeeper): Keys {
  // Of its own: who holds a connection of the store must not wait for another one of it.
  const pool = new pg.Pool({ connectionString: appUrl, max: 2, idleTimeoutMillis: 2_000, application_name: 'claimwright-keys' });
  pool.on('error', () => undefined);
  const known = new Map<string, Promise<KeyRing>>();
  const unwrapped = new Map<string, Promise<Uint8Array>>();
  // What was unwrapped once is not asked of the keeper again: it may be a service far away.
  const unwrap: Unwrap = (tenant, row) => {
    const name = `${tenant}/${row.purpose}/${row.version}/${row.kek_id}/${row.wrapped}`;
    const before = unwrapped.get(name);
    if (before) return before;
    const key = unwrapKey(keeper, tenant, row);
    unwrapped.set(name, key);
    key.catch(() => unwrapped.delete(name));
    return key;
  };
  const load = (tenant: string): Promise<KeyRing> => {
    const loading = inTenant(pool, tenant, readRows).then((rows) => (rows.length > 0 ? ringOf(tenant, rows, unwrap) : noRing(tenant)));
    known.set(tenant, loading);
    // Not of those that have none: whoever asks for made-up tenants fills no memory, and who gets keys is known at once.
    loading.then(({ versions }) => versions.length === 0 && known.delete(tenant)).catch(() => known.delete(tenant));
    return loading;
  };
  return {
    keeper,
    ring: (tenant) => known.get(tenant) ?? load(tenant),
    refreshed: load,
    make: async (tenant, client) => {
      const made = [
        await wrapKey(keeper, tenant, 'data', 1, randomBytes(keyBytes)),
        await wrapKey(keeper, tenant, 'index', 1, randomBytes(keyBytes)),
      ];
      const rows = await (client ? keepFirst(client, tenant, made) : inTenant(pool, tenant, (own) => keepFirst(own, tenant, made)));
      return ringOf(tenant, rows, unwrap);
    },
    fresh: (tenant, purpose, version) => wrapKey(keeper, tenant, purpose, version, randomBytes(keyBytes)),
    rewrapped: async (tenant, row) => wrapKey(keeper, tenant, row.purpose, row.version, await unwrap(tenant, row)),
    close: () => pool.end(),
  };
}

/** Tenants that are older than their keys get them. */
export async function makeMissing(keys: Keys, tenants: readonly string[]): Promise<void> {
  for (const tenant of tenants) if ((await keys.ring(tenant)).versions.length === 0) await keys.make(tenant);
}

type Unwrap = (tenant: string, row: DataKeyRow | WrappedKey) => Promise<Uint8Array>;

/** The ring that a tenant's rows make. */
export async function ringOf(tenant: string, complete: readonly DataKeyRow[], unwrap: Unwrap): Promise<KeyRing> {
  const data = new Map<number, Uint8Array>();
  let index: Uint8Array | undefined;
  for (const row of complete) {
    const key = await unwrap(tenant, row);
    if (row.purpose === 'data') data.set(row.version, key);
    else index = key;
  }
  const current = complete.filter((row) => row.purpose === 'data' && row.current_from !== null).map((row) => row.version);
  if (!index || current.length === 0)
    throw new Trouble('keys-missing', 'This practice’s keys are not complete.', { fix: 'Restore the database from a backup.' });
  const revision = complete.reduce((sum, row) => sum + 1 + (row.current_from ? 1 : 0) + (row.retired_at ? 1 : 0), 0);
  return keyRing({ tenant, revision, current: Math.max(...current), data, index });
}

async function readRows(client: pg.PoolClient): Promise<DataKeyRow[]> {
  const { rows } = await client.query<DataKeyRow>(
    `select purpose, version, keeper, kek_id, wrapped, current_from, retired_at from governance.data_key
      where tenant_id = current_setting('claimwright.tenant')::uuid order by purpose, version`,
  );
  return rows;
}

/** Two processes may make them at once: the first keys that are kept are everybody's. */
async function keepFirst(client: pg.PoolClient, tenant: string, made: readonly WrappedKey[]): Promise<DataKeyRow[]> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('first-keys/' || $1::text, 7))", [tenant]);
  const before = await readRows(client);
  if (before.length > 0) return before;
  for (const one of made)
    await client.query(
      `insert into governance.data_key (tenant_id, purpose, version, keeper, kek_id, wrapped, created_at, wrapped_at, current_from)
         values ($1, $2, $3, $4, $5, $6, now(), now(), now())`,
      [tenant, one.purpose, one.version, one.keeper, one.kek_id, one.wrapped],
    );
  // A practice that is older than its keys: what it holds lies in the clear, and is sealed before anybody works with it.
  await client.query(
    `insert into governance.key_rotation (tenant_id, id, to_version, ordered_at, ordered_by, state, resealed, total, act_id)
       select $1, gen_random_uuid(), 1, now(), 'upgrade', 'ordered', 0, 0, '00000000-0000-0000-0000-000000000000'
        where exists (select 1 from parties.practice where tenant_id = $1) or exists (select 1 from governance.organisation where tenant_id = $1)`,
    [tenant],
  );
  return readRows(client);
}

async function inTenant<T>(pool: pg.Pool, tenant: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('claimwright.tenant', $1, true)", [tenant]);
    const answer = await work(client);
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Half a hash of what the key is for, wrapped together with it: a key that was moved to another tenant or version is none. */
const markOf = (tenant: string, purpose: string, version: number): Buffer =>
  createHash('sha256').update(`claimwright/data-key\n${tenant}\n${purpose}\n${version}`).digest().subarray(0, 16);

async function wrapKey(keeper: KeyKeeper, tenant: string, purpose: string, version: number, key: Uint8Array): Promise<WrappedKey> {
  const { kekId, bytes } = await keeper.wrap(Buffer.concat([markOf(tenant, purpose, version), key]));
  return { purpose, version, keeper: keeper.kind, kek_id: kekId, wrapped: Buffer.from(bytes).toString('base64url') };
}

export async function unwrapKey(keeper: KeyKeeper, tenant: string, row: WrappedKey): Promise<Uint8Array> {
  if (row.keeper !== keeper.kind)
    throw new Trouble('keys-missing', `This practice’s keys are with another keeper: ${row.keeper}.`, {
      because: `Claimwright was started with ${keeper.kind}.`,
      fix: 'Start it with CLAIMWRIGHT_KEEPER as it was. Nothing was changed.',
    });
  const bytes = Buffer.from(await keeper.unwrap({ kekId: row.kek_id, bytes: Buffer.from(row.wrapped, 'base64url') }));
  const mark = markOf(tenant, row.purpose, row.version);
  if (bytes.length !== mark.length + keyBytes || !bytes.subarray(0, mark.length).equals(mark))
    throw new Trouble('keys-missing', 'A key of this practice is not what it says it is.', {
      because: 'It was made for another practice or another version: somebody changed the table of keys.',
      fix: 'Restore the database from a backup.',
    });
  return bytes.subarray(mark.length);
}

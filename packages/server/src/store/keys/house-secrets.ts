import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { Trouble } from '../../trouble.ts';
import type { KeyKeeper } from './keeper.ts';

/** A secret of the house itself, of no practice, as the database and a backup hold it: wrapped by the keeper, never in the clear. */
export interface HouseSecret {
  readonly name: string;
  readonly keeper: string;
  readonly kek_id: string;
  readonly wrapped: string;
}

const secretBytes = 32;
const signIn = 'sign-in';
const table = 'house.sealed_secret';
const made = `create table if not exists ${table} (name text primary key, keeper text not null, kek_id text not null, wrapped text not null)`;

/** Wrapped together with the secret: one that was put in another's place is none. */
const markOf = (name: string): Buffer => createHash('sha256').update(`claimwright/house-secret\n${name}`).digest().subarray(0, 16);

async function wrap(keeper: KeyKeeper, name: string, secret: string): Promise<HouseSecret> {
  const { kekId, bytes } = await keeper.wrap(Buffer.concat([markOf(name), Buffer.from(secret, 'base64url')]));
  return { name, keeper: keeper.kind, kek_id: kekId, wrapped: Buffer.from(bytes).toString('base64url') };
}

export async function unwrapSecret(keeper: KeyKeeper, row: HouseSecret): Promise<string> {
  if (row.keeper !== keeper.kind)
    throw new Trouble('keys-missing', `The secret behind sign-in is with another keeper: ${row.keeper}.`, {
      because: `Claimwright was started with ${keeper.kind}.`,
      fix: 'Start it with CLAIMWRIGHT_KEEPER as it was. Nothing was changed.',
    });
  const bytes = Buffer.from(await keeper.unwrap({ kekId: row.kek_id, bytes: Buffer.from(row.wrapped, 'base64url') }));
  const mark = markOf(row.name);
  if (bytes.length !== mark.length + secretBytes || !bytes.subarray(0, mark.length).equals(mark))
    throw new Trouble('keys-missing', 'The secret behind sign-in is not what it says it is.', {
      because: 'Somebody changed the table of secrets.',
      fix: 'Restore the database from a backup.',
    });
  return bytes.subarray(mark.length).toString('base64url');
}

/** One at a time, and whole or not at all. */
async function inOneGo<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query("select pg_advisory_xact_lock(hashtextextended('house secrets', 7))");
    const answer = await work();
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ at: string | null }>('select to_regclass($1)::text as at', [name]);
  return rows[0]?.at != null;
}

/** Every secret as it is kept, wrapped; none in a database that has not been worked on yet. */
export async function houseSecrets(client: pg.Client): Promise<HouseSecret[]> {
  if (!(await exists(client, table))) return [];
  return (await client.query<HouseSecret>(`select name, keeper, kek_id, wrapped from ${table} order by name`)).rows;
}

/** Puts back what a backup held. */
export async function keepHouseSecrets(client: pg.Client, secrets: readonly HouseSecret[]): Promise<void> {
  await client.query(made);
  for (const { name, keeper, kek_id, wrapped } of secrets)
    await client.query(
      `insert into ${table} (name, keeper, kek_id, wrapped) values ($1, $2, $3, $4)
         on conflict (name) do update set keeper = excluded.keeper, kek_id = excluded.kek_id, wrapped = excluded.wrapped`,
      [name, keeper, kek_id, wrapped],
    );
}

/** The clear one of a Claimwright before this: its table goes, and its file with it. */
async function clearOne(client: pg.Client): Promise<string | undefined> {
  if (!(await exists(client, 'house.secret'))) return undefined;
  const { rows } = await client.query<{ value: string }>('select value from house.secret where name = $1', [signIn]);
  await client.query('drop table house.secret');
  return rows[0]?.value;
}

/**
 * What session cookies are signed with, and what authenticators' secrets and recovery codes are kept under: made once for a database,
 * the same for all its servers, wrapped by the keeper, and out of the application's reach.
 */
export function signInSecret(client: pg.Client, keeper: KeyKeeper): Promise<string> {
  return inOneGo(client, async () => {
    await client.query(made);
    const before = (await houseSecrets(client)).find(({ name }) => name === signIn);
    if (before) return unwrapSecret(keeper, before);
    const secret = (await clearOne(client)) ?? randomBytes(secretBytes).toString('base64url');
    await keepHouseSecrets(client, [await wrap(keeper, signIn, secret)]);
    return secret;
  });
}

/** Wraps them with the keeper's newest key. */
export function rewrapHouseSecrets(client: pg.Client, keeper: KeyKeeper): Promise<number> {
  return inOneGo(client, async () => {
    const secrets = await houseSecrets(client);
    const anew: HouseSecret[] = [];
    for (const row of secrets) anew.push(await wrap(keeper, row.name, await unwrapSecret(keeper, row)));
    await keepHouseSecrets(client, anew);
    return anew.length;
  });
}

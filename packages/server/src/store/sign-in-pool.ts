import { randomBytes } from 'node:crypto';
import pg from 'pg';

export const signInSchema = 'auth';

/** Connections that see the sign-in library's tables and nothing of a practice: names without a schema mean `auth`. */
export function signInPool(url: string, max = 4): pg.Pool {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  address.searchParams.set('options', `${given ? `${given} ` : ''}-c search_path=${signInSchema}`);
  const pool = new pg.Pool({ connectionString: address.toString().replaceAll('+', '%20'), max, application_name: 'claimwright-sign-in' });
  pool.on('error', () => undefined);
  return pool;
}

/** What session cookies are signed with: made once for a database, the same for all its servers, and out of the application's reach. */
export async function signInSecret(client: pg.Client): Promise<string> {
  await client.query('create table if not exists house.secret (name text primary key, value text not null)');
  await client.query("insert into house.secret (name, value) values ('sign-in', $1) on conflict do nothing", [
    randomBytes(32).toString('base64url'),
  ]);
  const { rows } = await client.query<{ value: string }>("select value from house.secret where name = 'sign-in'");
  return rows[0]?.value ?? '';
}

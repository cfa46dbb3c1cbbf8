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

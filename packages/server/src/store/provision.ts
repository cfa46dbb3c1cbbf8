import pg from 'pg';
import { codeOf, Trouble } from '../trouble.ts';

/** The two ways into a database: as its owner, who changes its shape, and as the application, who may do much less. */
export interface Access {
  readonly adminUrl: string;
  readonly appUrl: string;
  /** Set for the embedded server, where the application signs in for itself. */
  readonly appPassword?: string;
}

export const appRole = 'claimwright_app';
/**
 * The role as which whoever is limited to sites or payers reads (reach.ts). Its policies are for it alone: whoever sees the whole practice
 * reads as the application, and pays nothing for them in any plan.
 */
export const limitedRole = 'claimwright_limited';

/** A server of the user's own: one address, and the application steps down to its role as soon as it connects. */
export function accessByUrl(url: string): Access {
  const app = new URL(url);
  const given = app.searchParams.get('options');
  app.searchParams.set('options', `${given ? `${given} ` : ''}-c role=${appRole}`);
  // URLSearchParams writes a blank as +, which the driver would take for a plus.
  return { adminUrl: url, appUrl: app.toString().replaceAll('+', '%20') };
}

/** Makes the embedded server's database where it is missing. */
export async function createDatabase(adminUrl: string): Promise<void> {
  const target = new URL(adminUrl);
  const name = target.pathname.slice(1);
  target.pathname = '/postgres';
  await withAdmin(target.toString(), async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  });
}

const limits = 'nosuperuser nobypassrls nocreatedb nocreaterole noreplication';

/** Makes the application's roles: no superusers, never past row-level security. Safe to repeat. */
export async function provision(client: pg.Client, access: Access): Promise<void> {
  await makeRole(client, appRole, async () => {
    if (access.appPassword !== undefined)
      await client.query(`alter role ${appRole} login password ${pg.escapeLiteral(access.appPassword)}`);
    else if (!(await maySetRole(client, appRole))) await client.query(`grant ${appRole} to current_user`);
  });
  // It can be stepped down to, and gives nothing by itself: what holds for it holds for nobody who has not stepped down.
  await makeRole(client, limitedRole, async () => {
    const stepsDown = access.appPassword === undefined ? 'current_user' : appRole;
    if (access.appPassword !== undefined || !(await maySetRole(client, limitedRole)))
      await client.query(`grant ${limitedRole} to ${stepsDown} with inherit false, set true`);
  });
}

async function makeRole(client: pg.Client, name: string, give: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'select rolsuper, rolbypassrls from pg_roles where rolname = $1',
    [name],
  );
  const role = rows[0];
  if (role && (role.rolsuper || role.rolbypassrls))
    throw new Trouble('database-refused', `The role ${name} may pass row-level security on this server.`, {
      because: 'One practice could then read another one’s rows.',
      fix: `As a superuser run: alter role ${name} ${limits};`,
    });
  try {
    if (!role) await client.query(`create role ${name} ${limits}`);
    await give();
  } catch (error) {
    // Two servers on two databases of one cluster may make the role in the same moment.
    if (codeOf(error) === '42710' || codeOf(error) === '23505' || codeOf(error) === 'XX000') return;
    throw new Trouble('database-refused', `The role ${name} cannot be made with this DATABASE_URL.`, {
      because: error instanceof Error ? error.message : String(error),
      fix: `As a superuser run: create role ${name} ${limits}; grant ${name} to ${client.user ?? 'the user'}${name === limitedRole ? ' with inherit false, set true' : ''};`,
      cause: error,
    });
  }
}

/** Somebody with more rights may have made the role and given it to this user already. */
async function maySetRole(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(`select pg_has_role(current_user, $1, 'SET') as may`, [name]);
  return rows[0]?.may ?? false;
}

/** One connection as the owner for the duration of `work`. */
export async function withAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'claimwright-admin' });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname } = new URL(adminUrl);
    throw new Trouble('database-unreachable', `The database at ${host}${pathname} does not let us in.`, {
      because: error instanceof Error && error.message !== '' ? error.message : String(codeOf(error)),
      fix: 'Check that it runs, and that the address, the user and the password in DATABASE_URL are right.',
      cause: error,
    });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** After much came in at once: the planner looks at the tables anew, and what is visible to all is noted. */
export const tidyTables = (adminUrl: string): Promise<unknown> => withAdmin(adminUrl, (client) => client.query('vacuum (analyze)'));

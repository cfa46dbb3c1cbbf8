import type pg from 'pg';
import { alone, migrate } from './migrate.ts';
import { type Access, provision, withAdmin } from './provision.ts';
import { secure } from './secure.ts';

/** What libraries add to the database with the owner's rights: the job queue's tables, those of sign-in. */
export type Preparation = (adminUrl: string, client: pg.Client) => Promise<void>;

/**
 * Makes a database ready for this code: role, migrations, the libraries' own tables, then the locks on all of it. Safe to repeat,
 * and safe when two servers do it at once. Answers the migrations that were applied.
 */
export async function prepare(access: Access, also: readonly Preparation[] = []): Promise<string[]> {
  return withAdmin(access.adminUrl, (client) =>
    alone(client, async () => {
      await provision(client, access);
      const taken = await migrate(client);
      for (const step of also) await step(access.adminUrl, client);
      await secure(client);
      return taken;
    }),
  );
}

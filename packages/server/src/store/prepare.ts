import { prepareSignIn } from '../ground/governance/sign-in/library.ts';
import { prepareJobs } from '../jobs/prepare-jobs.ts';
import { refuseHalf } from './half-restored.ts';
import { alone, migrate } from './migrate.ts';
import { type Access, provision, withAdmin } from './provision.ts';
import { secure } from './secure.ts';
import { signInPool, signInSchema } from './sign-in-pool.ts';
import { levelTenants } from './tenant-statistics.ts';

export interface Prepared {
  /** The migrations that were applied just now. */
  readonly taken: readonly string[];
}

/**
 * Makes a database ready for this code: role, migrations, the tables of the job queue and of sign-in, then the locks on all of it.
 * Safe to repeat, and safe when two servers do it at once.
 */
export async function prepare(access: Access, options: { upTo?: number; restoring?: boolean } = {}): Promise<Prepared> {
  return withAdmin(access.adminUrl, (client) =>
    alone(client, async () => {
      if (!options.restoring) await refuseHalf(client);
      await provision(client, access);
      const taken = await migrate(client, options);
      await prepareJobs(access.adminUrl);
      await client.query(`create schema if not exists ${signInSchema}`);
      const pool = signInPool(access.adminUrl, 2);
      await prepareSignIn(pool).finally(() => pool.end());
      // On the way to a restore's shape nobody works here, and the locks speak of tables that are yet to come.
      if (options.upTo === undefined) await secure(client);
      await levelTenants(client);
      return { taken };
    }),
  );
}

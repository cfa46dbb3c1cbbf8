import { withAdmin } from '../provision.ts';
import { openStore, type Store } from '../store.ts';
import { tenantIds } from '../tenants.ts';
import { chooseKeeper, type Environment } from './choose-keeper.ts';
import { makeMissing, openKeys } from './keys.ts';

/**
 * Opens the store with the keys that belong to it, and makes sure that every tenant's keys open: a lost or wrong key file is told
 * before anything is touched. A first key file is made only where nothing was sealed with another one.
 */
export async function openSealedStore(
  appUrl: string,
  data: string,
  options: { max?: number; say?: ((line: string) => void) | undefined; env?: Environment } = {},
): Promise<Store> {
  const { tenants, sealed } = await whatIsThere(appUrl);
  const keeper = chooseKeeper(data, { mayMake: !sealed, ...(options.say ? { say: options.say } : {}) }, options.env);
  const keys = openKeys(appUrl, keeper);
  const store = openStore(appUrl, { keys, ...(options.max === undefined ? {} : { max: options.max }) });
  try {
    await makeMissing(keys, tenants);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Whose rows there are, and whether any of them has keys. */
const whatIsThere = (appUrl: string): Promise<{ tenants: readonly string[]; sealed: boolean }> =>
  withAdmin(appUrl, async (client) => {
    const tenants = await tenantIds({ rows: async (sql) => (await client.query(sql)).rows });
    let sealed = false;
    await client.query('begin read only');
    for (const tenant of tenants) {
      await client.query("select set_config('claimwright.tenant', $1, true)", [tenant]);
      const { rowCount } = await client.query('select 1 from governance.data_key where tenant_id = $1 limit 1', [tenant]);
      sealed ||= rowCount !== 0;
    }
    await client.query('commit');
    return { tenants, sealed };
  });

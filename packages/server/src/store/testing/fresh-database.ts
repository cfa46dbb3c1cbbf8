import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Access } from '../provision.ts';
import { withAdmin } from '../provision.ts';
import { openStore, type Store } from '../store.ts';
import { testKeys } from './test-keys.ts';

export interface FreshDatabase extends Access {
  readonly store: Store;
  drop(): Promise<void>;
}

/** A migrated, empty database for this test file alone, in some thirty milliseconds: `beforeAll(async () => { db = await freshDatabase(); })`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const template = inject('testDatabase');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = template.adminUrl.replace(/\/claimwright$/, '/postgres');
  await withAdmin(server, (client) => client.query(`create database ${name} template claimwright strategy file_copy`));
  const at = (url: string) => url.replace(/\/claimwright$/, `/${name}`);
  const store = openStore(at(template.appUrl), { max: 4, keys: testKeys(at(template.appUrl)) });
  return {
    adminUrl: at(template.adminUrl),
    appUrl: at(template.appUrl),
    store,
    drop: async () => {
      await store.close();
      await withAdmin(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

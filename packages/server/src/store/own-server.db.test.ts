import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openJobs } from '../jobs/jobs.ts';
import { backup } from './backup.ts';
import { fileBlobs } from './blob-files.ts';
import { readMigrations } from './migrate.ts';
import { prepare } from './prepare.ts';
import { type Access, accessByUrl, withAdmin } from './provision.ts';
import { restore } from './restore.ts';
import { openStore } from './store.ts';
import { memoryKeeper, testKeys } from './testing/test-keys.ts';

// A server of the user's own, as hosted ones are: whoever owns the database is no superuser, and one address serves for all.
const { adminUrl } = inject('testDatabase');
const superuser = adminUrl.replace(/\/claimwright$/, '/postgres');
const owner = `owner_${randomUUID().slice(0, 8)}`;
const names = [`${owner}_a`, `${owner}_b`, `${owner}_c`];
const folder = mkdtempSync(join(tmpdir(), 'claimwright-own-'));
let first: Access;
let second: Access;
let third: Access;

/** A claim as it was kept when it still said itself where it stood. */
const bareClaim = {
  ...{ patient_control_number: 'A1', control_key: 'A1', patient_id: randomUUID(), payer_id: randomUUID(), coverages: [], frequency: '1' },
  ...{ billed: 100, diagnoses: [], content_key: 'content', document_id: randomUUID(), byte_from: 0, byte_to: 1 },
  ...{ added_at: '2026-01-05T00:00:00Z', act_id: randomUUID() },
};

beforeAll(async () => {
  await withAdmin(superuser, async (client) => {
    await client.query(`create role ${owner} login createrole password 'a password'`);
    await client.query(`grant claimwright_app to ${owner}`);
    for (const name of names) await client.query(`create database ${name} owner ${owner}`);
  });
  const at = (name: string) => accessByUrl(superuser.replace(/\/\/.*@/, `//${owner}:a%20password@`).replace(/\/postgres$/, `/${name}`));
  first = at(names[0] ?? '');
  second = at(names[1] ?? '');
  third = at(names[2] ?? '');
});
afterAll(async () => {
  await withAdmin(superuser, async (client) => {
    for (const name of names) await client.query(`drop database ${name} with (force)`);
    await client.query(`drop role ${owner}`);
  });
  rmSync(folder, { recursive: true, force: true });
});

describe('a server of the user’s own', () => {
  test('is made ready, keeps practices apart, takes jobs, and is backed up and restored', async () => {
    await prepare(first);
    await prepare(first);
    const [ours, theirs] = [randomUUID(), randomUUID()];
    const store = openStore(first.appUrl, { max: 2, keys: testKeys(first.appUrl) });
    for (const tenant of [ours, theirs])
      await store.found(tenant, (tx) =>
        tx.rows(`insert into parties.practice (tenant_id, name, specialty) values ($1, 'Elm', 'family')`, [tenant]),
      );
    expect(await store.inTenant(ours, (tx) => tx.rows('select tenant_id, current_user::text as who from parties.practice'))).toEqual([
      { tenant_id: ours, who: 'claimwright_app' },
    ]);
    await expect(store.inTenant(ours, (tx) => tx.rows('delete from parties.practice'))).rejects.toThrow(/permission denied/);
    expect(await store.rows('select tenant from parties.tenants()')).toHaveLength(2);
    const jobs = await openJobs(first.appUrl, { warn: () => undefined });
    await store.inTenant(ours, (tx) => jobs.enqueue(tx, 'propose', { tenant: ours }));
    await jobs.stop();
    await store.close();

    const keys = testKeys(first.appUrl);
    const blobs = fileBlobs(join(folder, 'blobs'), keys);
    const { path } = await backup({ adminUrl: first.adminUrl, blobs, keeper: keys.keeper }, folder, new Date());
    await keys.close();
    expect(await restore(path, second, { folder: join(folder, 'blobs'), keeper: () => memoryKeeper() })).toMatchObject({
      tenants: [ours, theirs].sort(),
    });
    const restored = openStore(second.appUrl, { max: 1, keys: testKeys(second.appUrl) });
    expect(await restored.inTenant(ours, (tx) => tx.rows('select tenant_id from parties.practice'))).toEqual([{ tenant_id: ours }]);
    await restored.close();
  });

  test('is upgraded with the rows of every practice, though its owner sees one at a time', async () => {
    await prepare(third, { upTo: readMigrations().findIndex(({ name }) => name.endsWith('_claim_standing')) });
    const practices = [randomUUID(), randomUUID()].sort();
    await withAdmin(superuser.replace(/\/postgres$/, `/${names[2]}`), async (client) => {
      await client.query(`alter table claims.claim enable row level security; alter table claims.claim force row level security;
        create policy tenant on claims.claim using (tenant_id = current_setting('claimwright.tenant')::uuid)`);
      // What a claim refers to is not what is asked here.
      await client.query('set session_replication_role = replica');
      for (const tenant of practices)
        await client.query(`insert into claims.claim select (jsonb_populate_record(null::claims.claim, $1)).*`, [
          { ...bareClaim, tenant_id: tenant, id: tenant, status: 'denied', payer_open: 100, patient_open: 7, served_from: '2026-01-05' },
        ]);
    });
    await prepare(third);
    const store = openStore(third.appUrl, { max: 1, keys: testKeys(third.appUrl) });
    for (const tenant of practices)
      expect(await store.inTenant(tenant, (tx) => tx.rows('select * from claims.standing'))).toEqual([
        { tenant_id: tenant, claim_id: tenant, status: 'denied', payer_open: 100, patient_open: 7, served_from: '2026-01-05' },
      ]);
    await store.close();
  });

  test('an address that lets nobody in says so without its password', async () => {
    const wrong = prepare(accessByUrl(first.adminUrl.replace('a%20password', 'wrong')));
    await expect(wrong).rejects.toThrow(/does not let us in/);
    await expect(wrong).rejects.not.toThrow(/wrong/);
  });
});

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDocument } from '../../ground/intake/store.ts';
import { patientsFound, patientsOf } from '../../ground/parties/index.ts';
import { patient } from '../../ground/parties/schema.ts';
import type { BlobPort } from '../blob.ts';
import { fileBlobs } from '../blob-files.ts';
import { openStore, type Store } from '../store.ts';
import { type FreshDatabase, freshDatabase } from '../testing/fresh-database.ts';
import { memoryKeeper } from '../testing/test-keys.ts';
import { openKeys } from './keys.ts';
import { orderKey, rewrapKeys } from './renew.ts';
import { continueRotation } from './rotation.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-rotation-'));
const keeper = memoryKeeper('rotation');
let db: FreshDatabase;
/** Two processes on one database. */
let store: Store;
let other: Store;
let blobs: BlobPort;

beforeAll(async () => {
  db = await freshDatabase();
  const open = (): Store => openStore(db.appUrl, { max: 4, keys: openKeys(db.appUrl, keeper) });
  [store, other] = [open(), open()];
  blobs = fileBlobs(folder, store.keys);
});
afterAll(async () => {
  await Promise.all([store.close(), other.close()]);
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A tenant with keys. */
async function made(): Promise<string> {
  const tenant = randomUUID();
  await store.keys.make(tenant);
  return tenant;
}

const add = (through: Store, tenant: string, names: readonly string[]): Promise<readonly string[]> =>
  through.inTenant(tenant, (tx) =>
    patientsOf(
      { tx, newId: () => v7(), actId: v7() },
      names.map((last) => ({ last, first: 'Pat', birthDate: '1980-02-03' })),
    ),
  );
/** Names are told apart by their letters. */
const letters = (n: number): string => String(n).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
const order = (tenant: string): Promise<number> =>
  store.inTenant(tenant, (tx) => orderKey(tx, { id: randomUUID(), by: 'a test', at: new Date(), actId: randomUUID() }));
const versions = async (tenant: string): Promise<string[]> =>
  store.inTenant(tenant, async (tx) =>
    (await tx.rows<{ v: string }>("select distinct split_part(last_name, '.', 2) as v from parties.patient order by 1")).map(({ v }) => v),
  );
async function namesIn(through: Store, tenant: string): Promise<string[]> {
  return through.inTenant(tenant, async (tx) => (await tx.db.select().from(patient)).map(({ last }) => last), { readOnly: true });
}

const keepDocument = (tenant: string, { sha256, size }: { sha256: string; size: number }): Promise<unknown> =>
  store.inTenant(tenant, (tx) =>
    addDocument(tx, {
      id: randomUUID(),
      sha256,
      size,
      name: 'doe.835',
      kind: '835',
      receivedAt: new Date(),
      receivedBy: 'Dana',
      actId: randomUUID(),
    }),
  );

describe('a new data key', () => {
  test('replaces the old one while others write and read: nothing is lost, all is readable, and only the new one is left', async () => {
    const tenant = await made();
    const written = Array.from({ length: 1500 }, (_, i) => `Before${letters(i)}`);
    await add(store, tenant, written);
    const document = await blobs.put(tenant, Buffer.from('NM1*QC*1*DOE*JANE~'));
    await keepDocument(tenant, document);
    let done = false;
    const troubles: unknown[] = [];
    const load = async (through: Store, name: string): Promise<void> => {
      for (let i = 0; !done; i++) {
        const own = `${name}${letters(i)}`;
        try {
          await add(through, tenant, [own]);
          written.push(own);
          const [found] = await through.inTenant(tenant, (tx) => patientsFound(tx, own), { readOnly: true });
          if (found === undefined) throw new Error(`${own} is not found`);
          if (i % 10 === 0) await namesIn(through, tenant);
        } catch (error) {
          troubles.push(error);
        }
      }
    };
    const working = [load(store, 'Here'), load(other, 'There'), load(other, 'Elsewhere')];
    expect(await order(tenant)).toBe(2);
    const proof = await continueRotation({ store: other, blobs }, tenant);
    done = true;
    await Promise.all(working);
    expect(troubles).toEqual([]);
    expect(proof?.failed).toBe(0);
    expect(Object.keys(proof?.values ?? {})).toEqual(['2']);
    expect(proof?.documents).toEqual({ 2: 1 });
    expect(await versions(tenant)).toEqual(['2']);
    for (const through of [store, other]) expect((await namesIn(through, tenant)).sort()).toEqual([...written].sort());
    expect(written.length).toBeGreaterThan(1510);
    const [old] = await store.inTenant(tenant, (tx) =>
      tx.rows<{ retired: boolean }>(
        `select retired_at is not null as retired from governance.data_key where version = 1 and purpose = 'data'`,
      ),
    );
    expect(old).toEqual({ retired: true });
  });

  test('takes effect only when nobody works with what knows the old one alone', async () => {
    const tenant = await made();
    await add(store, tenant, ['Slow']);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let began = (): void => undefined;
    const working = new Promise<void>((resolve) => {
      began = resolve;
    });
    // A long act that began before the order reads and writes to its end.
    const act = other.inTenant(tenant, async (tx) => {
      began();
      await held;
      await patientsOf({ tx, newId: () => v7(), actId: v7() }, [{ last: 'Late', first: 'Pat' }]);
      return (await tx.db.select().from(patient)).map(({ last }) => last).sort();
    });
    await working;
    await order(tenant);
    let finished = false;
    const rotating = continueRotation({ store, blobs }, tenant).then(() => {
      finished = true;
    });
    await add(store, tenant, ['Meanwhile']);
    expect(await versions(tenant)).toEqual(['1']);
    expect(finished).toBe(false);
    release();
    expect(await act).toEqual(['Late', 'Meanwhile', 'Slow']);
    await rotating;
    expect(await versions(tenant)).toEqual(['2']);
  });

  test('that was interrupted goes on where it stood, and a second one cannot be ordered meanwhile', async () => {
    const tenant = await made();
    await add(store, tenant, ['One', 'Two']);
    await order(tenant);
    await expect(order(tenant)).rejects.toThrow(/key_rotation_open/);
    await store.inTenant(tenant, (tx) => tx.rows('update governance.data_key set current_from = now() where version = 2'));
    await add(other, tenant, ['Three']);
    await continueRotation({ store, blobs }, tenant);
    expect(await versions(tenant)).toEqual(['2']);
    expect((await namesIn(other, tenant)).sort()).toEqual(['One', 'Three', 'Two']);
    expect(await continueRotation({ store, blobs }, tenant)).toBeUndefined();
  });

  test('is not the only one while something would not open', async () => {
    const tenant = await made();
    await add(store, tenant, ['Fine', 'Broken']);
    await store.inTenant(tenant, (tx) =>
      tx.rows(
        `update parties.patient set last_name = (select first_name from parties.patient limit 1) where id = (select min(id::text)::uuid from parties.patient)`,
      ),
    );
    await order(tenant);
    const proof = await continueRotation({ store, blobs }, tenant);
    expect(proof?.failed).toBeGreaterThan(0);
    const rows = await store.inTenant(tenant, (tx) =>
      tx.rows(`select version from governance.data_key where purpose = 'data' and retired_at is null order by 1`),
    );
    expect(rows).toEqual([{ version: 1 }, { version: 2 }]);
  });
});

describe('a new key-encryption key', () => {
  test('wraps the same data keys anew: no value is touched, and a process that knew the old one goes on', async () => {
    const tenant = await made();
    await add(store, tenant, ['Doe']);
    const before = await store.inTenant(tenant, (tx) => tx.rows('select kek_id, wrapped from governance.data_key order by purpose'));
    expect(await rewrapKeys(store, [tenant], true)).toBe(2);
    const after = await store.inTenant(tenant, (tx) => tx.rows('select kek_id, wrapped from governance.data_key order by purpose'));
    expect(after).not.toEqual(before);
    expect(await namesIn(other, tenant)).toEqual(['Doe']);
    const fresh = openStore(db.appUrl, { max: 1, keys: openKeys(db.appUrl, keeper) });
    expect(await namesIn(fresh, tenant)).toEqual(['Doe']);
    await fresh.close();
  });
});

describe('sealed values', () => {
  test('of another practice, another column, or in the clear do not open', async () => {
    const [ours, theirs] = [await made(), await made()];
    await add(store, ours, ['Ours']);
    await add(store, theirs, ['Theirs']);
    const sealed = await store.inTenant(theirs, (tx) => tx.rows<{ last_name: string }>('select last_name from parties.patient'));
    for (const value of [sealed[0]?.last_name, 'Clear', 'v1.1.AAAA']) {
      await store.inTenant(ours, (tx) => tx.rows('update parties.patient set last_name = $1', [value]));
      await expect(namesIn(store, ours)).rejects.toMatchObject({ code: 'value-damaged' });
    }
    await store.inTenant(theirs, (tx) => tx.rows('update parties.patient set first_name = last_name'));
    await expect(store.inTenant(theirs, (tx) => tx.db.select({ first: patient.first }).from(patient))).rejects.toMatchObject({
      code: 'value-damaged',
    });
  });

  test('with another keeper’s key nothing opens, and nothing is changed', async () => {
    const tenant = await made();
    await add(store, tenant, ['Doe']);
    const stranger = openStore(db.appUrl, { max: 1, keys: openKeys(db.appUrl, memoryKeeper('a stranger')) });
    await expect(namesIn(stranger, tenant)).rejects.toMatchObject({ name: 'Trouble' });
    await stranger.close();
    expect(await namesIn(store, tenant)).toEqual(['Doe']);
  });
});

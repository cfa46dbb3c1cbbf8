import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Store, Tx } from '../../../store/store.ts';
import { serviceAccount, serviceKey } from './schema.ts';

export type AccountRow = typeof serviceAccount.$inferSelect;
export type KeyRow = typeof serviceKey.$inferSelect;

export const accountsOf = (tx: Tx): Promise<AccountRow[]> =>
  tx.db.select().from(serviceAccount).where(eq(serviceAccount.tenantId, tx.tenant)).orderBy(desc(serviceAccount.createdAt));

export async function accountById(tx: Tx, id: string): Promise<AccountRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(serviceAccount)
    .where(and(eq(serviceAccount.tenantId, tx.tenant), eq(serviceAccount.id, id)));
  return row;
}

export const keysOf = (tx: Tx): Promise<KeyRow[]> =>
  tx.db.select().from(serviceKey).where(eq(serviceKey.tenantId, tx.tenant)).orderBy(desc(serviceKey.createdAt));

async function keyById(tx: Tx, id: string): Promise<KeyRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(serviceKey)
    .where(and(eq(serviceKey.tenantId, tx.tenant), eq(serviceKey.id, id)));
  return row;
}

export const addAccount = async (tx: Tx, row: Omit<typeof serviceAccount.$inferInsert, 'tenantId'>): Promise<void> =>
  void (await tx.db.insert(serviceAccount).values({ tenantId: tx.tenant, ...row }));

export const addKey = async (tx: Tx, row: Omit<typeof serviceKey.$inferInsert, 'tenantId'>): Promise<void> =>
  void (await tx.db.insert(serviceKey).values({ tenantId: tx.tenant, ...row }));

/** The keys that stand end at the latest then: the time in which a program changes over. */
export async function endKeysBy(tx: Tx, accountId: string, at: Date, but: string): Promise<number> {
  const rows = await tx.rows(
    `update governance.service_key set expires_at = $3
      where tenant_id = $1 and account_id = $2 and id <> $4 and revoked_at is null and expires_at > $3 returning id`,
    [tx.tenant, accountId, at, but],
  );
  return rows.length;
}

export async function revokeKey(tx: Tx, id: string, at: Date): Promise<number> {
  const rows = await tx.db
    .update(serviceKey)
    .set({ revokedAt: at })
    .where(and(eq(serviceKey.tenantId, tx.tenant), eq(serviceKey.id, id), isNull(serviceKey.revokedAt)))
    .returning({ id: serviceKey.id });
  return rows.length;
}

export async function revokeAccount(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.db
    .update(serviceAccount)
    .set({ revokedAt: at })
    .where(and(eq(serviceAccount.tenantId, tx.tenant), eq(serviceAccount.id, id)));
  await tx.db
    .update(serviceKey)
    .set({ revokedAt: at })
    .where(and(eq(serviceKey.tenantId, tx.tenant), eq(serviceKey.accountId, id), isNull(serviceKey.revokedAt)));
}

export interface Maker {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Whoever has a place here now, or had one: without roles then. */
export async function makersOf(tx: Tx): Promise<Maker[]> {
  const rows = await tx.rows<{ user_id: string; name: string; roles: string[]; active: boolean }>(
    'select user_id, name, roles, active from governance.member where tenant_id = $1',
    [tx.tenant],
  );
  return rows.map(({ user_id, name, roles, active }) => ({ userId: user_id, name, roles: active ? roles : [] }));
}

/** What somebody is here now, by a place of their own or by that of their organisation. */
export const rolesNow = async (store: Store, tenant: string, userId: string): Promise<readonly string[]> =>
  (await store.rows<{ tenant: string; roles: string[] }>('select tenant, roles from governance.memberships($1)', [userId]))
    .filter((place) => place.tenant === tenant)
    .flatMap(({ roles }) => roles);

/** The key and its account, in the practice that the key names. */
export const found = (store: Store, tenant: string, keyId: string): Promise<{ key: KeyRow; account: AccountRow } | undefined> =>
  store.inTenant(
    tenant,
    async (tx) => {
      const key = await keyById(tx, keyId);
      const account = key && (await accountById(tx, key.accountId));
      return key && account ? { key, account } : undefined;
    },
    { readOnly: true },
  );

export const noteUse = (store: Store, tenant: string, keyId: string, at: Date): Promise<unknown> =>
  store.inTenant(tenant, (tx) =>
    tx.rows('update governance.service_key set used_at = $3 where tenant_id = $1 and id = $2', [tx.tenant, keyId, at]),
  );

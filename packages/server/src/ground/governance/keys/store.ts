import { desc, eq } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import { orderKey } from '../../../store/keys/renew.ts';
import { continueRotation } from '../../../store/keys/rotation.ts';
import type { Store, Tx } from '../../../store/store.ts';
import { dataKey, keyRotation } from './schema.ts';

export type DataKeyRecord = typeof dataKey.$inferSelect;
export type RotationRecord = typeof keyRotation.$inferSelect;

export const keysOf = (tx: Tx): Promise<DataKeyRecord[]> =>
  tx.db.select().from(dataKey).where(eq(dataKey.tenantId, tx.tenant)).orderBy(dataKey.purpose, desc(dataKey.version));

/** The newest first; one that runs is the newest. */
export const rotationsOf = (tx: Tx): Promise<RotationRecord[]> =>
  tx.db.select().from(keyRotation).where(eq(keyRotation.tenantId, tx.tenant)).orderBy(desc(keyRotation.orderedAt)).limit(10);

export const order = (ctx: Ctx, id: string): Promise<number> => orderKey(ctx.tx, { id, by: ctx.actor.id, at: ctx.now, actId: ctx.actId });

export const keeperOf = (tx: Tx): { readonly kind: string; readonly where: string } => tx.keys.keeper;

/** Does what is left of a tenant's rotation; answers its id, where there was one. */
export async function rotate(store: Store, blobs: Ctx['blobs'], tenant: string): Promise<string | undefined> {
  const [newest] = await store.inTenant(tenant, rotationsOf);
  return (await continueRotation({ store, blobs }, tenant)) === undefined ? undefined : newest?.id;
}

/** How a tenant's keys stand, for whoever looks whether they are due. */
export const standing = (store: Store, tenant: string): Promise<{ keys: DataKeyRecord[]; rotations: RotationRecord[] }> =>
  store.inTenant(tenant, async (tx) => ({ keys: await keysOf(tx), rotations: await rotationsOf(tx) }), { readOnly: true });

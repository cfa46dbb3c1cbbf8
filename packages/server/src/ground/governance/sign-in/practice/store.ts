import { eq } from 'drizzle-orm';
import { append } from '../../../../gate/index.ts';
import type { Store, Tx } from '../../../../store/store.ts';
import type { IdentityEvent } from '../parts.ts';
import { signInPolicy, signOnProvider } from '../schema.ts';
import { type Policy, usualPolicy } from './policy.ts';

export interface ProviderRow {
  readonly tenantId: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly domains: readonly string[];
  readonly secondFactor: boolean;
  readonly active: boolean;
}

export async function policyOf(tx: Tx, demo: boolean): Promise<Policy> {
  const [row] = await tx.rows<{ second_factor_roles: string[]; idle_minutes: number; longest_hours: number }>(
    'select second_factor_roles, idle_minutes, longest_hours from governance.sign_in_policy where tenant_id = $1',
    [tx.tenant],
  );
  if (!row) return usualPolicy(demo);
  return {
    secondFactorRoles: row.second_factor_roles,
    idleMinutes: row.idle_minutes,
    longestHours: row.longest_hours,
    demo,
    usual: false,
  };
}

export async function setPolicy(tx: Tx, row: Omit<typeof signInPolicy.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.db
    .insert(signInPolicy)
    .values({ tenantId: tx.tenant, ...row })
    .onConflictDoUpdate({ target: signInPolicy.tenantId, set: row });
}

export async function providerOf(tx: Tx): Promise<ProviderRow | undefined> {
  const [row] = await tx.db.select().from(signOnProvider).where(eq(signOnProvider.tenantId, tx.tenant));
  return row;
}

export async function setProvider(tx: Tx, row: Omit<typeof signOnProvider.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.db
    .insert(signOnProvider)
    .values({ tenantId: tx.tenant, ...row })
    .onConflictDoUpdate({ target: signOnProvider.tenantId, set: row });
}

export async function endProvider(tx: Tx): Promise<number> {
  const rows = await tx.rows('update governance.sign_on_provider set active = false where tenant_id = $1 and active returning tenant_id', [
    tx.tenant,
  ]);
  return rows.length;
}

export async function isDemo(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ demo: boolean }>('select demo from parties.practice where tenant_id = $1', [tx.tenant]);
  return row?.demo ?? false;
}

/** Whether somebody works here now, and as what. */
export async function rolesHere(tx: Tx, userId: string): Promise<readonly string[] | undefined> {
  const [row] = await tx.rows<{ roles: string[] }>('select roles from governance.member where tenant_id = $1 and user_id = $2 and active', [
    tx.tenant,
    userId,
  ]);
  return row?.roles;
}

interface Recorder {
  readonly store: Store;
  clock(): Date;
  newId(): string;
}

/**
 * Writes what happened to somebody's way in on the record of each practice that they work for. Where nobody is known to be meant it goes
 * to the practice that is alone here, and else to none: an unknown name belongs to nobody.
 */
export const identityRecord =
  ({ store, clock, newId }: Recorder) =>
  async ({ what, outcome, userId, details }: IdentityEvent): Promise<void> => {
    const tenants = await tenantsOf(store, userId);
    for (const tenant of tenants)
      await store.inTenant(tenant, (tx) =>
        append(tx, {
          chain: 'acts',
          id: newId(),
          at: clock().toISOString(),
          actor: { kind: 'person', id: userId ?? 'unknown' },
          what,
          outcome,
          subjects: userId === undefined ? [] : [`person:${userId}`],
          ...(details === undefined ? {} : { details }),
        }),
      );
  };

async function tenantsOf(store: Store, userId: string | undefined): Promise<string[]> {
  if (userId !== undefined)
    return (await store.rows<{ tenant: string }>('select tenant from governance.memberships($1)', [userId])).map(({ tenant }) => tenant);
  const all = await store.rows<{ tenant: string }>('select tenant from parties.tenants()');
  return all.length === 1 ? all.map(({ tenant }) => tenant) : [];
}

/** The ways in of each practice, for the sign-in page, before anybody says where they work. */
export async function activeProviders(store: Store): Promise<ProviderRow[]> {
  const all = await store.rows<{ tenant: string }>('select tenant from parties.tenants()');
  const found: ProviderRow[] = [];
  for (const { tenant } of all) {
    const row = await store.inTenant(tenant, providerOf, { readOnly: true });
    if (row?.active) found.push(row);
  }
  return found;
}

export const policyAt = (store: Store, tenant: string, demo: boolean): Promise<Policy> =>
  store.inTenant(tenant, (tx) => policyOf(tx, demo), { readOnly: true });
export const worksAt = (store: Store, tenant: string, userId: string): Promise<boolean> =>
  store.inTenant(tenant, async (tx) => (await rolesHere(tx, userId)) !== undefined, { readOnly: true });

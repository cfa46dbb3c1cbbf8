/** Whose rows this database holds: practices, and organisations of practices. */
export interface Tenant {
  readonly tenant: string;
  readonly kind: 'practice' | 'organisation';
  readonly name: string;
}

interface Asked {
  rows<T extends object>(sql: string): Promise<readonly T[]>;
}

/** The one list of tenants: whatever is to be done for all of them (backup, keys, checkpoints, streams) goes by this one. */
export const tenantsOf = (of: Asked): Promise<readonly Tenant[]> => of.rows<Tenant>('select tenant, kind, name from governance.tenants()');

export const tenantIds = async (of: Asked): Promise<readonly string[]> => (await tenantsOf(of)).map(({ tenant }) => tenant);

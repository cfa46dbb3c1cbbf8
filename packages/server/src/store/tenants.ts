/** Whose rows this database holds: practices, what their people practise in, and organisations of practices. */
export interface Tenant {
  readonly tenant: string;
  readonly kind: 'practice' | 'training' | 'organisation';
  readonly name: string;
}

interface Asked {
  rows<T extends object>(sql: string): Promise<readonly T[]>;
}

/** The one list of tenants: whatever is to be done for all of them (backup, keys, checkpoints, streams) goes by this one. */
export const tenantsOf = (of: Asked): Promise<readonly Tenant[]> => of.rows<Tenant>('select tenant, kind, name from governance.tenants()');

/**
 * Those whose data count. A training practice is fictional and made anew at will: it is in no backup, its record is neither signed nor told
 * to anybody outside. Only its keys are kept like all others.
 */
export const tenantsThatCount = async (of: Asked): Promise<readonly string[]> =>
  (await tenantsOf(of)).filter(({ kind }) => kind !== 'training').map(({ tenant }) => tenant);

export const tenantIds = async (of: Asked): Promise<readonly string[]> => (await tenantsOf(of)).map(({ tenant }) => tenant);

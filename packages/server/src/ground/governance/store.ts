import type { Store, Tx } from '../../store/store.ts';
import { member } from './schema.ts';

export interface Membership {
  readonly tenant: string;
  readonly practice: string;
  readonly demo: boolean;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The practices that a person works for, before one of them is chosen. */
export const membershipsOf = (store: Store, userId: string): Promise<Membership[]> =>
  store.rows<Membership>('select tenant, practice, demo, name, roles from governance.memberships($1)', [userId]);

/** Every practice of this database. */
export const practices = (store: Store): Promise<{ tenant: string; name: string; demo: boolean }[]> =>
  store.rows('select tenant, name, demo from parties.tenants()');

interface NewMember {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly since: Date;
}

export async function addMember(tx: Tx, person: NewMember): Promise<void> {
  await tx.db.insert(member).values({ tenantId: tx.tenant, ...person, roles: [...person.roles] });
}

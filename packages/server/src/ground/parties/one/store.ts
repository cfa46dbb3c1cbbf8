import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { samePatient } from '../schema.ts';

/** Patients with all that a person said to be one with them. */
interface People {
  /** Those that were asked for, and whoever is one with one of them. */
  readonly all: readonly string[];
  /** Of one of all, those that were asked for and are that person. */
  asked(id: string): readonly string[];
}

/**
 * Whom people said to be one: what is kept of each stays where it is, and whoever reads of one of them reads of all. Over others too: who is
 * one with the second is one with the first.
 */
export async function asOne(tx: Tx, ids: readonly string[]): Promise<People> {
  const rows = await tx.rows<{ asked: string; id: string }>(
    `with recursive pair (a, b) as (
       select one_id, other_id from parties.same_patient where tenant_id = $1 and are_one
        union all select other_id, one_id from parties.same_patient where tenant_id = $1 and are_one),
     reached (asked, id) as (
       select t.id, t.id from unnest($2::uuid[]) as t (id) where t.id in (select a from pair)
        union select r.asked, p.b from reached r join pair p on p.a = r.id)
     select asked, id from reached where asked <> id`,
    [tx.tenant, ids],
  );
  const asked = new Map(ids.map((id) => [id, [id]]));
  for (const row of rows) asked.set(row.id, [...(asked.get(row.id) ?? []), row.asked]);
  return { all: [...asked.keys()], asked: (id) => asked.get(id) ?? [] };
}

const inOrder = (one: string, other: string): readonly [string, string] => (one < other ? [one, other] : [other, one]);

/** What people said of a patient and others, by the id of the other. */
export async function saidOf(tx: Tx, id: string): Promise<ReadonlyMap<string, 'one' | 'two'>> {
  const rows = await tx.rows<{ id: string; areOne: boolean }>(
    `select case when one_id = $2 then other_id else one_id end as id, are_one as "areOne" from parties.same_patient
      where tenant_id = $1 and (one_id = $2 or other_id = $2)`,
    [tx.tenant, id],
  );
  return new Map(rows.map((row) => [row.id, row.areOne ? 'one' : 'two']));
}

export async function sayOfTwo({ tx, now, actId }: Ctx, one: string, other: string, areOne: boolean): Promise<void> {
  const [oneId, otherId] = inOrder(one, other);
  await tx.db
    .insert(samePatient)
    .values({ tenantId: tx.tenant, oneId, otherId, areOne, saidAt: now, actId })
    .onConflictDoUpdate({ target: [samePatient.tenantId, samePatient.oneId, samePatient.otherId], set: { areOne, saidAt: now, actId } });
}

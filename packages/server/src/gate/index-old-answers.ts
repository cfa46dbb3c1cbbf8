import type { Store } from '../store/store.ts';

/** Answers of before there were keys bear a bare hash of what was asked. */
export async function indexOldAnswers(store: Store, tenant: string): Promise<void> {
  await store.inTenant(tenant, async (tx) => {
    const rows = await tx.rows<{ hash: string }>(
      'select distinct input_hash as hash from gate.answer where tenant_id = $1 and length(input_hash) = 64',
      [tx.tenant],
    );
    await tx.rows(
      'update gate.answer a set input_hash = u.blind from unnest($2::text[], $3::text[]) as u (hash, blind) where a.tenant_id = $1 and a.input_hash = u.hash',
      [tx.tenant, rows.map(({ hash }) => hash), rows.map(({ hash }) => tx.blind('answer', hash))],
    );
  });
}

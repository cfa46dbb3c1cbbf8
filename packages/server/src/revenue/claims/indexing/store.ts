import { memberIndex } from '../../../ground/parties/index.ts';
import { shown } from '../../../store/columns.ts';
import { eachOldRow } from '../../../store/keys/index-old-rows.ts';
import type { Store } from '../../../store/store.ts';
import { claim } from '../schema.ts';

/** Claims of before there were keys: their content was known by a bare hash, and their member by the number itself. */
export async function indexOldClaims(store: Store, tenant: string): Promise<void> {
  await eachOldRow<{ id: string; member: string | null; key: string }>(
    store,
    tenant,
    'select id, member_id as member, content_key as key from claims.claim where tenant_id = $1 and id > $2 and length(content_key) = 64',
    (tx, rows) =>
      tx.rows(
        `update claims.claim c set member_index = u.member, content_key = u.key
           from unnest($2::uuid[], $3::text[], $4::text[]) as u (id, member, key) where c.tenant_id = $1 and c.id = u.id`,
        [
          tx.tenant,
          rows.map(({ id }) => id),
          rows.map(({ member }) => memberIndex(tx, shown(claim.memberId, member))),
          rows.map(({ key }) => tx.blind('claim-content', key)),
        ],
      ),
  );
}

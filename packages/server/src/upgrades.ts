import { indexOldAnswers } from './gate/index-old-answers.ts';
import { indexOldDeposits } from './ground/bank/index.ts';
import { indexOldDocuments } from './ground/intake/index.ts';
import { indexOldPatients } from './ground/parties/index.ts';
import type { Jobs } from './jobs/jobs.ts';
import { indexOldClaims } from './revenue/claims/index.ts';
import { unplannedDocuments } from './revenue/posting/index.ts';
import { indexOldRemitClaims } from './revenue/remits/index.ts';
import type { Upgrade } from './store/keys/rotation.ts';
import type { Store } from './store/store.ts';
import { tenantIds } from './store/tenants.ts';

/** What each room does to its rows of before there were keys, once they are sealed. */
export const upgrades: readonly Upgrade[] = [indexOldPatients, indexOldClaims, indexOldRemitClaims, indexOldDeposits, indexOldAnswers];

/** What an older version left undone of what this one keeps; nothing where nothing is missing. */
export async function catchUp(store: Store, jobs: Jobs): Promise<void> {
  for (const tenant of await tenantIds(store)) {
    await indexOldDocuments(store, tenant);
    await store.inTenant(tenant, async (tx) => {
      for (const documentId of await unplannedDocuments(tx)) await jobs.enqueue(tx, 'propose', { tenant, documentId });
    });
  }
}

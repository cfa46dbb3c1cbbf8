import type { Ctx } from '../../../gate/index.ts';
import { isLarge } from './size.ts';
import { waitingUnplanned } from './store.ts';

/** The documents of large remits that wait, and of which nobody has worked out what posting them would do. */
export const unplannedDocuments = async (tx: Ctx['tx']): Promise<string[]> => [
  ...new Set((await waitingUnplanned(tx)).filter(isLarge).map(({ documentId }) => documentId)),
];

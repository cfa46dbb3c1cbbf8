import type { Command } from '../../gate/index.ts';
import { claimCommands } from './claim-commands.ts';
import { remitCommands } from './commands.ts';
import { lineCommands } from './line-commands.ts';
import { postRemits } from './many/post-remits.ts';
import { propose } from './propose.ts';

export { claimHistory, refreshClaims } from './claim-history.ts';
export { decidedOf } from './decided/store.ts';
export { decisionsOn } from './decisions/store.ts';
export { deniedSince } from './denied/store.ts';
export { exportableRemits, remitExport } from './exporting/list.ts';
export { unplannedDocuments } from './large/unplanned.ts';
export { queries as postingQueries } from './queries.ts';
export { claimsNumbered, existsHere, originalClaims, relatedTo } from './related/store.ts';
export { shownOf } from './shown/store.ts';
export { lockPosting, parkedCash } from './store.ts';
export const postingCommands: readonly Command[] = [...remitCommands, ...claimCommands, ...lineCommands, postRemits, propose];

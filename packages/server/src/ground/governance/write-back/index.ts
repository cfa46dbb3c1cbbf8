import type { Command } from '../../../gate/index.ts';
import { decide } from './decide.ts';
import { setPartner } from './partners.ts';
import { begin, end, restOn } from './sending.ts';

export const writeBackCommands: readonly Command[] = [setPartner, decide, begin, restOn, end];
export { tellPartners, type WriteBackJob } from './outbox.ts';
export { writeBackQueries } from './queries.ts';
export { sendWriteBack, type WriteBackParts } from './send.ts';

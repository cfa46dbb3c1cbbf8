import type { Command } from '../../gate/index.ts';
import { approveBatch, dropBatch, reopenClaim } from './approve.ts';
import { setClearinghouse } from './clearinghouses.ts';
import { prepareBatches } from './prepare.ts';
import type { RemarksOf } from './queries.ts';
import { begin, end, sendAgain, staged } from './sending.ts';
import { noteFetched, noteSilence } from './watch.ts';

export const submissionCommands = (remarksOf: RemarksOf): readonly Command[] => [
  ...[setClearinghouse, prepareBatches(remarksOf), dropBatch, approveBatch(remarksOf), reopenClaim],
  ...[begin, staged, end, sendAgain, noteFetched, noteSilence],
];

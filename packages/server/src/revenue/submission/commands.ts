import type { Command } from '../../gate/index.ts';
import { approveBatch, dropBatch, reopenClaim } from './approve.ts';
import { setClearinghouse } from './clearinghouses.ts';
import { countReplacement } from './count-replacement.ts';
import { type DecisionsOn, noteDecided } from './decided.ts';
import { followPayers, type RefreshClaims } from './follow-payers.ts';
import { prepareInquiry } from './inquiry/prepare-inquiry.ts';
import { closeByHand, keepSending } from './late/commands.ts';
import { withLate } from './late/with-late.ts';
import { tellBatchMailed } from './mail/tell-batch-mailed.ts';
import { tellMailed } from './mail/tell-mailed.ts';
import { resumeSending, stopSending } from './may-send.ts';
import { chooseNumber } from './numbers/choose-number.ts';
import { placeAgain } from './place-again.ts';
import { prepareBatches } from './prepare.ts';
import type { RemarksOf } from './remarks.ts';
import { setRoute, undoRoute } from './routes/commands.ts';
import { setScope } from './scope/scope.ts';
import { begin, end, sendAgain, staged } from './sending.ts';
import { mapStatus } from './statuses/map-status.ts';
import { noteFetched, noteSilence } from './watch.ts';

/** What rooms beside and upstairs know of claims on their way. */
export interface SubmissionPorts {
  readonly remarksOf: RemarksOf;
  readonly decisionsOn: DecisionsOn;
  readonly refreshClaims: RefreshClaims;
}

export const submissionCommands = (ports: SubmissionPorts): readonly Command[] => {
  const remarksOf = withLate(ports.remarksOf);
  return [
    ...[setClearinghouse, stopSending, resumeSending, setScope, setRoute, undoRoute],
    ...[prepareBatches(remarksOf), dropBatch, approveBatch(remarksOf), reopenClaim, keepSending, closeByHand, tellMailed, prepareInquiry],
    ...[tellBatchMailed, chooseNumber, placeAgain, mapStatus],
    ...[noteDecided(ports.decisionsOn), followPayers(ports.refreshClaims), countReplacement(ports.refreshClaims)],
    ...[begin, staged, end, sendAgain, noteFetched, noteSilence],
  ];
};

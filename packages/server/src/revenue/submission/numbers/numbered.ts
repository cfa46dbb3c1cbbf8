import type { SentClaims } from '../../claims/index.ts';
import { standingsOf } from '../claim-events.ts';
import { draftOfClaim } from './store.ts';

/** The number that the payer gave a claim; where several were told, the one that a person chose, else all of them. */
export const numberedOf: SentClaims['numbered'] = async (ctx, claimId) => {
  const draftId = await draftOfClaim(ctx.tx, claimId);
  return draftId === undefined ? {} : numberedDraft(ctx, draftId);
};

/** The same of what went out. */
export const numberedDraft: SentClaims['numberedDraft'] = async (ctx, draftId) => {
  const ladder = (await standingsOf(ctx, [draftId])).get(draftId)?.ladder;
  if (ladder?.payerControlNumber !== undefined) return { number: ladder.payerControlNumber, chosen: ladder.numbers !== undefined };
  return ladder?.numbers === undefined ? {} : { inDoubt: ladder.numbers.map(({ number }) => number) };
};

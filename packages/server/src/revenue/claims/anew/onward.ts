import {
  type ClaimToSend,
  changedFields,
  claimAgain,
  claimCorrected,
  nextPayerClaim,
  outOfBalance,
} from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command } from '../../../gate/index.ts';
import { common, decidedBy, type Facts, keepMade, loading, type Made, made, type Names, type SentClaims, theNumber } from './commands.ts';
import { contentOfDraft, type MadeOf } from './store.ts';

interface ToNext extends Facts {
  /** The claim to the last payer whose turn it is by now, or why there is none. */
  readonly next: ReturnType<typeof nextPayerClaim>;
  /** What later payers took already, the first first, beside what they would be told by now. */
  readonly had: readonly Had[];
}
interface Had {
  readonly content: ClaimToSend;
  readonly now: ClaimToSend;
  readonly numbered: Facts['numbered'];
}

const taken = ({ status }: MadeOf): boolean => status === 'accepted-by-payer' || status === 'adjudicated';

/** The claims to those who cover the patient after the first, as far as payers have decided; the last may be none, and says why. */
function onward(facts: Facts): ReturnType<typeof nextPayerClaim>[] {
  const steps: ReturnType<typeof nextPayerClaim>[] = [];
  let claim: ClaimToSend | undefined = facts.sent;
  while (claim !== undefined) {
    const told = decidedBy(facts, claim);
    if (told === undefined) break;
    const next = nextPayerClaim(claim, told.decision(claim));
    steps.push(next);
    claim = next.claim;
  }
  return steps;
}

const toNext =
  (port: SentClaims) =>
  async (ctx: Ctx, named: Names): Promise<ToNext> => {
    const facts = await loading(port)(ctx, named);
    const steps = onward(facts);
    const next = steps.at(-1);
    if (next === undefined)
      throw cannot('The payer before has not decided.', 'No remit of it is posted.', 'Wait for its remit, or post it first.');
    const had: Had[] = [];
    for (const { claim: now } of steps) {
      const last = facts.waiting.find(({ sentAs }) => sentAs === now?.sentAs);
      const content = last !== undefined && taken(last) ? await contentOfDraft(ctx.tx, last.draftId) : undefined;
      if (now !== undefined && last !== undefined && content !== undefined)
        had.push({ content, now, numbered: await port.numberedDraft(ctx, last.draftId) });
    }
    return { ...facts, next, had };
  };

/** What a later payer has, with what those before it decide by now in the place of what it was told; none where that is the same. */
function corrected(facts: ToNext, number: string | undefined): ReturnType<typeof claimCorrected> | undefined {
  for (const { content, now, numbered } of facts.had) {
    const decisions = new Map(now.coverages.map(({ rank, decision }) => [rank, decision]));
    const coverages = content.coverages.map(({ decision, ...one }): ClaimToSend['coverages'][number] => {
      const told = decisions.get(one.rank) ?? decision;
      return told === undefined ? one : { ...one, decision: told };
    });
    if (changedFields(content.coverages, coverages).length === 0) continue;
    const findings = coverages.flatMap(({ decision }) => (decision === undefined ? [] : outOfBalance(content, decision)));
    if (findings.length > 0) return { findings };
    const told = decidedBy(facts, content);
    const theirs = () => number ?? theNumber(told?.payerControlNumber, numbered);
    return claimCorrected({ ...content, coverages }, told?.decision(content), theirs);
  }
  return undefined;
}

const nextInput = z.object({
  claimId: z.uuid(),
  /** Under which the next payer has it, where it was told otherwise since and neither a remit nor an acknowledgment says the number. */
  payerControlNumber: z.string().trim().min(1).max(50).optional(),
});

/** On to the next payer, with what those before it decided; once it has the claim and they decide otherwise, a replacement of that. */
const nextPayer = (port: SentClaims): Command =>
  command<z.infer<typeof nextInput>, ToNext, Made, { draftId: string }>({
    ...common,
    name: 'revenue/claims/next-payer',
    summary: 'Draft the claim to the next payer',
    input: nextInput,
    load: toNext(port),
    plan: (facts, { payerControlNumber }) => {
      const anew = corrected(facts, payerControlNumber);
      if (anew === undefined) return made(facts, facts.next);
      const waiting = facts.waiting.filter((one) => !taken(one));
      return made({ ...facts, waiting }, anew);
    },
    apply: (ctx, plan) => keepMade(ctx, plan, 'onward'),
  });

const againInput = z.object({ claimId: z.uuid(), because: z.string().trim().min(3).max(500) });

/** What a payer that takes no replacement could not process, as a new claim in the place of the first: it is owed once. */
const sendAgain = (port: SentClaims): Command =>
  command<z.infer<typeof againInput>, Facts, Made, { draftId: string }>({
    ...common,
    name: 'revenue/claims/send-again',
    summary: 'Draft a claim again that its payer could not process',
    input: againInput,
    load: loading(port),
    plan: (facts) => {
      const { status } = facts.whole.standing;
      // Whether anything was paid is for its remits to say.
      if (status !== 'denied' && status !== 'partly-paid')
        throw cannot(
          'Only what the payer sent back is sent again.',
          `This claim stands at “${status}”.`,
          'Look at where the claim stands.',
        );
      return made(facts, claimAgain(facts.sent, decidedBy(facts, facts.sent)?.decision(facts.sent)));
    },
    apply: async (ctx, plan, { because }) => ({ ...(await keepMade(ctx, plan, 'again')), because }),
  });

export const onwardCommands = (port: SentClaims): readonly Command[] => [nextPayer(port), sendAgain(port)];

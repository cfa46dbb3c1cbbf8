import { type Finding, plainDate } from '@claimwright/core/ground/base';
import { idKey } from '@claimwright/core/ground/parties';
import { type ClaimToSend, claimAnew, claimAsked, type PriorDecision, type Rank } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound, type Weight } from '../../../gate/index.ts';
import { lookAnew } from '../drafts/commands.ts';
import { type DraftToKeep, keepDrafts } from '../drafts/store.ts';
import { type WholeClaim, wholeClaim } from '../store.ts';
import { contentOfClaim, draftsMadeOf, type Made as How, type MadeOf, madeOfClaim } from './store.ts';

/** A port: what rooms upstairs know of a claim that went out. */
export interface SentClaims {
  /** As its file said it. */
  asSent(ctx: Ctx, place: { readonly documentId: string; readonly from: number }): Promise<ClaimToSend | undefined>;
  /** What payers decided of it, and the numbers that they gave it. */
  decided(ctx: Pick<Ctx, 'tx'>, claimId: string): Promise<readonly Decided[]>;
  /** The number that its payer acknowledged it under. */
  numbered(ctx: Pick<Ctx, 'tx'>, claimId: string): Promise<Numbered>;
  /** The same of one that went out and is of a claim that is on the books already: to its next payer. */
  numberedDraft(ctx: Pick<Ctx, 'tx'>, draftId: string): Promise<Numbered>;
}
/** What answers say of the payer’s number: one, or several of which nobody chose. */
interface Numbered {
  readonly number?: string;
  /** A person chose it among several. */
  readonly chosen?: boolean;
  readonly inDoubt?: readonly string[];
}
interface Decided {
  readonly rank: Rank;
  readonly payerControlNumber?: string;
  decision(claim: ClaimToSend): PriorDecision;
}

export interface Facts {
  readonly whole: WholeClaim;
  readonly sent: ClaimToSend;
  readonly decided: readonly Decided[];
  readonly numbered: Numbered;
  /** What was made of it and stands in the way of the same again. */
  readonly waiting: readonly MadeOf[];
}
export type Names = { readonly claimId: string };
export interface Made {
  readonly claim: ClaimToSend;
  readonly whole: WholeClaim;
}

export const loading =
  (port: SentClaims) =>
  async (ctx: Ctx, { claimId }: Names): Promise<Facts> => {
    const whole = await wholeClaim(ctx.tx, claimId);
    if (whole === undefined) throw notFound('claim');
    const { documentId, from } = whole.claim;
    const sent = (await contentOfClaim(ctx.tx, claimId)) ?? (await port.asSent(ctx, { documentId, from }));
    if (sent === undefined)
      throw cannot('What was sent is not here any more.', 'Its file was destroyed, or cannot be read.', 'Enter the charge anew.');
    const decided = await port.decided(ctx, claimId);
    const numbered = await port.numbered(ctx, claimId);
    return { whole, sent, decided, numbered, waiting: await draftsMadeOf(ctx.tx, claimId, sent.sentAs) };
  };

/** The claim that was made, or why there is none. */
export function made({ whole, waiting, sent }: Facts, { claim, findings }: { claim?: ClaimToSend; findings: readonly Finding[] }): Made {
  const [found] = findings.filter(({ severity }) => severity === 'error');
  if (claim === undefined) throw cannot(found?.says ?? 'No claim can be made of it.', found?.because ?? '', found?.fix ?? '');
  // It is replaced, taken back or sent again, and never two of these; and billed to the next payer once.
  const other = waiting.find(({ sentAs }) => sentAs === claim.sentAs);
  if (other !== undefined) throw madeAlready(other, sent);
  return { claim, whole };
}

/** Says which one there is, and what is to be done with that. */
function madeAlready({ status, patientControlNumber, since, payerName, sentAs }: MadeOf, sent: ClaimToSend) {
  const is = `Claim ${patientControlNumber} to ${payerName}`;
  const on = since.toISOString().slice(0, 10);
  if (status === 'drafted' || status === 'approved')
    return cannot('Another draft waits already.', `${is} was made of this claim.`, 'Send that one, or withdraw it first.');
  if (status === 'rejected')
    return cannot(
      'It was sent already, and rejected.',
      `${is} was rejected on ${on}.`,
      'Mend that one under Scrub & Send and send it again, or withdraw it first.',
    );
  const says =
    sentAs === sent.sentAs ? 'Another claim in its place, or its void, is on its way.' : 'The next payer has this claim already.';
  return cannot(says, `${is} stands at “${status}” since ${on}.`, 'Wait for the answer: a second one would be a duplicate.');
}

const about = async ({ tx }: Ctx, { claimId }: Names) => {
  const whole = await wholeClaim(tx, claimId);
  if (whole === undefined) return undefined;
  return { says: `Claim ${whole.claim.patientControlNumber}`, amount: whole.claim.billed, subject: `claim:${claimId}` };
};

export const common = {
  permission: 'claims.prepare',
  workflow: 'submission',
  consequence: 'keeps-draft',
  subjects: ({ claimId }: Names) => [`claim:${claimId}`],
  weigh: ({ claim, whole }: Made): Weight => ({
    amount: claim.billed,
    payers: whole.claim.coverages.map(({ payerId }) => payerId),
    sites: [whole.claim.siteId ?? undefined],
  }),
  essence: ({ claim, whole }: Made) => ({ claim, from: whole.claim.id }),
  apply: (ctx: Ctx, plan: Made) => keepMade(ctx, plan, 'claim'),
  about,
} as const;

/** `how` says what its sending is to the books: their own claim, or none. */
export async function keepMade(ctx: Ctx, { claim, whole }: Made, how: How) {
  const { id: fromClaimId, siteId } = whole.claim;
  const toKeep: DraftToKeep = { claim, madeOf: madeOfClaim(how, fromClaimId, ctx.actId), fromClaimId, siteId: siteId ?? undefined };
  const [draftId = ''] = await keepDrafts(ctx, [toKeep]);
  return {
    result: { draftId },
    subjects: [`claim:${fromClaimId}`, `draft:${draftId}`],
    details: { frequency: claim.frequency, sentAs: claim.sentAs },
    changes: [{ topic: 'drafts', id: draftId }],
    jobs: [lookAnew(ctx.tx.tenant, draftId)],
  };
}

const anewInput = z.object({
  claimId: z.uuid(),
  as: z.enum(['replacement', 'void']),
  /** Where neither a remit that was posted nor an acknowledgment says it. */
  payerControlNumber: z.string().trim().min(1).max(50).optional(),
});

/** In place of a claim that the payer has, or to take it back. */
const anew = (port: SentClaims): Command =>
  command<z.infer<typeof anewInput>, Facts, Made, { draftId: string }>({
    ...common,
    name: 'revenue/claims/anew',
    summary: 'Draft a replacement or a void of a claim',
    input: anewInput,
    load: loading(port),
    plan: (facts, { as, payerControlNumber }) => {
      const told = facts.decided.find(({ rank }) => rank === facts.sent.sentAs)?.payerControlNumber;
      return made(facts, claimAnew(facts.sent, as, payerControlNumber ?? theNumber(told, facts.numbered)));
    },
  });

/** By the wrong number the payer would take somebody else’s claim back: where it is told in two ways, a person chooses first. */
export function theNumber(told: string | undefined, { number, chosen = false, inDoubt = [] }: Numbered): string | undefined {
  if (chosen) return number;
  const differs = told !== undefined && number !== undefined && idKey(told) !== idKey(number);
  const several = inDoubt.length > 0 ? inDoubt : differs ? [number, told] : [];
  if (several.length > 0)
    throw cannot(
      'The payer’s number of this claim is in doubt.',
      `Its answers say ${several.join(' and ')}.`,
      'Choose the right one under Scrub & Send, or give the one that the payer confirms.',
    );
  return told ?? number;
}

const askedInput = z.object({
  claimId: z.uuid(),
  servedOn: z.iso.date(),
  /** The lines that were done; all where nothing is said. */
  lines: z.array(z.int().min(1).max(999)).min(1).max(999).optional(),
  /** Where neither an answer that was posted nor an acknowledgment says it. */
  predeterminationNumber: z.string().trim().min(1).max(50).optional(),
});

/** What was asked beforehand and is done now: its charges are booked when it leaves. */
const sendAsClaim = (port: SentClaims): Command =>
  command<z.infer<typeof askedInput>, Facts, Made, { draftId: string }>({
    ...common,
    name: 'revenue/claims/send-as-claim',
    summary: 'Draft the claim for what was asked beforehand',
    input: askedInput,
    load: loading(port),
    plan: (facts, { servedOn, lines, predeterminationNumber }, { today }) => {
      const told = facts.decided.find(({ rank }) => rank === facts.sent.sentAs)?.payerControlNumber;
      const number = predeterminationNumber ?? theNumber(told, facts.numbered);
      const on = plainDate(servedOn);
      if (on === undefined) throw cannot('This is no day.', 'The day of service is wanted.', 'Give the day on which it was done.');
      return made(facts, claimAsked(facts.sent, { on, ...(lines !== undefined && { lines }) }, { number, today }));
    },
  });

export const decidedBy = ({ decided }: Facts, { sentAs }: ClaimToSend): Decided | undefined => decided.find(({ rank }) => rank === sentAs);

export const anewCommands = (port: SentClaims): readonly Command[] => [anew(port), sendAsClaim(port)];

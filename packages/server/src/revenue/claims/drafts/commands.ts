import { createHash } from 'node:crypto';
import {
  type ClaimToSend,
  changeClaim,
  changedFields,
  chargedToPatient,
  type FieldChange,
  takesLineOff,
  touchesPatientLines,
  whyNotChanged,
  whyNotThePatients,
} from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound, Refusal, type Weight } from '../../../gate/index.ts';
import { chargedByThemselves, settlePatientCharges } from '../../charges/index.ts';
import { withdrawnCharges } from '../building/store.ts';
import { claimInput } from './input.ts';
import { type Draft, draftsByIds, moveDrafts, type Revision, reviseDraft, versionsOf } from './store.ts';

const draftId = z.uuid();
type Names = { readonly draftId: string };

export const ofDraft = { subjects: ({ draftId: id }: Names) => [`draft:${id}`] };
const one = async (ctx: Ctx, { draftId: id }: Names): Promise<Draft> => {
  const [found] = await draftsByIds(ctx, [id]);
  if (found === undefined) throw notFound('draft of a claim');
  return found;
};
export const weighDraft = ({ claim, payerId, siteId }: Draft): Weight => ({
  amount: claim.billed,
  payers: [payerId],
  sites: [siteId ?? undefined],
});
const about = async (ctx: Ctx, named: Names) => {
  const { claim } = await one(ctx, named);
  return { says: `Claim ${claim.patientControlNumber}`, amount: claim.billed, subject: `draft:${named.draftId}` };
};

/** What is found at a draft, and what may be proposed of it, is worked out after the act: of one, or of all that nobody has looked at. */
export const lookAnew = (tenant: string, draftId: string) => ({ queue: 'propose', data: { tenant, draftId } }) as const;
export const newDrafts = (tenant: string) => ({ queue: 'propose', data: { tenant, drafts: 'new' } }) as const;

export const refuseSent = ({ status }: Draft): void => {
  if (status !== 'drafted')
    throw cannot(
      'This claim is no draft any more.',
      'What was approved is what is sent.',
      'Send a replacement, or take its approval back first.',
    );
};

/** What a machine's proposal answers, and rests on: the finding, its rule and edition, and the words of a document. Codes and places, no words. */
const restsInput = z.strictObject({
  finding: z.string().regex(/^[a-z][a-z0-9:-]{1,119}$/),
  at: z.string().regex(/^[\w ,-]{1,120}$/),
  ...{ rule: z.string().min(1).max(400), edition: z.string().max(200).optional() },
  evidence: z.array(z.strictObject({ document: z.uuid(), from: z.int().min(0), to: z.int().min(1) })).max(20),
});
export type Rests = z.infer<typeof restsInput>;

const changeInput = z.object({
  draftId,
  /** The one that was looked at. */
  version: z.int().min(1),
  changes: z
    .array(z.object({ at: z.string().min(1).max(200), to: z.json() }))
    .min(1)
    .max(100),
  because: z.string().trim().max(500).optional(),
  rests: restsInput.optional(),
});
type ChangeInput = z.infer<typeof changeInput>;
export interface DraftChanged {
  readonly draftId: string;
  readonly version: number;
  readonly changed: readonly string[];
}

function changedClaim(draft: Draft, { version, changes, because = '' }: Asked): ClaimToSend {
  refuseSent(draft);
  if (draft.version !== version) throw meanwhile();
  const why = whyNotChanged(draft.claim, changes) ?? whyNotThePatients(draft.claim, changes);
  if (why !== undefined) throw cannot('This is not changed here.', why, 'Make another claim instead.');
  if (takesLineOff(changes) && because === '')
    throw cannot('A line is taken off with a reason.', 'Nobody asks for it again: the record says why.', 'Say why.');
  if (touchesPatientLines(changes) && because === '')
    throw cannot('What the patient pays is changed with a reason.', 'The books say that they owe it: the record says why.', 'Say why.');
  const read = claimInput.safeParse(changeClaim(draft.claim, changes));
  if (read.success) return read.data;
  const { path = [], message = '' } = read.error.issues[0] ?? {};
  throw new Refusal('bad-input', 'The claim cannot be changed so.', { because: `${path.join('.') || 'The field'}: ${message}` });
}
const meanwhile = () =>
  cannot('The draft was changed meanwhile.', 'Somebody made a newer version of it.', 'Look at it again, then change it.');

export type PlannedChange = Revision & { readonly draft: Draft };

type Asked = Pick<ChangeInput, 'version' | 'because'> & { readonly changes: readonly FieldChange[] };

export function planChange(draft: Draft, input: Asked): PlannedChange {
  const claim = changedClaim(draft, input);
  const changed = changedFields(draft.claim, claim);
  if (changed.length === 0) throw cannot('Nothing is changed by this.', 'The draft says so already.', 'Change something, or leave it.');
  return { draft, id: draft.id, from: draft.version, claim, changed, ...(input.because === undefined ? {} : { because: input.because }) };
}

/** A new version of a draft: what is changed is a person's to say, and a machine's to propose. */
const change = command<ChangeInput, Draft, PlannedChange, DraftChanged>({
  ...ofDraft,
  name: 'revenue/claims/change-draft',
  summary: 'Change a draft of a claim',
  permission: 'claims.prepare',
  workflow: 'scrub',
  consequence: 'change-code',
  input: changeInput,
  reversal: 'revenue/claims/undo-change',
  load: one,
  plan: planChange,
  // The claim itself is of a patient: the digest covers what is kept of it.
  essence: ({ id, from, changed, claim }) => ({ id, from, changed, claim }),
  weigh: ({ draft }, _facts, { version, rests }) => ({
    ...weighDraft(draft),
    ...(rests === undefined
      ? {}
      : { payerId: draft.payerId, decisions: [{ subject: findingSubject(draft.id, version, rests), figures: {} }] }),
  }),
  apply: (ctx, plan, { because }) => keepRevision(ctx, plan, because),
  about,
});

/** What of a draft a machine decides by itself: one finding of one version, on one note. By its digest, so that what is learnt from holds no text. */
export function findingSubject(id: string, version: number, { finding, at, evidence }: Pick<Rests, 'finding' | 'at' | 'evidence'>): string {
  const said = [id, version, finding, at, ...evidence.map(({ document }) => document).slice(0, 1)].join(':');
  const hex = createHash('sha256').update(said).digest('hex');
  return `finding:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')}`;
}

export async function keepRevision(ctx: Ctx, plan: Revision, because: string | undefined) {
  if (!(await reviseDraft(ctx, plan))) throw meanwhile();
  const version = plan.from + 1;
  const digests = touchesPatientLines(plan.changed.map((at) => ({ at }))) ? await chargePatient(ctx, plan.id, plan.claim) : {};
  return {
    ...digests,
    result: { draftId: plan.id, version, changed: plan.changed },
    subjects: [`draft:${plan.id}`],
    details: { version, fields: plan.changed.length },
    ...(because === undefined ? {} : { because }),
    // What was proposed of what it said before is out of date.
    changes: [{ topic: 'drafts', id: plan.id }, { topic: 'approvals' }, ...booksMoved(digests)],
    // What it says now is looked at anew.
    jobs: [lookAnew(ctx.tx.tenant, plan.id)],
  };
}

const booksMoved = (booked: object) => ('digests' in booked ? [{ topic: 'books' }] : []);

/** What the patient pays of a claim, as it says now, stands in the books. */
async function chargePatient(ctx: Ctx, draftId: string, claim: ClaimToSend) {
  const digests = await settlePatientCharges(ctx, [{ kind: 'draft', id: draftId, wanted: chargedToPatient(claim) }]);
  return digests === undefined ? {} : { digests };
}

interface Standing {
  readonly draft: Draft;
  readonly before: ClaimToSend | undefined;
}

/** Says again what the version before said: a new version, so that what was there in between stays readable. */
const undo = command<Names & { version: number }, Standing, PlannedChange, DraftChanged>({
  ...ofDraft,
  name: 'revenue/claims/undo-change',
  summary: 'Take a change of a draft back',
  permission: 'claims.prepare',
  workflow: 'scrub',
  consequence: 'undo',
  input: z.object({ draftId, version: z.int().min(2) }),
  load: async (ctx, named) => {
    const before = (await versionsOf(ctx, named.draftId)).find(({ version }) => version === named.version - 1)?.claim;
    return { draft: await one(ctx, named), before };
  },
  plan: ({ draft, before }, { version }) => {
    refuseSent(draft);
    if (draft.version !== version || before === undefined) throw meanwhile();
    return { draft, id: draft.id, from: version, claim: before, changed: changedFields(draft.claim, before), restores: version - 1 };
  },
  essence: ({ id, from, restores }) => ({ id, from, restores }),
  weigh: ({ draft }) => weighDraft(draft),
  apply: (ctx, plan) => keepRevision(ctx, plan, undefined),
  about,
});

/** Of what is never billed the patient owes nothing either; with the last draft of a charge goes what they were to pay of the charge. */
async function chargePatientNothing(ctx: Ctx, { id, patientId }: Draft) {
  const charges = await withdrawnCharges(ctx.tx, await chargedByThemselves(ctx.tx, patientId));
  const sources = [{ kind: 'draft', id } as const, ...[...charges].map((charge) => ({ kind: 'charge', id: charge }) as const)];
  const digests = await settlePatientCharges(
    ctx,
    sources.map((one) => ({ ...one, wanted: [] })),
  );
  return digests === undefined ? {} : { digests };
}

/** Never sent: it stays readable, and makes no second one of what it was made of. */
const withdraw = command<Names & { because: string }, Draft, Draft, { draftId: string }>({
  ...ofDraft,
  name: 'revenue/claims/withdraw-draft',
  summary: 'Withdraw a draft of a claim',
  permission: 'claims.prepare',
  workflow: 'scrub',
  consequence: 'decides',
  input: z.object({ draftId, because: z.string().trim().min(3).max(500) }),
  load: one,
  plan: (draft) => {
    if (draft.status !== 'drafted' && draft.status !== 'rejected')
      throw cannot('This claim is on its way.', 'Only what was never accepted is withdrawn.', 'Send a void once the payer has it.');
    return draft;
  },
  essence: ({ id, status }) => ({ id, status }),
  weigh: (draft) => weighDraft(draft),
  apply: async (ctx, draft, { because }) => {
    if ((await moveDrafts(ctx, [draft.id], { from: [draft.status], to: 'withdrawn' })).length === 0) throw meanwhile();
    const done = { draftId: draft.id };
    const digests = await chargePatientNothing(ctx, draft);
    return {
      ...digests,
      result: done,
      subjects: [`draft:${draft.id}`],
      because,
      changes: [{ topic: 'drafts', id: draft.id }, ...booksMoved(digests)],
    };
  },
});

export const draftCommands: readonly Command[] = [change, undo, withdraw];

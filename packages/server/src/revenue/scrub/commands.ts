import { foundOf, holdsUntilMended } from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import { type Command, cannot, command, notFound, type Weight } from '../../gate/index.ts';
import { type Draft, draftsByIds, expectAnew, lookAnew } from '../claims/index.ts';
import { tellCoverage } from '../eligibility/index.ts';
import { type CheckedDraft, checkDrafts, isOf } from './check-drafts.ts';
import { knownInput } from './input.ts';
import { proposingCommands, type WhyWaits } from './proposals/commands.ts';
import { queueCommands } from './queues/commands.ts';
import { ruleCommands } from './rules/commands.ts';
import type { KnownFact } from './schema.ts';
import { type Check, keepChecks, keepKnown, keepOverride } from './store.ts';
import { termsCommands } from './terms/commands.ts';

const draftId = z.uuid();
const weighDraft = ({ claim, payerId, siteId }: Draft): Weight => ({
  amount: claim.billed,
  payers: [payerId],
  sites: [siteId ?? undefined],
});
const ofDraft = { subjects: ({ draftId: id }: { readonly draftId: string }) => [`draft:${id}`] };
const most = 500;

export interface ChecksDone {
  readonly checked: number;
  readonly held: number;
  readonly warned: number;
}

/** Looks at drafts and keeps what is found, version by version. It changes no claim. */
const check = command<{ draftIds: readonly string[] }, readonly CheckedDraft[], readonly Check[], ChecksDone>({
  name: 'revenue/scrub/check',
  summary: 'Check drafts of claims',
  permission: 'claims.prepare',
  workflow: 'scrub',
  consequence: 'none',
  input: z.object({ draftIds: z.array(draftId).min(1).max(most) }),
  subjects: ({ draftIds }) => draftIds.map((id) => `draft:${id}`),
  load: (ctx, { draftIds }) => checkDrafts(ctx, draftIds),
  plan: (found, _input, ctx) => {
    if (found.length === 0) throw notFound('draft of a claim');
    return found.map(({ draft, findings }) => ({ id: ctx.newId(), draftId: draft.id, version: draft.version, findings }));
  },
  weigh: (_plan, found) => ({
    payers: found.map(({ draft }) => draft.payerId),
    sites: found.map(({ draft }) => draft.siteId ?? undefined),
  }),
  apply: async (ctx, checks) => {
    await keepChecks(ctx, checks);
    const having = (severity: string) => checks.filter(({ findings }) => findings.some((one) => one.severity === severity)).length;
    const counts = { checked: checks.length, held: having('error'), warned: having('warning') };
    return {
      result: counts,
      subjects: checks.map(({ draftId: id }) => `draft:${id}`),
      details: { ...counts },
      changes: checks.map(({ draftId: id }) => ({ topic: 'drafts', id })),
    };
  },
});

const reasonWanted = 'A reason in a few words: denials are counted against it later.';
const overrideInput = z.object({
  draftId,
  /** The version that was looked at. */
  version: z.int().min(1),
  ...{ code: z.string().min(1).max(120), at: z.string().min(1).max(120) },
  /** Which of those of this code at this place, where there are several. */
  found: z.string().min(1).max(2_000).optional(),
  /** In which of their roles somebody answers for it. */
  role: z.string().min(1).max(60),
  because: z
    .string()
    .trim()
    .min(10, reasonWanted)
    .max(500)
    .refine((words) => (words.match(/\p{L}{2,}/gu) ?? []).length >= 2, reasonWanted),
});
type OverrideInput = z.infer<typeof overrideInput>;

/** The finding that is meant: a reason clears what somebody looked at, never another that stands beside it. */
function meantBy({ code, at, found }: OverrideInput, findings: CheckedDraft['findings']): string {
  const [meant, ...others] = new Set(findings.filter((one) => isOf({ code, at, found: found ?? '' }, one)).map(foundOf));
  if (meant === undefined) throw notFound('finding');
  if (others.length > 0)
    throw cannot('Several findings of this kind stand there.', 'Each is set aside by itself.', 'Say which of them is meant.');
  return meant;
}

/** What mends it. */
const fixOf = ({ code, at }: OverrideInput, findings: CheckedDraft['findings']): string =>
  findings.find((one) => one.code === code && one.at === at)?.fix ?? 'Mend it on the claim.';

const setAside = command<OverrideInput, CheckedDraft, { id: string; found: string }, { overrideId: string }>({
  ...ofDraft,
  name: 'revenue/scrub/override',
  summary: 'Set a finding aside',
  permission: 'claims.prepare',
  workflow: 'scrub',
  // A finding switched off for a claim: a person answers for it, never a machine.
  consequence: 'administers',
  input: overrideInput,
  load: async (ctx, { draftId: id }) => {
    const [found] = await checkDrafts(ctx, [id]);
    if (found === undefined) throw notFound('draft of a claim');
    return found;
  },
  plan: ({ draft, findings, overrides }, input, { actor, newId }) => {
    if (draft.version !== input.version)
      throw cannot('The draft was changed meanwhile.', 'Somebody made a newer version of it.', 'Look at it again, then decide.');
    if (!actor.roles.some((role) => role === input.role))
      throw cannot('You have not this role.', 'A finding is set aside in a role that one has.', 'Name one of your roles.');
    const found = meantBy(input, findings);
    if (holdsUntilMended(input.code))
      throw cannot('This is mended, not set aside.', 'No reason makes it right, here or with the payer.', fixOf(input, findings));
    if (overrides.some((one) => one.code === input.code && one.at === input.at && (one.found === '' || one.found === found)))
      throw cannot('This finding is set aside already.', 'It was done for this version of the draft.', 'Nothing needs to be done.');
    return { id: newId(), found };
  },
  weigh: (_plan, { draft }) => weighDraft(draft),
  apply: async (ctx, { id, found }, { because, ...input }) => {
    await keepOverride(ctx, id, { ...input, found, because });
    const { draftId: of, version } = input;
    return {
      result: { overrideId: id },
      subjects: [`draft:${of}`],
      details: { version, code: input.code, role: input.role },
      because,
      changes: [{ topic: 'drafts', id: of }],
    };
  },
});

const tell = command<{ draftId: string; fact: KnownFact }, Draft, { id: string; patientId: string }, { id: string }>({
  ...ofDraft,
  name: 'revenue/scrub/tell',
  summary: 'Enter coverage, an authorization or the note of a visit',
  permission: 'claims.prepare',
  workflow: 'scrub',
  consequence: 'decides',
  input: z.object({ draftId, fact: knownInput }),
  load: async (ctx, { draftId: id }) => {
    const [draft] = await draftsByIds(ctx, [id]);
    if (draft === undefined) throw notFound('draft of a claim');
    return draft;
  },
  plan: ({ patientId }, _input, ctx) => ({ id: ctx.newId(), patientId }),
  weigh: (_plan, draft) => weighDraft(draft),
  apply: async (ctx, { id, patientId }, { draftId: of, fact }) => {
    if (fact.kind === 'coverage') {
      await tellCoverage(ctx, id, patientId, fact.entry);
      await expectAnew(ctx, of);
    } else await keepKnown(ctx, id, { draftId: of, patientId, content: fact });
    return {
      ...{ result: { id }, subjects: [`draft:${of}`], details: { kind: fact.kind }, changes: [{ topic: 'drafts', id: of }] },
      jobs: [lookAnew(ctx.tx.tenant, of)],
    };
  },
});

export const scrubCommands = (whyWaits: WhyWaits): readonly Command[] => [
  ...[check, setAside, tell],
  ...[...termsCommands, ...ruleCommands, ...proposingCommands(whyWaits), ...queueCommands],
];

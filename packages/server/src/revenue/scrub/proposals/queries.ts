import type { FieldChange } from '@claimwright/core/revenue/claims';
import {
  type Completion,
  completionsOf,
  proposedChanges,
  type ScrubFacts,
  type ScrubFinding,
  wordsIn,
} from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import { type Ctx, notFound, type ProposalAbout, proposalsAbout, type Query, query, standingIn } from '../../../gate/index.ts';
import { type Draft, type DraftVersion, type Rests, versionsOf } from '../../claims/index.ts';
import { type CheckedDraft, checkDrafts } from '../check-drafts.ts';
import { notesOf } from '../facts.ts';
import { completionWords, providersKnown, restsOn } from './commands.ts';
import { draftsDue } from './store.ts';
import type { ChoiceView, ClaimProposalsView, ClaimProposalView } from './views.ts';

const parkedChange = z.object({
  version: z.int(),
  changes: z.array(z.object({ at: z.string(), to: z.unknown() })),
  because: z.string().optional(),
  rests: z
    .object({
      ...{ finding: z.string(), at: z.string(), rule: z.string(), edition: z.string().optional() },
      evidence: z.array(z.object({ document: z.string(), from: z.int(), to: z.int() })),
    })
    .optional(),
});
const parkedCompletion = z.object({ version: z.int(), code: z.string(), line: z.int() });

function kindOf(changes: readonly FieldChange[]): ClaimProposalView['kind'] {
  const at = changes[0]?.at ?? '';
  if (at.endsWith('.modifiers')) return 'modifier';
  if (at.startsWith('diagnoses.')) return 'diagnosis';
  return at.endsWith('.units') ? 'units' : 'other';
}

interface Shown {
  readonly draft: Draft;
  readonly versions: readonly DraftVersion[];
  readonly notes: ReadonlyMap<string, ScrubFacts['note']>;
}

/** What a version says in a field; of one that is gone, what the draft says now. */
function fieldOf({ draft, versions }: Shown, version: number, at: string): unknown {
  const claim: unknown = versions.find((one) => one.version === version)?.claim ?? draft.claim;
  const down = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return at.split('.').reduce(down, claim) ?? null;
}

function resting(shown: Shown, version: number, changes: readonly FieldChange[], rests: Omit<Rests, 'finding' | 'at'>) {
  return {
    ...{ changes, before: changes.map(({ at }) => fieldOf(shown, version, at)), rule: rests.rule },
    ...(rests.edition === undefined ? {} : { edition: rests.edition }),
    evidence: rests.evidence.map((one) => {
      const words = wordsIn(shown.notes.get(one.document), one);
      return { ...one, ...(words === undefined ? {} : { words }) };
    }),
  };
}

const decided = ({ state, id, decidedBy, decidedAt }: ProposalAbout) => ({
  ...{ state, proposalId: id },
  ...(decidedBy === null ? {} : { decidedBy }),
  ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
});

const completionView = (shown: Shown, { code, at, changes, evidence, source }: Completion) => ({
  ...{ code, at, says: completionWords[code], kind: 'completed' as const, version: shown.draft.version },
  ...resting(shown, shown.draft.version, changes, { rule: source, evidence: [...evidence] }),
});

/** As it was put forward. What a completion would say now is worked out anew, and is no more where the draft has moved on. */
function parkedView(shown: Shown, one: ProposalAbout, completions: readonly Completion[]): ClaimProposalView[] {
  const change = parkedChange.safeParse(one.input).data;
  if (change !== undefined) {
    const { version, changes, because = '', rests } = change;
    const { finding: code = 'change', at = changes[0]?.at ?? '', rule = '', edition, evidence = [] } = rests ?? {};
    const rest = { rule, evidence, ...(edition === undefined ? {} : { edition }) };
    const said: FieldChange[] = changes.map(({ at: field, to }) => ({ at: field, to }));
    return [{ code, at, version, says: because, kind: kindOf(said), ...resting(shown, version, said, rest), ...decided(one) }];
  }
  const completion = parkedCompletion.safeParse(one.input).data;
  if (completion === undefined) return [];
  const { version, code, line } = completion;
  const now = version === shown.draft.version ? completions.find((own) => own.code === code && own.line === line) : undefined;
  if (now !== undefined) return [{ ...completionView(shown, now), ...decided(one) }];
  const says = Object.entries(completionWords).find(([own]) => own === code)?.[1] ?? code;
  const at = line === 0 ? 'claim' : `line ${line}`;
  return [{ ...{ code, at, version, says, kind: 'completed', changes: [], before: [], rule: '', evidence: [] }, ...decided(one) }];
}

/** What nobody has put forward: shown from the level on at which a machine may be looked at. */
async function suggestions(ctx: Ctx, shown: Shown, { findings, facts }: CheckedDraft, completions: readonly Completion[]) {
  const { draft } = shown;
  const touching = { payers: [draft.payerId], sites: [draft.siteId ?? undefined] };
  const looks = async (workflow: 'scrub' | 'corrections') => {
    const { level, stopped } = await standingIn(ctx.tx, workflow, touching);
    return !stopped && level !== 'off' && level !== 'shadow';
  };
  const changed = (await looks('scrub'))
    ? proposedChanges(facts, findings).map(({ finding, changes, evidence }): ClaimProposalView => {
        const about = { code: finding.code, at: finding.at, says: finding.says, kind: kindOf(changes), version: draft.version };
        return {
          ...about,
          ...resting(shown, draft.version, changes, { ...restsOn(finding), evidence: [...evidence] }),
          state: 'suggested',
        };
      })
    : [];
  const completed = (await looks('corrections'))
    ? completions.map((one) => ({ ...completionView(shown, one), state: 'suggested' as const }))
    : [];
  return [...completed, ...changed];
}

const choiceOf = ({ code, at, says, proposal }: ScrubFinding): ChoiceView[] =>
  proposal === undefined || proposal.choices.length < 2 || proposal.change === 'add-modifier'
    ? []
    : [{ code, at, says, change: proposal.change, choices: proposal.choices }];

const proposals = query<{ draftId: string }, ClaimProposalsView>({
  name: 'revenue/scrub/proposals',
  summary: 'See what is proposed of a draft of a claim',
  permission: 'claims.read',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit', 'emergency'], patients: 'one', rows: 1, fields: ['clinical', 'money'] },
  input: z.object({ draftId: z.uuid() }),
  read: async (ctx, { draftId }) => {
    const [checked] = await checkDrafts(ctx, [draftId]);
    if (checked === undefined) throw notFound('draft of a claim');
    const { draft, findings, facts } = checked;
    const shown = { draft, notes: await notesOf(ctx, draft), versions: await versionsOf(ctx, draftId) };
    const open = draft.status === 'drafted';
    const completions = open ? completionsOf(facts, findings, await providersKnown(ctx)) : [];
    const parked = (await proposalsAbout(ctx, `draft:${draftId}`)).flatMap((one) => parkedView(shown, one, completions));
    const isSaid = ({ code, at }: ClaimProposalView): boolean =>
      parked.some((one) => one.version === draft.version && one.code === code && one.at === at);
    const suggested = open ? (await suggestions(ctx, shown, checked, completions)).filter((one) => !isSaid(one)) : [];
    return {
      ...{ draftId, version: draft.version, proposals: [...parked, ...suggested] },
      choices: open ? findings.flatMap(choiceOf) : [],
    };
  },
  subjects: ({ draftId }) => [`draft:${draftId}`],
});

const most = 1_000;

/** Ids alone, for the program itself: what it has to look at. */
const due = query<Record<string, never>, { readonly draftIds: readonly string[] }>({
  name: 'revenue/scrub/due',
  summary: 'See which drafts nobody has looked at',
  permission: 'claims.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async (ctx) => ({ draftIds: await draftsDue(ctx, most) }),
});

export const proposalQueries: readonly Query[] = [proposals, due];

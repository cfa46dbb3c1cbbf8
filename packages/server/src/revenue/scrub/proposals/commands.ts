import type { ProviderToSend } from '@claimwright/core/revenue/claims';
import { type Completion, completionsOf, onlyCompletes, proposedChanges, type ScrubFinding } from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import {
  type Command,
  type Ctx,
  cannot,
  command,
  notFound,
  type ProposalAbout,
  proposalsAboutEach,
  type Weight,
  worksUnattended,
} from '../../../gate/index.ts';
import {
  billingFactsNow,
  type Draft,
  type DraftChanged,
  type DraftVersion,
  findingSubject,
  keepRevision,
  type PlannedChange,
  planChange,
  type Rests,
  refuseSent,
  versionsOf,
  weighDraft,
} from '../../claims/index.ts';
import { type CheckedDraft, checkDrafts } from '../check-drafts.ts';
import { type Check, keepChecks } from '../store.ts';
import { draftsDue, type LastCheck, lastChecks } from './store.ts';
import type { Proposing, Wanted } from './views.ts';

const draftId = z.uuid();
const most = 1_000;

export const restsOn = ({ code, at, rule, edition, evidence }: ScrubFinding): Rests => ({
  ...{ finding: code, at, rule, evidence: [...evidence] },
  ...(edition === undefined ? {} : { edition: `${edition.table} ${edition.name}` }),
});

interface Looked extends CheckedDraft {
  readonly completions: readonly Completion[];
  readonly before: readonly ProposalAbout[];
  /** All that it ever said. */
  readonly versions: readonly Pick<DraftVersion, 'claim'>[];
}
interface Facts {
  readonly drafts: readonly Looked[];
  readonly last: ReadonlyMap<string, LastCheck>;
  readonly works: { readonly changes: boolean; readonly completions: boolean };
}

/** Who bills and works for the practice, as claims are built with them. */
export async function providersKnown(ctx: Ctx): Promise<readonly ProviderToSend[]> {
  const { billing, providers = [], facilities = [] } = (await billingFactsNow(ctx)) ?? {};
  return [...(billing === undefined ? [] : [billing]), ...providers, ...facilities];
}

const subject = ({ id }: Draft): string => `draft:${id}`;

async function look(ctx: Ctx, ids: readonly string[]): Promise<Looked[]> {
  const known = await providersKnown(ctx);
  const looked = (await checkDrafts(ctx, ids)).map((checked) => ({
    ...checked,
    completions: checked.draft.status === 'drafted' ? completionsOf(checked.facts, checked.findings, known) : [],
  }));
  const asking = looked.filter(
    ({ completions, findings }) => completions.length > 0 || findings.some(({ proposal }) => proposal !== undefined),
  );
  const before =
    asking.length === 0
      ? undefined
      : await proposalsAboutEach(
          ctx,
          asking.map(({ draft }) => subject(draft)),
        );
  const versions = new Map<string, Looked['versions']>();
  for (const { draft } of asking) versions.set(draft.id, draft.version === 1 ? [draft] : await versionsOf(ctx, draft.id));
  return looked.map((one) => ({ ...one, before: before?.get(subject(one.draft)) ?? [], versions: versions.get(one.draft.id) ?? [] }));
}

/** What was once there and is not any more, somebody took away: it is not put there again. */
const wasThere = (versions: Looked['versions'], { at, to }: { readonly at: string; readonly to: unknown }): boolean => {
  const said = JSON.stringify(to);
  const field = (claim: unknown): unknown =>
    at
      .split('.')
      .reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined), claim);
  return versions.some(({ claim }) => JSON.stringify(field(claim)) === said);
};

/** What was put before a person of this version already, whatever they said: by finding and place, or by what is completed and its line. */
function saidOf(before: readonly ProposalAbout[], version: number): ReadonlySet<string> {
  const told = before.flatMap(({ input }) => saidIn.safeParse(input).data ?? []).filter((one) => one.version === version);
  return new Set(told.map(({ code, line, rests }) => (rests === undefined ? `${code}|${line}` : `${rests.finding}|${rests.at}`)));
}
const saidIn = z.object({
  version: z.int(),
  ...{ code: z.string().optional(), line: z.int().optional() },
  rests: z.object({ finding: z.string(), at: z.string() }).optional(),
});

function wantedOf({ draft, findings, facts, completions, before, versions }: Looked, works: Facts['works']): Wanted[] {
  if (draft.status !== 'drafted') return [];
  const { id, version } = draft;
  const said = saidOf(before, version);
  const complete = completions
    .filter(
      ({ code, line, changes }) => works.completions && !said.has(`${code}|${line}`) && !changes.every((one) => wasThere(versions, one)),
    )
    .map(({ code, line }): Wanted => ({ draftId: id, command: 'revenue/scrub/complete', input: { draftId: id, version, code, line } }));
  const change = (works.changes ? proposedChanges(facts, findings) : []).flatMap(({ finding, changes, evidence }): Wanted[] => {
    if (said.has(`${finding.code}|${finding.at}`) || changes.every((one) => wasThere(versions, one))) return [];
    const rests = { ...restsOn(finding), evidence };
    return [
      { draftId: id, command: 'revenue/claims/change-draft', input: { draftId: id, version, changes, because: finding.says, rests } },
    ];
  });
  return [...complete, ...change];
}

const digestOf = (findings: readonly ScrubFinding[]): string =>
  JSON.stringify(findings.map(({ code, at, severity, says }) => [code, at, severity, says]));

/**
 * Looks at drafts and works out what could be proposed of them: it changes no claim and proposes nothing itself. Looked at again and found the
 * same, nothing is kept.
 */
const propose = command<{ draftIds?: readonly string[] | undefined }, Facts, { checks: Check[]; wanted: Wanted[] }, Proposing>({
  name: 'revenue/scrub/propose',
  door: 'inside',
  summary: 'Work out what could be proposed of drafts',
  permission: 'claims.prepare',
  workflow: 'scrub',
  consequence: 'none',
  input: z.object({ draftIds: z.array(draftId).max(most).optional() }),
  subjects: ({ draftIds = [] }) => draftIds.map((id) => `draft:${id}`),
  load: async (ctx, { draftIds }) => {
    const drafts = await look(ctx, draftIds ?? (await draftsDue(ctx, most)));
    const works = { changes: await worksUnattended(ctx.tx, 'scrub', {}), completions: await worksUnattended(ctx.tx, 'corrections', {}) };
    const ids = drafts.map(({ draft }) => draft.id);
    return { drafts, works, last: await lastChecks(ctx, ids) };
  },
  plan: ({ drafts, last, works }, _input, { newId }) => ({
    checks: drafts.flatMap(({ draft: { id, version }, findings }): Check[] => {
      const before = last.get(id);
      const same = before?.version === version && digestOf(before.findings) === digestOf(findings);
      return same ? [] : [{ id: newId(), draftId: id, version, findings }];
    }),
    wanted: drafts.flatMap((one) => wantedOf(one, works)),
  }),
  // What is wanted is put forward act by act, each on the record by itself.
  essence: ({ checks }) => checks.map(({ draftId: id, version, findings }) => ({ id, version, findings: digestOf(findings) })),
  weigh: (_plan, { drafts }) => ({
    payers: drafts.map(({ draft }) => draft.payerId),
    sites: drafts.map(({ draft }) => draft.siteId ?? undefined),
  }),
  apply: async (ctx, { checks, wanted }) => {
    if (checks.length > 0) await keepChecks(ctx, checks);
    return {
      result: { checked: checks.length, wanted },
      subjects: checks.map(({ draftId: id }) => `draft:${id}`),
      details: { checked: checks.length, wanted: wanted.length },
      changes: checks.map(({ draftId: id }) => ({ topic: 'drafts', id })),
    };
  },
});

const completionInput = z.object({
  draftId,
  /** The version that is completed. */
  version: z.int().min(1),
  // What applied itself is learnt from: a word and a number, no text.
  ...{ code: z.string().regex(/^[a-z][a-z0-9-]{1,119}$/), line: z.int().min(0).max(999) },
});
type CompletionInput = z.infer<typeof completionInput>;
interface Completing {
  readonly draft: Draft;
  readonly completion: Completion | undefined;
  readonly ageDays: number;
  readonly waits: string | undefined;
}

/** A port: why no machine changes a claim of a payer by itself now. What hears the payers' answers knows. */
export type WhyWaits = (ctx: Ctx, payerId: string) => Promise<string | undefined>;

async function loadCompletion(ctx: Ctx, { draftId: id, code, line }: CompletionInput, whyWaits: WhyWaits): Promise<Completing> {
  const [found] = await look(ctx, [id]);
  if (found === undefined) throw notFound('draft of a claim');
  const { draft, completions } = found;
  const ageDays = Math.floor((ctx.now.getTime() - draft.madeAt.getTime()) / 86_400_000);
  const waits = await whyWaits(ctx, draft.payerId);
  return { draft, completion: completions.find((one) => one.code === code && one.line === line), ageDays, waits };
}

const subjectOf = ({ draftId: id, version, code, line }: CompletionInput): string =>
  findingSubject(id, version, { finding: code, at: `line ${line}`, evidence: [] });

/** What it is called in a list, and for a reason on the record: no words of the note. */
export const completionWords: { readonly [code in Completion['code']]: string } = {
  'narrative-missing': 'Narrative from the note',
  'billing-taxonomy-not-said': 'Taxonomy of who bills',
  'rendering-taxonomy-not-said': 'Taxonomy of who did it',
  'line-taxonomy-not-said': 'Taxonomy of who did it',
  'stay-days-not-said': 'Days of the stay from its lines',
};

/** What is written comes of the claim, its note and the practice's own facts, here and now: never of whoever asks for it. */
const complete = (whyWaits: WhyWaits): Command =>
  command<CompletionInput, Completing, PlannedChange, DraftChanged>({
    subjects: ({ draftId: id }) => [`draft:${id}`],
    name: 'revenue/scrub/complete',
    summary: 'Complete what a draft leaves empty',
    permission: 'claims.prepare',
    workflow: 'corrections',
    consequence: 'completes-claim',
    reversal: 'revenue/scrub/take-back',
    input: completionInput,
    load: (ctx, input) => loadCompletion(ctx, input, whyWaits),
    plan: ({ draft, completion }, { version }) => {
      if (completion === undefined)
        throw cannot(
          'Nothing is to be completed here.',
          'It says so already, or what it would say is not on file.',
          'Look at the claim again.',
        );
      if (!onlyCompletes(draft.claim, completion.changes)) throw new Error(`a completion of ${completion.code} does more than complete`);
      return planChange(draft, { version, changes: [...completion.changes], because: `${completionWords[completion.code]}.` });
    },
    essence: ({ id, from, changed, claim }) => ({ id, from, changed, claim }),
    weigh: (_plan, { draft, ageDays, waits }, input): Weight => ({
      ...{ ...weighDraft(draft), payerId: draft.payerId, kind: 'complete-claim', confidence: 1, ageDays },
      ...(waits === undefined ? {} : { waits }),
      decisions: [{ subject: subjectOf(input), figures: {} }],
    }),
    apply: (ctx, plan) => keepRevision(ctx, plan, plan.because),
    about: async (ctx, input) => {
      const [found] = await checkDrafts(ctx, [input.draftId]);
      if (found === undefined) return undefined;
      const { claim, id } = found.draft;
      const what = Object.entries(completionWords).find(([code]) => code === input.code)?.[1] ?? input.code;
      return { says: `${what}, claim ${claim.patientControlNumber}`, amount: claim.billed, subject: `draft:${id}` };
    },
  });

interface TakingBack {
  readonly draft: Draft;
  readonly versions: readonly DraftVersion[];
}

const takeBack = command<CompletionInput & { reason: string }, TakingBack, PlannedChange, DraftChanged>({
  subjects: ({ draftId: id }) => [`draft:${id}`],
  name: 'revenue/scrub/take-back',
  summary: 'Take a completion of a draft back',
  permission: 'claims.prepare',
  workflow: 'corrections',
  consequence: 'undo',
  input: completionInput.extend({ reason: z.string().trim().min(1).max(500) }),
  load: async (ctx, { draftId: id }) => {
    const [found] = await checkDrafts(ctx, [id]);
    if (found === undefined) throw notFound('draft of a claim');
    return { draft: found.draft, versions: await versionsOf(ctx, id) };
  },
  plan: ({ draft, versions }, { version }) => {
    refuseSent(draft);
    const [before, made] = [version, version + 1].map((wanted) => versions.find((one) => one.version === wanted));
    const changes = made?.changed.map((at) => ({ at, to: 'completed' })) ?? [];
    if (before === undefined || !onlyCompletes(before.claim, changes) || draft.version !== version + 1)
      throw cannot('This is not taken back any more.', 'The draft was changed since.', 'Change the draft by hand.');
    return { draft, id: draft.id, from: draft.version, claim: before.claim, changed: made?.changed ?? [], restores: version };
  },
  essence: ({ id, from, restores }) => ({ id, from, restores: restores ?? 0 }),
  weigh: ({ draft }, _facts, input) => ({ ...weighDraft(draft), decisions: [{ subject: subjectOf(input) }] }),
  apply: (ctx, plan, { reason }) => keepRevision(ctx, plan, reason),
});

export const proposingCommands = (whyWaits: WhyWaits): readonly Command[] => [propose, complete(whyWaits), takeBack];

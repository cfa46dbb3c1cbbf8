import {
  type Canonical,
  canonical,
  errorCost,
  type Figures,
  isMachine,
  isSampled,
  type Verdict,
} from '@claimwright/core/ground/governance';
import { checkMachine, type Judged, sha256 } from './autonomy.ts';
import type { Command, Ctx, Weight } from './define.ts';

interface ItemRow {
  readonly subject: string;
  readonly digest: string;
  readonly figures: Figures;
  readonly proposal_id: string | null;
  readonly applied_by: string | null;
  readonly touched: boolean;
  readonly person_at: Date | null;
}

const digestOf = (figures: Figures): string => sha256(canonical(figures as Canonical));
const basisPoints = (share: number | undefined): number => Math.round((share ?? 0) * 10_000);

const items = (ctx: Ctx, { workflow }: Command, subjects: readonly string[]): Promise<ItemRow[]> =>
  ctx.tx.rows<ItemRow>(
    `select subject, digest, figures, proposal_id, applied_by, touched, person_at from autonomy.trial_item
      where tenant_id = $1 and workflow = $2 and subject = any($3) for update`,
    [ctx.tx.tenant, workflow, subjects],
  );

/** What a machine decided of a subject, and whether that is news. */
export interface Noted {
  readonly subject: string;
  /** A person has spoken on it, or changed what it is decided on. */
  readonly settled: boolean;
  /** It stands as it did, and was put before a person or applied already. */
  readonly said: boolean;
  readonly changed: boolean;
}

/** Keeps what a machine decided, unseen by anyone, unless a person has had their word on the subject already. */
export async function noteDecision(ctx: Ctx, command: Command, weight: Weight, judged: Judged): Promise<Noted | undefined> {
  const [decision] = weight.decisions ?? [];
  if (!isMachine(ctx.actor.kind) || decision?.figures === undefined || judged.standing === undefined) return undefined;
  const { subject, figures } = decision;
  const [before] = await items(ctx, command, [subject]);
  const digest = digestOf(figures);
  const settled = before !== undefined && (before.touched || before.person_at !== null);
  const same = before?.digest === digest;
  const said = same && (before.proposal_id !== null || before.applied_by !== null);
  if (settled || same) return { subject, settled, said, changed: false };
  await ctx.tx.rows(
    `insert into autonomy.trial_item (tenant_id, workflow, subject, trial_id, arm, payer_id, command, kind, digest, figures, confidence, amount, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (tenant_id, workflow, subject) do update set trial_id = excluded.trial_id, arm = excluded.arm, payer_id = excluded.payer_id,
       command = excluded.command, kind = excluded.kind, digest = excluded.digest, figures = excluded.figures, confidence = excluded.confidence,
       amount = excluded.amount, decided_at = excluded.decided_at, proposal_id = null`,
    [
      ...[ctx.tx.tenant, command.workflow, subject, judged.place?.trialId ?? null, judged.place?.arm ?? 'machine', weight.payerId ?? null],
      ...[command.name, weight.kind ?? null, digest, JSON.stringify(figures), basisPoints(weight.confidence), weight.amount ?? 0, ctx.now],
    ],
  );
  return { subject, settled, said, changed: true };
}

export async function noteProposal(ctx: Ctx, { workflow }: Command, { subject, settled }: Noted, proposalId: string): Promise<void> {
  if (settled) return;
  await ctx.tx.rows('update autonomy.trial_item set proposal_id = $4 where tenant_id = $1 and workflow = $2 and subject = $3', [
    ...[ctx.tx.tenant, workflow, subject, proposalId],
  ]);
}

/** One in twenty is drawn for a person to look at by itself. */
const sampledShare = 0.05;

export interface Tags {
  readonly [key: string]: string | number | boolean;
}

/** Puts a change that applied itself before the supervisor of the day. Answers how the record tags it. */
async function noteAutomatic(ctx: Ctx, command: Command, weight: Weight, noted: Noted | undefined, input: unknown): Promise<Tags> {
  if (noted === undefined || command.reversal === undefined || weight.kind === undefined)
    throw new Error(`${command.name} applied itself, and does not say what it is about or how it is taken back`);
  const { tx, actId, actor } = ctx;
  const version = actor.version ?? 'unversioned';
  await tx.rows(
    `insert into autonomy.change (tenant_id, id, workflow, command, kind, input, subject, payer_id, amount, confidence, reversal, sampled, agent, agent_version, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      ...[tx.tenant, actId, command.workflow, command.name, weight.kind, JSON.stringify(input), noted.subject, weight.payerId ?? null],
      ...[weight.amount ?? 0, basisPoints(weight.confidence), command.reversal],
      ...[isSampled(sha256, actId, noted.subject, sampledShare), actor.id, version, ctx.now],
    ],
  );
  await tx.rows('update autonomy.trial_item set applied_by = $4 where tenant_id = $1 and workflow = $2 and subject = $3', [
    ...[tx.tenant, command.workflow, noted.subject, actId],
  ]);
  return { automatic: true, kind: weight.kind, confidence: basisPoints(weight.confidence), agentVersion: version };
}

/** Between an act's work and its entry in the record: a machine is looked at once more, a person's decision is compared with the machine's. */
export async function keepScore(
  ctx: Ctx,
  command: Command,
  weight: Weight,
  noted: Noted | undefined,
  input: unknown,
  way: Verdict,
): Promise<Tags> {
  await checkMachine(ctx, command);
  await compareDecisions(ctx, command, weight);
  return way.say === 'run' && way.automatic ? noteAutomatic(ctx, command, weight, noted, input) : {};
}

/** A person has acted on subjects: compares what they decided with what the machine had, where it had anything. */
async function compareDecisions(ctx: Ctx, command: Command, weight: Weight): Promise<void> {
  const { decisions = [] } = weight;
  if (isMachine(ctx.actor.kind) || decisions.length === 0) return;
  const rows = await items(
    ctx,
    command,
    decisions.map(({ subject }) => subject),
  );
  for (const row of rows) {
    const decision = decisions.find(({ subject }) => subject === row.subject);
    if (decision === undefined) continue;
    if (command.consequence === 'undo') await takeBack(ctx, command, row);
    else if (decision.figures === undefined) await touch(ctx, command, row);
    else if (row.person_at === null) await compare(ctx, command, row, decision.figures);
  }
}

async function compare(ctx: Ctx, command: Command, row: ItemRow, figures: Figures): Promise<void> {
  const digest = digestOf(figures);
  await keepWord(ctx, command, row, {
    digest,
    agree: digest === row.digest,
    seconds: await secondsOn(ctx, row.subject),
    cost: errorCost(row.figures, figures),
  });
}

/** A person took back what stands: where the machine had decided so, it was wrong. */
async function takeBack(ctx: Ctx, command: Command, row: ItemRow): Promise<void> {
  if (row.applied_by !== null)
    await ctx.tx.rows(
      `insert into autonomy.review (tenant_id, change_id, says, by, at, act_id) values ($1, $2, 'reversed', $3, $4, $5) on conflict do nothing`,
      [ctx.tx.tenant, row.applied_by, ctx.actor.id, ctx.now, ctx.actId],
    );
  await keepWord(ctx, command, row, { digest: 'undone', agree: false, seconds: null, cost: errorCost(row.figures, {}) });
}

interface Word {
  readonly digest: string;
  readonly agree: boolean;
  readonly seconds: number | null;
  readonly cost: number;
}

async function keepWord(ctx: Ctx, { workflow }: Command, { subject }: ItemRow, { digest, agree, seconds, cost }: Word): Promise<void> {
  await ctx.tx.rows(
    `update autonomy.trial_item set person_digest = $4, person_act = $5, person_id = $6, person_at = $7, agree = $8, seconds = coalesce($9, seconds), error_cost = $10
      where tenant_id = $1 and workflow = $2 and subject = $3`,
    [ctx.tx.tenant, workflow, subject, digest, ctx.actId, ctx.actor.id, ctx.now, agree, seconds, cost],
  );
}

/** A person changes the facts. Where the machine's decision stands applied, that is a word against it. */
async function touch(ctx: Ctx, command: Command, row: ItemRow): Promise<void> {
  const { workflow } = command;
  const { subject } = row;
  if (row.applied_by !== null && row.person_at === null)
    await keepWord(ctx, command, row, { digest: 'changed', agree: false, seconds: await secondsOn(ctx, subject), cost: 0 });
  await ctx.tx.rows('update autonomy.trial_item set touched = true where tenant_id = $1 and workflow = $2 and subject = $3', [
    ...[ctx.tx.tenant, workflow, subject],
  ]);
}

/** Longer than this, and somebody went to lunch over it. */
const longestMinutes = 30;

/** How long this person has had the subject before them: since they first read it lately, as the record of reads says. */
async function secondsOn(ctx: Ctx, subject: string): Promise<number | null> {
  const since = new Date(ctx.now.getTime() - longestMinutes * 60_000);
  const [row] = await ctx.tx.rows<{ at: Date | null }>(
    `select min(r.at) as at from gate.record_subject s join gate.record r on r.tenant_id = s.tenant_id and r.chain = s.chain and r.seq = s.seq
      where s.tenant_id = $1 and s.subject = $2 and s.chain = 'reads' and r.actor_id = $3 and r.at >= $4`,
    [ctx.tx.tenant, subject, ctx.actor.id, since],
  );
  return row?.at ? Math.round((ctx.now.getTime() - row.at.getTime()) / 1000) : null;
}

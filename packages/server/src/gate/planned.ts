import type { Finding } from '@claimwright/core/ground/base';
import { cents } from '@claimwright/core/ground/base';
import { type Figures, money } from '@claimwright/core/ground/governance';
import { opened } from '../store/columns.ts';
import { encode } from '../store/store.ts';
import type { Command, Ctx, Weight } from './define.ts';
import { Refusal } from './errors.ts';
import { parked } from './schema.ts';
import { digestOfValue } from './value-digest.ts';

/** A plan as a person agrees to it: its digest, and the figures by which one tells what is other about another. */
export interface Planned {
  readonly digest: string;
  readonly figures: Figures;
}

/** Loaded and made once more with ids that are always the same, so that the same facts come to the same digest whenever they are looked at. */
export async function plannedOf(ctx: Ctx, command: Command, input: unknown, weight: Weight): Promise<Planned> {
  let made = 0;
  const newId = () => {
    made += 1;
    return `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`;
  };
  const again = { ...ctx, newId, actId: newId() };
  const plan = command.plan(await command.load(again, input), input, again);
  const figures: { [name: string]: number } = weight.amount === undefined ? {} : { Amount: weight.amount };
  for (const decision of weight.decisions ?? [])
    for (const [name, amount] of Object.entries(decision.figures ?? {})) {
      const account = name.split(' ')[0] ?? name;
      figures[account] = (figures[account] ?? 0) + amount;
    }
  return { digest: ctx.tx.blind('plan', digestOfValue({ plan: command.essence?.(plan) ?? plan, input })), figures };
}

/** Keeps beside a proposal which plan was proposed. */
export const keepPlanned = (ctx: Ctx, proposalId: string, { digest, figures }: Planned): Promise<unknown> =>
  ctx.tx.rows('update gate.parked set plan = $3, planned = $4 where tenant_id = $1 and id = $2', [
    ...[ctx.tx.tenant, proposalId, digest, encode(parked.planned, figures)],
  ]);

interface ParkedPlan {
  readonly plan: string | null;
  readonly planned: string | null;
}

/** What is other now than when it was proposed, in words; empty where nothing is, or nobody knows. */
async function changedSince(ctx: Ctx, proposalId: string, now: Planned): Promise<Finding[]> {
  const [row] = await ctx.tx.rows<ParkedPlan>('select plan, planned from gate.parked where tenant_id = $1 and id = $2', [
    ...[ctx.tx.tenant, proposalId],
  ]);
  if (!row || row.plan === null || row.plan === now.digest) return [];
  const was = row.planned === null ? {} : opened<Figures>(parked.planned, row.planned);
  const found = [...new Set([...Object.keys(was), ...Object.keys(now.figures)])].flatMap((name): Finding[] => {
    const [before, after] = [was[name] ?? 0, now.figures[name] ?? 0];
    return before === after ? [] : [changed(name, `${name}: ${signed(before)} when it was proposed, ${signed(after)} now.`)];
  });
  return found.length > 0 ? found : [changed('plan', 'The amounts are the same; what they rest on is not.')];
}

const changed = (at: string, says: string): Finding => ({ code: 'proposal.changed', severity: 'warning', at, says });
const signed = (amount: number): string => (amount < 0 ? `-${money(cents(-amount))}` : money(cents(amount)));

/** Before it is approved a plan is shown; when it is, it must be the one that was. */
export async function showPlan(
  ctx: Ctx,
  proposalId: string,
  { preview, plan }: { readonly preview?: boolean | undefined; readonly plan?: string | undefined },
  now: Planned,
): Promise<{ readonly plan: string; readonly changed: readonly Finding[] }> {
  if (!preview) await refuseOtherPlan(ctx, proposalId, plan, now);
  return { plan: now.digest, changed: preview ? await changedSince(ctx, proposalId, now) : [] };
}

/** An approval carries out the plan that the person saw, or where they saw none the one that was proposed, and no other. */
async function refuseOtherPlan(ctx: Ctx, proposalId: string, seen: string | undefined, now: Planned): Promise<void> {
  if (seen === now.digest) return;
  const findings = await changedSince(ctx, proposalId, now);
  if (seen === undefined && findings.length === 0) return;
  throw new Refusal('plan-changed', 'Things have changed: approving would do something else than what was shown.', {
    because: findings.map(({ says }) => says).join(' ') || 'It changed since you looked at it.',
    fix: 'Look at what it would do now, and approve that, or refuse it.',
    findings,
  });
}

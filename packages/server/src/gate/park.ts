import { encode } from '../store/store.ts';
import type { Command, Ctx, Weight } from './define.ts';
import { type ActFacts, parkedEntry } from './entry.ts';
import { keepPlanned, type Planned } from './planned.ts';
import { append } from './record.ts';
import { parked } from './schema.ts';
import { type Noted, noteProposal } from './scorekeeper.ts';

/** What is put before a person, and why. */
export interface Parking {
  readonly command: Command;
  readonly input: unknown;
  readonly because: string;
  readonly weight: Weight;
  readonly noted: Noted | undefined;
  readonly planned: Planned;
  /** For its entry: `input` is the keyed digest by which the same thing is known again. */
  readonly basis: Pick<ActFacts, 'policies' | 'plan'> & { readonly input: string };
}

export interface Parked {
  readonly outcome: 'parked';
  readonly result: { readonly proposalId: string };
  readonly recordId: string;
  readonly because: string;
}

/**
 * Puts an act before a person. Whoever proposes what waits already gets that proposal back, and not a second one; where it would do
 * something else by now, or waits for another reason, that one is brought up to date.
 */
export async function park(ctx: Ctx, parking: Parking, changes: { topic: string }[]): Promise<Parked> {
  const { because, planned, command, noted } = parking;
  const waits = await waiting(ctx, parking);
  const id = waits?.id ?? ctx.newId();
  if (noted) await noteProposal(ctx, command, noted, id);
  if (waits?.plan === planned.digest && waits.because === because)
    return { outcome: 'parked', result: { proposalId: id }, recordId: waits.actId, because };
  const subject = (await command.about?.(ctx, parking.input))?.subject ?? noted?.subject;
  await (waits ? renew(ctx, id, parking) : add(ctx, id, subject, parking));
  await keepPlanned(ctx, id, planned);
  await append(ctx.tx, parkedEntry(ctx, { what: command.name, ...parking.basis, proposalId: id, subject, because }));
  changes.push({ topic: 'approvals' }, { topic: 'record' });
  return { outcome: 'parked', result: { proposalId: id }, recordId: ctx.actId, because };
}

interface Waiting {
  readonly id: string;
  readonly plan: string | null;
  readonly actId: string;
  readonly because: string;
}

/** The same, of the same proposer, that nobody has decided on. Two that come at once take turns. */
async function waiting({ tx, actor }: Ctx, { command, basis }: Parking): Promise<Waiting | undefined> {
  await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`${tx.tenant}/${actor.id}/${basis.input}`]);
  const [row] = await tx.rows<Waiting>(
    `select id, plan, act_id as "actId", because from gate.parked
      where tenant_id = $1 and input_digest = $2 and proposed_by = $3 and command = $4 and state = 'waiting' for update`,
    [tx.tenant, basis.input, actor.id, command.name],
  );
  return row;
}

/** Each once, with a null where one is not known. */
const touched = (ids: readonly (string | undefined)[] | undefined): (string | null)[] | null =>
  ids === undefined ? null : [...new Set(ids.map((one) => one ?? null))];

const add = (ctx: Ctx, id: string, subject: string | undefined, { command, input, because, weight, basis }: Parking): Promise<unknown> =>
  ctx.tx.rows(
    `insert into gate.parked (tenant_id, id, command, input, proposed_by, because, parked_at, act_id, sites, payers, input_digest, subject, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting')`,
    [
      ...[ctx.tx.tenant, id, command.name, encode(parked.input, input), ctx.actor.id, because, ctx.now, ctx.actId],
      ...[touched(weight.sites), touched(weight.payers), basis.input, subject ?? null],
    ],
  );

const renew = (ctx: Ctx, id: string, { because, weight }: Parking): Promise<unknown> =>
  ctx.tx.rows('update gate.parked set because = $3, act_id = $4, sites = $5, payers = $6 where tenant_id = $1 and id = $2', [
    ...[ctx.tx.tenant, id, because, ctx.actId, touched(weight.sites), touched(weight.payers)],
  ]);

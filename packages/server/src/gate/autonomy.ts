import { createHash } from 'node:crypto';
import {
  type Arm,
  armOf,
  bookableByMachine,
  decideAutonomy,
  isHarmless,
  isMachine,
  type Level,
  type Limits,
  placesOf,
  type Setting,
  type Standing,
  type Stop,
  standingAt,
  type Verdict,
  type Workflow,
} from '@claimwright/core/ground/governance';
import type { Tx } from '../store/store.ts';
import type { Actor, Command, Ctx, Weight } from './define.ts';
import { Refusal } from './errors.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The trial that a subject is in, and its place there. */
export interface TrialPlace {
  readonly trialId: string;
  readonly arm: Arm;
}
export interface Judged {
  readonly verdict: Verdict;
  readonly standing?: Standing;
  readonly place?: TrialPlace;
}

/**
 * Whether the act runs, is watched, waits for a person, or is refused: the ladder of autonomy and the kill switch as they stand in
 * this transaction.
 */
export async function judge(ctx: Pick<Ctx, 'tx' | 'actor'>, command: Command, weight: Weight): Promise<Judged> {
  const { actor, tx } = ctx;
  if (!isMachine(actor.kind) || isHarmless(command.consequence)) return { verdict: { say: 'run' } };
  const standing = await standingIn(tx, command.workflow, weight);
  const place = await placeOf(tx, command.workflow, weight);
  const verdict = decideAutonomy({ ...proposed(actor, command, weight), control: place?.arm === 'control' }, standing);
  return { verdict, standing, ...(place === undefined ? {} : { place }) };
}

const proposed = (actor: Actor, { consequence }: Command, { kind, confidence, amount, ageDays, waits }: Weight) => ({
  actor: actor.kind,
  consequence,
  ...(kind === undefined ? {} : { kind }),
  ...(confidence === undefined ? {} : { confidence }),
  ...(amount === undefined ? {} : { amount }),
  ...(ageDays === undefined ? {} : { ageDays }),
  ...(waits === undefined ? {} : { waits }),
});

/**
 * What comes of a verdict, by what a person has said of the subject: what they decided a machine leaves alone. `unattended`: the machine
 * was not asked, so that it repeats nothing, and at `assist` only watches.
 */
export function wayOf({ verdict, standing }: Judged, noted: Said | undefined, unattended: boolean): Verdict {
  if (verdict.say === 'refuse') return verdict;
  if (unattended && (noted?.settled || noted?.said)) return { say: 'watch', because: 'All is said of this already.' };
  if (verdict.say === 'run' && verdict.automatic && noted?.settled) return { say: 'park', because: 'A person has decided on this before.' };
  if (!unattended || standing === undefined) return verdict;
  return standing.level === 'assist' ? { say: 'watch', because: 'Nobody asked for it: this workflow only assists.' } : verdict;
}
interface Said {
  readonly settled: boolean;
  readonly said: boolean;
}

interface SettingRow {
  readonly payer_id: string | null;
  readonly site_id: string | null;
  readonly level: Level;
  readonly limits: Limits;
  readonly cleared: boolean;
}

type Touches = Pick<Weight, 'payerId' | 'payers' | 'siteId' | 'sites'>;

/** How a workflow stands here and now, for all sites and payers that an act says it touches. */
export async function standingIn(tx: Tx, workflow: Workflow, { payerId, payers, siteId, sites }: Touches): Promise<Standing> {
  return standingAt(await settingsIn(tx, workflow), await stopsIn(tx, workflow), workflow, {
    sites: touchedOf(sites, siteId),
    payers: touchedOf(payers, payerId),
  });
}
const touchedOf = (all: readonly (string | undefined)[] = [], one?: string): readonly (string | undefined)[] =>
  one === undefined ? all : [...all, one];

/** The newest word of each scope; one that was taken back is none. */
async function settingsIn(tx: Tx, workflow: Workflow): Promise<Setting[]> {
  const rows = await tx.rows<SettingRow>(
    `select distinct on (payer_id, site_id) payer_id, site_id, level, limits, cleared from autonomy.setting
      where tenant_id = $1 and workflow = $2 order by payer_id, site_id, id desc`,
    [tx.tenant, workflow],
  );
  return rows
    .filter(({ cleared }) => !cleared)
    .map(({ payer_id, site_id, level, limits }) => ({
      workflow,
      level,
      limits,
      ...(payer_id === null ? {} : { payerId: payer_id }),
      ...(site_id === null ? {} : { siteId: site_id }),
    }));
}

const stopsIn = (tx: Tx, workflow: Workflow): Promise<Stop[]> =>
  tx.rows<Stop>(
    `select distinct on (workflow) workflow, stopped from autonomy.stop
      where tenant_id = $1 and (workflow = $2 or workflow = 'all') order by workflow, id desc`,
    [tx.tenant, workflow],
  );

/**
 * Whether an agent has anything to do of its own accord: to act, to propose, or to be watched. Where it does not know the site yet, that
 * is so where it may act at any; each act is then judged at its own.
 */
export async function worksUnattended(tx: Tx, workflow: Workflow, of: Pick<Weight, 'payerId' | 'siteId'>): Promise<boolean> {
  const settings = await settingsIn(tx, workflow);
  const stops = await stopsIn(tx, workflow);
  const sites = of.siteId === undefined ? placesOf(settings) : [of.siteId];
  const standings = sites.map((siteId) => standingAt(settings, stops, workflow, { sites: [siteId], payers: [of.payerId] }));
  const works = standings.filter(({ stopped, level }) => !stopped && level !== 'off');
  if (works.length === 0) return false;
  return works.some(({ level }) => level !== 'assist') || (await trialOf(tx, workflow, of.payerId)) !== undefined;
}

interface TrialRow {
  readonly id: string;
  readonly salt: string;
  readonly control_share: number;
}

async function trialOf(tx: Tx, workflow: Workflow, payerId: string | undefined): Promise<TrialRow | undefined> {
  const [trial] = await tx.rows<TrialRow>(
    `select id, salt, control_share from autonomy.trial
      where tenant_id = $1 and workflow = $2 and ended_at is null and (payer_id is null or payer_id = $3) order by payer_id nulls last, id limit 1`,
    [tx.tenant, workflow, payerId ?? null],
  );
  return trial;
}

/** The running trial of this workflow and payer, and the arm that chance gave the subject. */
async function placeOf(tx: Tx, workflow: Workflow, { payerId, decisions }: Weight): Promise<TrialPlace | undefined> {
  const subject = decisions?.[0]?.subject;
  const trial = subject === undefined ? undefined : await trialOf(tx, workflow, payerId);
  if (subject === undefined || trial === undefined) return undefined;
  return { trialId: trial.id, arm: armOf(sha256, trial.salt, subject, trial.control_share / 10_000) };
}

/**
 * Looked at once more when a machine has done its work and before it is committed: somebody may have thrown the switch meanwhile, and
 * then all of the act is taken back. And whatever a command says of itself, a machine books no more than its consequence lets it.
 */
export async function checkMachine(ctx: Ctx, command: Command): Promise<void> {
  if (!isMachine(ctx.actor.kind)) return;
  const bookable = bookableByMachine(command.consequence);
  const [wrong] = await ctx.tx.rows<{ kind: string }>(
    `select coalesce(m.kind, 'entry') as kind from ledger.entry e left join ledger.movement m on m.tenant_id = e.tenant_id and m.entry_id = e.id
      where e.tenant_id = $1 and e.act_id = $2 and coalesce(m.kind, 'entry') <> all($3) limit 1`,
    [ctx.tx.tenant, ctx.actId, [...bookable]],
  );
  if (wrong) throw new Error(`${command.name} is “${command.consequence}”, and a machine booked “${wrong.kind}” by it`);
  if (command.consequence === 'keeps-document') await refuseOldClaims(ctx, command);
  if (isHarmless(command.consequence)) return;
  const standing = await standingIn(ctx.tx, command.workflow, {});
  if (standing.stopped) throw switchedOff('The switch of this workflow was thrown meanwhile: nothing of this was done.');
}

/**
 * A document books what its own claims charge, and takes back what those charged that they replace; what a payer answers to a claim that a
 * person let go in place of another moves the charges of those two, and what a person withdrew is owed no more. Nothing on another claim,
 * and on these no sum of its own: a charge stands as it was first booked, or not at all.
 */
async function refuseOldClaims({ tx, actId }: Ctx, { name }: Command): Promise<void> {
  // Claim by claim and by one number at a time: with `or` each movement was held against each claim, and thousands sent at once took hours.
  const [wrong] = await tx.rows(
    `with booked as (
       select distinct m.claim_id as id from ledger.entry e join ledger.movement m on m.tenant_id = e.tenant_id and m.entry_id = e.id
        where e.tenant_id = $1 and e.act_id = $2),
     old as (
       select id from booked b
        where not exists (select 1 from claims.claim c where c.tenant_id = $1 and c.id = b.id and c.act_id = $2)
          and not exists (select 1 from claims.claim c where c.tenant_id = $1 and c.replaces = b.id and c.act_id = $2)),
     sent as materialized (
       select c.id, c.replaces, s.status, d.frequency, d.from_claim_id from old o
         join claims.claim c on c.tenant_id = $1 and c.id = o.id
         join claims.draft_standing s on s.tenant_id = c.tenant_id and s.claim_id = c.id
         join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
       union all
       select c.id, c.replaces, null, d.frequency, d.from_claim_id from old o
         join claims.claim c on c.tenant_id = $1 and c.replaces = o.id
         join claims.draft_standing s on s.tenant_id = c.tenant_id and s.claim_id = c.id
         join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id),
     let_go as (
       select id from sent where status = 'withdrawn'
       union select unnest(array[id, replaces]) from sent
        where replaces is not null and (frequency in ('7', '8') or from_claim_id = replaces))
     select 1 from old o where not exists (select 1 from let_go l where l.id = o.id) limit 1`,
    [tx.tenant, actId],
  );
  if (wrong) throw new Error(`${name} keeps a document, and a machine booked on a claim that was here before by it`);
  await refuseOtherSums(tx, actId, name);
}

/** Of a claim that was here before, part by part: what its charges come to now is nothing, or what they came to on the day it was booked. */
async function refuseOtherSums(tx: Tx, actId: string, name: string): Promise<void> {
  const [wrong] = await tx.rows(
    `with moved as (
       select distinct m.claim_id as id, c.act_id as first from ledger.entry e
         join ledger.movement m on m.tenant_id = e.tenant_id and m.entry_id = e.id
         join claims.claim c on c.tenant_id = m.tenant_id and c.id = m.claim_id and c.act_id <> $2
        where e.tenant_id = $1 and e.act_id = $2),
     parts as (
       select o.id, sum(m.amount) as now, coalesce(sum(m.amount) filter (where e.act_id = o.first and e.reverses is null), 0) as once
         from moved o
         join ledger.movement m on m.tenant_id = $1 and m.claim_id = o.id
         join ledger.entry e on e.tenant_id = $1 and e.id = m.entry_id and (e.source_kind = 'claim' and e.source_id = o.id or e.act_id = $2)
        group by o.id, m.claim_line_id, m.party, m.kind, m.account)
     select 1 from parts group by id having not (bool_and(now = 0) or bool_and(now = once)) limit 1`,
    [tx.tenant, actId],
  );
  if (wrong) throw new Error(`${name} keeps a document, and a machine booked a sum of its own on a claim that was here before`);
}

export const switchedOff = (because: string): Refusal =>
  new Refusal('switched-off', 'A machine may not do this here now.', {
    because,
    fix: 'People can do it; a machine when the switch is let go.',
  });

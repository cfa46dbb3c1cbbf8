import { createHash } from 'node:crypto';
import type { Finding } from '@claimwright/core/ground/base';
import type { Permission } from '@claimwright/core/ground/governance';
import type { BlobPort } from '../store/blob.ts';
import type { Change } from '../store/changes.ts';
import type { Store, Tx } from '../store/store.ts';
import { takeProposal } from './approvals.ts';
import { doorOf, doorOfCommand, doorOfQuery, refuseBeyond, seenBy } from './authorise.ts';
import { type Judged, judge, switchedOff, wayOf } from './autonomy.ts';
import type { Actor, Command, Ctx, Done, Query } from './define.ts';
import { type CheckEffects, watchEffects } from './effects.ts';
import { type ActFacts, accessVersion, actEntry, actorOn, proposerOf, readEntry } from './entry.ts';
import { Refusal } from './errors.ts';
import { firstAnswer, keepAnswer } from './first-answer.ts';
import { inputText } from './input-text.ts';
import { park } from './park.ts';
import { parsed } from './parsed.ts';
import { refuseElsewhere, refuseLimited, refuseTakingOut, refuseUnfit } from './places.ts';
import { plannedOf, showPlan } from './planned.ts';
import { practiceDay } from './practice-day.ts';
import { purposeFor, refuseWider } from './purpose.ts';
import { openReadLog, type ReadLog } from './read-log.ts';
import { append } from './record.ts';
import { orRecorded, passDoor, recordRefusal } from './refusing.ts';
import { keepScore, type Noted, noteDecision, type Tags } from './scorekeeper.ts';
import { digestInTurns, digestOfValue } from './value-digest.ts';
import type { Witness } from './witness.ts';

export interface Parts {
  readonly store: Store;
  readonly blobs: BlobPort;
  readonly commands: readonly Command[];
  readonly queries: readonly Query[];
  readonly witness?: Witness | undefined;
  clock(): Date;
  newId(): string;
  /** Enqueues a job inside the transaction. */
  enqueue(tx: Tx, queue: string, data: { readonly [key: string]: string }): Promise<void>;
  /** Told after a commit what changed, for whoever watches. */
  changed(tenant: string, changes: readonly Change[]): void;
}

export interface Acted<T = unknown> {
  readonly outcome: 'applied' | 'parked' | 'watched' | 'previewed';
  readonly result: T;
  readonly recordId: string;
  readonly because?: string;
  /** Of a proposal that is looked at before it is approved: which plan is shown, and what is other about it than what was proposed. */
  readonly plan?: string;
  readonly changed?: readonly Finding[];
}
export interface ActOptions {
  readonly idempotencyKey?: string | undefined;
  readonly preview?: boolean | undefined;
  /** The parked proposal that this act carries out. */
  readonly proposal?: string | undefined;
  /** The plan of that proposal that the person saw. */
  readonly plan?: string | undefined;
  /** A machine does it of its own accord: it says nothing twice, and only watches where it should wait to be asked. */
  readonly unattended?: boolean | undefined;
}

export interface OneOfAll {
  readonly name: string;
  readonly input: unknown;
  readonly idempotencyKey?: string | undefined;
}
export interface AllOptions {
  readonly preview?: boolean | undefined;
  /** Looks at each act within the transaction, before it is carried out; throws where it may not be. */
  before?(tx: Tx, act: OneOfAll): Promise<void>;
}

export interface Gate {
  readonly commands: ReadonlyMap<string, Command>;
  readonly queries: ReadonlyMap<string, Query>;
  /**
   * For the few routes that are no command and no query: refuses whoever has not the right, and keeps that on the record as `what`. What is `whole` is
   * refused to whoever sees a part of the practice.
   */
  admit(right: Permission, what: string, actor: Actor, of?: { readonly whole: string }): Promise<void>;
  /** Whether nothing of the practice is kept from an actor by its site or payer. */
  seesWhole(actor: Actor): Promise<boolean>;
  /** The one door for changes: authorise, load, plan, autonomy, then rows, journal, record and jobs in one transaction. Throws a Refusal. */
  act<T = unknown>(name: string, input: unknown, actor: Actor, options?: ActOptions): Promise<Acted<T>>;
  /** Several acts of one actor, all of them or none: the same door, one transaction. What would wait for somebody is refused instead. */
  actAll(acts: readonly OneOfAll[], actor: Actor, options?: AllOptions): Promise<readonly Acted[]>;
  /** The one door for reading: authorise, read, and record the read where it shows patient data. Throws a Refusal. */
  ask<T = unknown>(name: string, input: unknown, actor: Actor, purpose?: string): Promise<T>;
}

export function createGate(parts: Parts): Gate {
  const commands = new Map(parts.commands.map((command) => [command.name, command]));
  const queries = new Map(parts.queries.map((query) => [query.name, query]));
  const reads = openReadLog(parts.store);
  return {
    commands,
    queries,
    admit: async (right, what, actor, of) => {
      await passDoor(parts, actor, what, doorOf(right));
      if (of !== undefined)
        await orRecorded(parts, actor, what, () => parts.store.inTenant(actor.tenant, (tx) => refuseLimited({ tx, actor }, of.whole)));
    },
    seesWhole: (actor) => parts.store.inTenant(actor.tenant, async (tx) => (await seenBy(tx, actor)) === undefined, { readOnly: true }),
    act: <T>(name: string, input: unknown, actor: Actor, options: ActOptions = {}) =>
      act<T>(parts, pick(commands, name), input, actor, options),
    actAll: (acts, actor, options = {}) => actAll(parts, (name) => pick(commands, name), acts, actor, options),
    ask: <T>(name: string, input: unknown, actor: Actor, purpose?: string) =>
      ask<T>(parts, reads, pick(queries, name), input, actor, purpose),
  };
}

function pick<T>(registry: ReadonlyMap<string, T>, name: string): T {
  const found = registry.get(name);
  if (!found) throw new Refusal('not-found', 'There is no such command or question.', { fix: 'See the list at /api/openapi.json.' });
  return found;
}

/** The preview's answer on its way out of the transaction that it rolls back. */
class Previewed extends Error {
  readonly acted: Acted;
  constructor(acted: Acted) {
    super('previewed');
    this.acted = acted;
  }
}
class AllPreviewed extends Error {
  readonly acted: readonly Acted[];
  constructor(acted: readonly Acted[]) {
    super('previewed');
    this.acted = acted;
  }
}

async function actAll(
  parts: Parts,
  commandOf: (name: string) => Command,
  acts: readonly OneOfAll[],
  actor: Actor,
  { preview, before }: AllOptions,
): Promise<readonly Acted[]> {
  for (const { name } of acts) await passDoor(parts, actor, name, doorOfCommand(commandOf(name), actor));
  const changes: { topic: string; id?: string }[] = [];
  let at = '';
  try {
    const done = await parts.store.inTenant(actor.tenant, async (tx) => {
      const acted: Acted[] = [];
      for (const act of acts) {
        at = act.name;
        await before?.(tx, act);
        const command = commandOf(act.name);
        const one = await actInside(parts, tx, command, parsed(command.input, act.input), actor, keyOf(act, preview), changes);
        if (one.outcome !== 'applied') throw refusedToWait(one);
        acted.push(one);
      }
      if (preview) throw new AllPreviewed(acted.map((one) => ({ ...one, outcome: 'previewed' })));
      return acted;
    });
    if (changes.length > 0) parts.changed(actor.tenant, changes);
    return done;
  } catch (error) {
    if (error instanceof AllPreviewed) return error.acted;
    if (error instanceof Refusal && !preview) await recordRefusal(parts, actor, at, error.code);
    throw error;
  }
}

const keyOf = ({ idempotencyKey }: OneOfAll, preview: boolean | undefined): ActOptions => (preview ? {} : { idempotencyKey });

const refusedToWait = ({ because }: Acted): Refusal =>
  new Refusal('not-allowed', 'One of these waits for somebody else, so none of them was done.', {
    ...(because === undefined ? {} : { because }),
    fix: 'Do that one by itself.',
  });

async function act<T>(parts: Parts, command: Command, given: unknown, actor: Actor, options: ActOptions): Promise<Acted<T>> {
  await passDoor(parts, actor, command.name, doorOfCommand(command, actor, options.proposal !== undefined));
  const input = parsed(command.input, given);
  const changes: { topic: string; id?: string }[] = [];
  try {
    const acted = await parts.store.inTenant(actor.tenant, (tx) => actInside(parts, tx, command, input, actor, options, changes));
    if (changes.length > 0) parts.changed(actor.tenant, changes);
    return acted as Acted<T>;
  } catch (error) {
    if (error instanceof Previewed) return error.acted as Acted<T>;
    if (error instanceof Refusal && !options.preview) await recordRefusal(parts, actor, command.name, error.code);
    throw error;
  }
}

async function actInside(
  parts: Parts,
  tx: Tx,
  command: Command,
  input: unknown,
  actor: Actor,
  options: ActOptions,
  changes: { topic: string; id?: string }[],
): Promise<Acted> {
  const ctx = await context(parts, tx, actor);
  const inputHash = createHash('sha256')
    .update(`${command.name}\n${inputText(input)}`)
    .digest('hex');
  const before =
    options.idempotencyKey && !options.preview ? await firstAnswer<Acted>(ctx, options.idempotencyKey, command.name, inputHash) : undefined;
  if (before) return before;
  await refuseElsewhere(ctx, command, input, options.proposal);
  if (options.proposal !== undefined) await takeProposal(ctx, options.proposal, command, input);
  const check = await watchEffects(tx, command);
  const facts = await command.load(ctx, input);
  const plan = command.plan(facts, input, ctx);
  const weight = command.weigh?.(plan, facts, input) ?? {};
  await refuseBeyond(ctx, command, weight, options.proposal);
  const planned = () => plannedOf(ctx, command, input, weight);
  const shown = options.proposal === undefined ? undefined : await showPlan(ctx, options.proposal, options, await planned());
  const judged = await judge(ctx, command, weight);
  const noted = await noteDecision(ctx, command, weight, judged);
  // Whoever carries out a proposal is the second: nobody approves their own.
  if (options.proposal !== undefined) refuseUnfit(command, plan, actor, input);
  const second = options.proposal === undefined ? command.second?.(plan, actor, input) : undefined;
  const way = second === undefined ? wayOf(judged, noted, options.unattended ?? false) : ({ say: 'park', because: second } as const);
  if (way.say === 'refuse') throw switchedOff(way.because);
  const basis: Basis = { input: tx.blind('answer', inputHash), policies: policiesOf(judged) };
  if (way.say !== 'run') await check();
  const acted =
    way.say === 'park'
      ? await park(
          ctx,
          {
            ...{ command, input, because: way.because, weight, noted, planned: await planned() },
            basis: { ...basis, plan: tx.blind('plan', digestOfValue(essenceOf(command, plan))) },
          },
          changes,
        )
      : way.say === 'watch'
        ? await watch(ctx, command, way.because, noted)
        : await apply(
            parts,
            ctx,
            command,
            plan,
            input,
            changes,
            options,
            (by) => keepScore(by, command, weight, noted, input, way),
            basis,
            check,
          );
  if (options.preview) throw new Previewed({ ...acted, ...shown, outcome: 'previewed' });
  if (options.idempotencyKey) await keepAnswer(ctx, options.idempotencyKey, command.name, inputHash, acted);
  return acted;
}

/** What an act rests on, for its entry. */
type Basis = Pick<ActFacts, 'policies' | 'plan'> & { readonly input: string };
const essenceOf = (command: Command, plan: unknown): unknown => command.essence?.(plan) ?? plan;

/** Which versions of the policies let it pass: the access table's, and where the ladder was asked, its level. */
const policiesOf = ({ standing }: Judged): { readonly [policy: string]: string } => ({
  access: accessVersion,
  ...(standing === undefined ? {} : { autonomy: standing.level }),
});

async function apply(
  parts: Parts,
  ctx: Ctx,
  command: Command,
  plan: unknown,
  input: unknown,
  changes: { topic: string; id?: string }[],
  options: ActOptions,
  score: (ctx: Ctx) => Promise<Tags>,
  basis: Basis,
  check: CheckEffects,
): Promise<Acted> {
  const digest = digestInTurns(essenceOf(command, plan));
  // What goes wrong with it is told where it is waited for.
  digest.catch(() => undefined);
  const done: Done<unknown> = await command.apply(ctx, plan, input);
  await check(done);
  const tags = await score(ctx);
  if (tags.automatic) changes.push({ topic: 'autonomy' });
  for (const job of done.jobs ?? []) await parts.enqueue(ctx.tx, job.queue, job.data);
  const proposal = await proposerOf(ctx.tx, options.proposal);
  await append(
    ctx.tx,
    actEntry(ctx, done, {
      what: command.name,
      ...basis,
      plan: ctx.tx.blind('plan', await digest),
      proposal,
      tags,
    }),
  );
  changes.push(...(done.changes ?? []), { topic: 'record' }, ...(options.proposal === undefined ? [] : [{ topic: 'approvals' }]));
  return { outcome: 'applied', result: done.result, recordId: ctx.actId };
}

/** What the machine decided is on the record as watched, and nowhere else: nothing changes and nobody is told. */
async function watch(ctx: Ctx, command: Command, because: string, noted: Noted | undefined): Promise<Acted> {
  const entry = { chain: 'acts', id: ctx.actId, at: ctx.now.toISOString(), actor: actorOn(ctx.actor) } as const;
  if (noted?.changed) await append(ctx.tx, { ...entry, what: command.name, outcome: 'watched', subjects: [noted.subject], because });
  return { outcome: 'watched', result: null, recordId: ctx.actId, because };
}

async function ask<T>(parts: Parts, reads: ReadLog, query: Query, given: unknown, actor: Actor, wanted: string | undefined): Promise<T> {
  await passDoor(parts, actor, query.name, doorOfQuery(query));
  const input = parsed(query.input, given);
  const purpose = await orRecorded(parts, actor, query.name, () => purposeFor(query, actor, wanted));
  if (query.takesOut && actor.emergency !== undefined)
    await orRecorded(parts, actor, query.name, () =>
      parts.store.inTenant(actor.tenant, (tx) => refuseTakingOut(tx, actor), { readOnly: true }),
    );
  const { answer, sought } = await parts.store.inTenant(
    actor.tenant,
    async (tx) => {
      const ctx = await context(parts, tx, actor);
      const reach = await seenBy(tx, actor);
      if (reach !== undefined) await tx.narrow(reach);
      return { answer: await query.read(ctx, input), sought: soughtBy(tx, query.sought?.(input)) };
    },
    { readOnly: true },
  );
  if (purpose !== undefined)
    await recordRead(parts, reads, query, { subjects: query.subjects?.(answer, input) ?? [], sought }, actor, purpose);
  return answer as T;
}

/** The same words in another order or case are the same; nobody can tell from the digest what they were. */
const soughtBy = (tx: Tx, words: string | undefined): readonly string[] => {
  const said = (words ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  return said.length === 0 ? [] : [`sought:${tx.blind('sought', said.sort().join(' '))}`];
};

/** The answer leaves only when its reading stands on the record for good. */
async function recordRead(
  parts: Parts,
  reads: ReadLog,
  query: Query,
  seen: { readonly subjects: readonly string[]; readonly sought: readonly string[] },
  actor: Actor,
  purpose: string,
): Promise<void> {
  const subjects = [...new Set(seen.subjects.length === 0 ? seen.sought : seen.subjects)];
  if (subjects.length === 0) return;
  refuseWider(query, subjects.length);
  await reads.keep(actor.tenant, readEntry(query, actor, { id: parts.newId(), at: parts.clock().toISOString(), subjects, purpose }));
}

async function context(parts: Parts, tx: Tx, actor: Actor): Promise<Ctx> {
  const now = parts.clock();
  return {
    tx,
    actor,
    now,
    today: await practiceDay(tx, now),
    actId: parts.newId(),
    blobs: parts.blobs,
    witness: parts.witness,
    newId: parts.newId,
    progress: (topic, id, progress) => parts.changed(actor.tenant, [{ topic, id, progress }]),
  };
}

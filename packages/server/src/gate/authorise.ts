import type { Cents } from '@claimwright/core/ground/base';
import {
  type Assigned,
  beyond,
  type Credential,
  entersBy,
  type Limit,
  limitsInForce,
  type Permission,
  textOf,
} from '@claimwright/core/ground/governance';
import type { Reach } from '../store/reach.ts';
import type { Tx } from '../store/store.ts';
import type { Actor, Command, Ctx, Query, Weight } from './define.ts';
import { Refusal } from './errors.ts';
import { isAuthenticated } from './person.ts';

/** What an actor needs to come in by a door, and what they are told where they have it not. */
export interface Door {
  readonly needs: Permission;
  readonly says: string;
}

export const doorOf = (needs: Permission): Door => ({ needs, says: 'Your role may not do this.' });
/** `asSecond`: whoever agrees to what another proposed comes in by the right to agree, where the command knows one. */
export const doorOfCommand = ({ permission, secondBy }: Command, actor: Actor, asSecond = false): Door =>
  doorOf(asSecond && secondBy !== undefined && entersBy(actor, permission) === undefined ? secondBy : permission);
export const doorOfQuery = (query: Query): Door => ({ needs: query.permission, says: 'Your role may not see this.' });

/** Why the actor may not come in; undefined where they may. Before anything is read: deny by default. */
export function refusedAt(door: Door, actor: Actor): Refusal | undefined {
  if (!isAuthenticated(actor))
    return new Refusal('not-allowed', 'Nobody has shown that this is a person.', {
      because: 'It calls itself a person, and came in by no door that asks who one is.',
      fix: 'People sign in; machines act as machines.',
    });
  if (entersBy(actor, door.needs) !== undefined) return undefined;
  return new Refusal('not-allowed', door.says, {
    because: `It needs the right “${door.needs}”: to ${textOf(door.needs).says}.`,
    fix: 'Ask your office manager.',
  });
}

/**
 * What the access table and the practice's own limits say of this act in particular, once its plan is known: how much, where, whose
 * work. Throws a Refusal. Whoever carries out a proposal is held to the limits of approving as well.
 */
export async function refuseBeyond(
  ctx: Ctx,
  { permission }: Pick<Command, 'permission'>,
  weight: Weight,
  proposal?: string,
): Promise<void> {
  if (ctx.actor.kind === 'service') await assignedTo(ctx.tx, ctx.actor);
  await refuseUnder(ctx, permission, weight);
  if (proposal === undefined) return;
  const author = await proposerOf(ctx.tx, proposal);
  await refuseUnder(ctx, 'approvals.decide', author === undefined ? weight : { ...weight, author });
}

async function refuseUnder({ tx, actor, today }: Ctx, right: Permission, said: Weight): Promise<void> {
  if (!textOf(right).weighs) return;
  const limits = await limitsOn(tx, right);
  const author = await authorFor(tx, said.author, actor);
  const { author: _, ...rest } = said;
  const weight: Weight = author === undefined ? rest : { ...rest, author };
  const assigned = await assignedTo(tx, actor);
  const names = isLimited(assigned) ? await namesOfPlaces(tx) : new Map<string, string>();
  const found = beyond(actor, assigned, { right, weight, today, limits, names });
  if (!found) return;
  const fix = found.fix ?? 'Ask somebody who may; the limits stand under People.';
  throw new Refusal('not-allowed', found.says, { because: found.because, fix });
}

const isLimited = ({ sites = [], payers = [] }: Assigned): boolean => sites.length > 0 || payers.length > 0;

/** Whose claims are somebody's, where it is not all: those of the sites and payers that they are assigned to. */
export async function reachOf(tx: Tx, actor: Actor): Promise<Reach | undefined> {
  const assigned = await assignedTo(tx, actor);
  return isLimited(assigned) ? { sites: assigned.sites, payers: assigned.payers, actor: actor.id } : undefined;
}

/**
 * Whose claims somebody sees: an emergency that somebody took opens the whole practice while it lasts, to read on the screen. It is on the
 * record, and looked at afterwards. For acts, and for what leaves, there is `reachOf` alone.
 */
export const seenBy = async (tx: Tx, actor: Actor): Promise<Reach | undefined> =>
  actor.emergency === undefined ? reachOf(tx, actor) : undefined;

export async function namesOfPlaces(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(
    'select id, name from parties.site where tenant_id = $1 union all select id, name from parties.payer where tenant_id = $1',
    [tx.tenant],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

interface LimitRow {
  readonly role: Limit['role'];
  readonly up_to: Cents | null;
  readonly own_up_to: Cents | null;
  readonly payers: readonly string[];
  readonly sites: readonly string[];
  readonly ended: boolean;
}

/** The practice's own limits on a right, as far as they hold. */
async function limitsOn(tx: Tx, right: Permission): Promise<Limit[]> {
  const rows = await tx.rows<LimitRow>(
    'select role, up_to, own_up_to, payers, sites, ended from governance.role_limit where tenant_id = $1 and permission = $2 order by id desc',
    [tx.tenant, right],
  );
  return limitsInForce(
    rows.map(({ role, up_to, own_up_to, payers, sites, ended }) => ({
      ...{ role, right, payers, sites, ended },
      ...(up_to === null ? {} : { upTo: up_to }),
      ...(own_up_to === null ? {} : { ownUpTo: own_up_to }),
    })),
  );
}

/**
 * Where and for whom somebody acts. A key acts where whoever saw it does at this moment, and nowhere when they work here no more. A payer
 * of which a person said that it is another one is that one, in both directions.
 */
async function assignedTo(tx: Tx, { kind, id, keyOf }: Pick<Actor, 'kind' | 'id' | 'keyOf'>): Promise<Assigned> {
  const who = kind === 'service' ? keyOf : id;
  const [row] = await tx.rows<{ sites: readonly string[]; payers: readonly string[]; credentials: readonly Credential[] }>(
    `select m.sites, m.credentials, case when m.payers = '{}' then m.payers else array(
              select unnest(m.payers) union select p.id from parties.payer own
                join parties.payer p on p.tenant_id = own.tenant_id and coalesce(p.same_as, p.id) = coalesce(own.same_as, own.id)
               where own.tenant_id = m.tenant_id and own.id = any(m.payers)) end as payers
       from governance.member m where m.tenant_id = $1 and m.user_id = $2 and m.active`,
    [tx.tenant, who ?? null],
  );
  if (kind === 'service' && row === undefined && !(await worksHere(tx, who))) throw orphaned();
  return row ?? {};
}

/** By a place of their own, or by that of their organisation. */
async function worksHere(tx: Tx, who: string | undefined): Promise<boolean> {
  const places = await tx.rows<{ tenant: string }>('select tenant from governance.memberships($1)', [who ?? null]);
  return places.some(({ tenant }) => tenant === tx.tenant);
}

const orphaned = (): Refusal =>
  new Refusal('not-allowed', 'Nobody who works here answers for this key.', {
    because: 'A key reaches what whoever saw it reaches, and they work here no more.',
    fix: 'A colleague who manages service accounts replaces the key, and answers for the new one.',
  });

/** Whoever runs the program on its machine: a person, and nobody knows which. */
export const commandLine = 'command-line';

/**
 * Whose work something is, as far as this person is concerned: what a key did is the work of whoever saw that key; what the command line
 * did, and whatever is decided there, may be anybody's. What somebody did who saw the link to this person's password may be one's own.
 */
export async function authorFor(
  tx: Tx,
  author: string | undefined,
  { id: who, letInBy }: Pick<Actor, 'id' | 'letInBy'>,
): Promise<string | undefined> {
  if (author !== undefined && author === letInBy) return who;
  if (author === undefined || author === commandLine || who === commandLine) return undefined;
  if (author === who || !/^[0-9a-f-]{36}$/.test(author)) return author;
  const [row] = await tx.rows(
    `select 1 from governance.service_account a
       left join governance.service_key k on k.tenant_id = a.tenant_id and k.account_id = a.id
      where a.tenant_id = $1 and a.id = $2 and (a.created_by = $3 or k.made_by = $3) limit 1`,
    [tx.tenant, author, who],
  );
  return row ? who : author;
}

/** Who did an act, by the record. */
export async function authorOf(tx: Tx, actId: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ actor_id: string }>('select actor_id from gate.record where tenant_id = $1 and id = $2', [
    tx.tenant,
    actId,
  ]);
  return row?.actor_id;
}

/** Who brought a proposal. */
export async function proposerOf(tx: Tx, proposal: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ proposed_by: string }>('select proposed_by from gate.parked where tenant_id = $1 and id = $2', [
    tx.tenant,
    proposal,
  ]);
  return row?.proposed_by;
}

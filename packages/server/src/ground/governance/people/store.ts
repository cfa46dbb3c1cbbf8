import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import type { Store, Tx } from '../../../store/store.ts';
import { member } from '../schema.ts';
import { invitation, linkLeave, memberChange, roleLimit } from './schema.ts';

export type MemberRow = typeof member.$inferSelect;
export type InvitationRow = typeof invitation.$inferSelect;
export type LimitRow = typeof roleLimit.$inferSelect;
type ChangeRow = typeof memberChange.$inferSelect;

export const membersOf = (tx: Tx): Promise<MemberRow[]> =>
  tx.db.select().from(member).where(eq(member.tenantId, tx.tenant)).orderBy(asc(member.name), asc(member.userId));

/** Two changes of places at once could each leave the other as the last who manages people: the second waits. */
export const lockPlaces = async (tx: Tx): Promise<void> =>
  void (await tx.rows("select pg_advisory_xact_lock(hashtextextended('places/' || $1::text, 7))", [tx.tenant]));

type Places = Pick<MemberRow, 'roles' | 'sites' | 'payers' | 'credentials'>;

export async function putMember(ctx: Ctx, row: Omit<MemberRow, 'tenantId'>): Promise<void> {
  const { userId, ...values } = row;
  await ctx.tx.db
    .insert(member)
    .values({ tenantId: ctx.tx.tenant, ...row })
    .onConflictDoUpdate({ target: [member.tenantId, member.userId], set: values });
}

export async function noteChange(
  ctx: Ctx,
  change: Places & Pick<ChangeRow, 'userId' | 'kind'> & { readonly because?: string | undefined },
): Promise<void> {
  const { userId, kind, roles, sites, payers, credentials, because } = change;
  await ctx.tx.db.insert(memberChange).values({
    ...{ tenantId: ctx.tx.tenant, id: ctx.newId(), userId, kind, roles, sites, payers, credentials },
    because: because ?? null,
    by: ctx.actor.id,
    at: ctx.now,
    actId: ctx.actId,
  });
}

/** The changes of somebody's place, the newest first, with the names of who made them. */
export const changesOf = (tx: Tx, userId: string): Promise<{ change: ChangeRow; by: string | null }[]> =>
  tx.db
    .select({ change: memberChange, by: member.name })
    .from(memberChange)
    .leftJoin(member, and(eq(member.tenantId, memberChange.tenantId), eq(member.userId, memberChange.by)))
    .where(and(eq(memberChange.tenantId, tx.tenant), eq(memberChange.userId, userId)))
    .orderBy(desc(memberChange.id))
    .limit(200);

export const waitingInvitations = (tx: Tx): Promise<InvitationRow[]> =>
  tx.db
    .select()
    .from(invitation)
    .where(and(eq(invitation.tenantId, tx.tenant), eq(invitation.state, 'waiting')))
    .orderBy(desc(invitation.id))
    .limit(200);

export async function invitationById(tx: Tx, id: string): Promise<InvitationRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(invitation)
    .where(and(eq(invitation.tenantId, tx.tenant), eq(invitation.id, id)))
    .for('update');
  return row;
}

export const addInvitation = (ctx: Ctx, row: Omit<InvitationRow, 'tenantId' | 'settledAt'>): Promise<unknown> =>
  ctx.tx.db.insert(invitation).values({ tenantId: ctx.tx.tenant, ...row });

export async function settleInvitation(ctx: Ctx, id: string, state: 'accepted' | 'withdrawn'): Promise<void> {
  await ctx.tx.db
    .update(invitation)
    .set({ state, settledAt: ctx.now })
    .where(and(eq(invitation.tenantId, ctx.tx.tenant), eq(invitation.id, id)));
}

/** The invitation that a code opens, before anybody is signed in. */
export async function invitationByCode(store: Store, codeHash: string): Promise<Invited | undefined> {
  const [row] = await store.rows<Invited>('select tenant, id, name, email, until from governance.invited($1)', [codeHash]);
  return row;
}
interface Invited {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly until: Date;
}

/** Whether somebody works at another practice, or for another organisation, besides. */
export async function worksElsewhere(tx: Tx, userId: string): Promise<boolean> {
  const places = await tx.rows<{ tenant: string }>('select tenant from governance.memberships($1)', [userId]);
  return places.some(({ tenant }) => tenant !== tx.tenant);
}

export const addLeave = (ctx: Ctx, userId: string, forWhom: string): Promise<unknown> =>
  ctx.tx.db.insert(linkLeave).values({
    ...{ tenantId: ctx.tx.tenant, id: ctx.newId(), userId, forWhom },
    ...{ agreedBy: ctx.actor.id, agreedAt: ctx.now, usedAt: null, actId: ctx.actId },
  });

export async function openLeave(tx: Tx, userId: string, forWhom: string, since: Date): Promise<string | undefined> {
  const [row] = await tx.db
    .select({ id: linkLeave.id })
    .from(linkLeave)
    .where(
      and(
        ...[eq(linkLeave.tenantId, tx.tenant), eq(linkLeave.userId, userId), eq(linkLeave.forWhom, forWhom)],
        ...[isNull(linkLeave.usedAt), gt(linkLeave.agreedAt, since)],
      ),
    )
    .limit(1)
    .for('update');
  return row?.id;
}

export const useLeave = (ctx: Ctx, id: string): Promise<unknown> =>
  ctx.tx.db
    .update(linkLeave)
    .set({ usedAt: ctx.now })
    .where(and(eq(linkLeave.tenantId, ctx.tx.tenant), eq(linkLeave.id, id)));

/**
 * Whether one of two came in by the other's invitation since then, or both by way of the same people: whoever has the link of an
 * invitation can take it up, so that one person could be all of them.
 */
export async function letEachOtherIn(tx: Tx, one: string, other: string, since: Date): Promise<boolean> {
  const [row] = await tx.rows(
    `with recursive bond(a, b) as (
       select i.invited_by, m.user_id from governance.invitation i
         join governance.member m on m.tenant_id = i.tenant_id and m.email = i.email
        where i.tenant_id = $1 and i.state = 'accepted' and i.settled_at > $4
     ), reached(who) as (
       select $2::text union
       select case when bond.a = reached.who then bond.b else bond.a end from reached join bond on reached.who in (bond.a, bond.b)
     ) select 1 from reached where who = $3 limit 1`,
    [tx.tenant, one, other, since],
  );
  return row !== undefined;
}

/** Of these, the ones that this practice does not have. */
export async function unknownPlaces(tx: Tx, sites: readonly string[], payers: readonly string[]): Promise<string[]> {
  if (sites.length === 0 && payers.length === 0) return [];
  const known = await tx.rows<{ id: string }>(
    'select id from parties.site where tenant_id = $1 union all select id from parties.payer where tenant_id = $1',
    [tx.tenant],
  );
  const here = new Set(known.map(({ id }) => id));
  return [...sites, ...payers].filter((id) => !here.has(id));
}

export const addLimit = (ctx: Ctx, row: Omit<LimitRow, 'tenantId'>): Promise<unknown> =>
  ctx.tx.db.insert(roleLimit).values({ tenantId: ctx.tx.tenant, ...row });

/** All that was ever set, the newest first. */
export const limitsOf = (tx: Tx): Promise<{ limit: LimitRow; by: string | null }[]> =>
  tx.db
    .select({ limit: roleLimit, by: member.name })
    .from(roleLimit)
    .leftJoin(member, and(eq(member.tenantId, roleLimit.tenantId), eq(member.userId, roleLimit.by)))
    .where(eq(roleLimit.tenantId, tx.tenant))
    .orderBy(desc(roleLimit.id))
    .limit(500);

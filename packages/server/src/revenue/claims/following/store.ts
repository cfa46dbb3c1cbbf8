import type { Bookings } from '@claimwright/core/ground/ledger';
import { type ClaimStatus, type DraftStatus, planReplacement, planStandingAgain, whereAnewStands } from '@claimwright/core/revenue/claims';
import type { Ctx } from '../../../gate/index.ts';
import { bookEntries, chargesBooked, type LedgerDigests, standingEntries } from '../../../ground/ledger/index.ts';
import type { Tx } from '../../../store/store.ts';
import { noteDrafts } from '../store.ts';

interface Pair {
  /** 1: sent again in the place of what its payer could not process. */
  readonly frequency: '1' | '7' | '8';
  readonly draft: DraftStatus;
  /** The replacement or void, and the claim that it is of. */
  readonly anewId: string;
  readonly anew: ClaimStatus;
  readonly beforeId: string;
  readonly before: ClaimStatus;
}

/** What the books say otherwise of a replacement or void than its payer does. */
export interface ToFollow {
  readonly anewId: string;
  /** None of a claim that was withdrawn after its rejection: nothing stands in its place. */
  readonly beforeId?: string;
  /** What both are to say. `stands`: what the one before said until then, by its payments. */
  readonly anew: ClaimStatus;
  readonly before: ClaimStatus | 'stands';
}

/** Replacements and voids that left from here of which the books do not say what their payers did; and what was withdrawn once rejected. */
export async function toFollow(tx: Tx): Promise<ToFollow[]> {
  const rows = await tx.rows<Pair>(
    `select d.frequency, s.status as draft, c.id as "anewId", k.status as anew, c.replaces as "beforeId", b.status as before
       from claims.draft d
       join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id and s.claim_id is not null
       join claims.claim c on c.tenant_id = d.tenant_id and c.id = s.claim_id and c.replaces is not null
       join claims.standing k on k.tenant_id = d.tenant_id and k.claim_id = c.id
       join claims.standing b on b.tenant_id = d.tenant_id and b.claim_id = c.replaces
      where d.tenant_id = $1 and (d.frequency in ('7', '8') or d.from_claim_id = c.replaces)
        -- Where another one stands in the place of the same claim, that one is followed.
        and not exists (select 1 from claims.claim o join claims.standing os on os.tenant_id = o.tenant_id and os.claim_id = o.id
                         where o.tenant_id = d.tenant_id and o.replaces = c.replaces and o.id <> c.id
                           and os.status not in ('not-taken', 'unconfirmed')
                           and (o.id > c.id or k.status = 'not-taken'))
      order by c.id`,
    [tx.tenant],
  );
  const given = await tx.rows<{ anewId: string }>(
    `select s.claim_id as "anewId" from claims.draft_standing s
       join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id and d.frequency = '1'
       join claims.standing k on k.tenant_id = s.tenant_id and k.claim_id = s.claim_id and k.status = 'rejected'
      where s.tenant_id = $1 and s.status = 'withdrawn' order by s.claim_id`,
    [tx.tenant],
  );
  const up = given.map(({ anewId }): ToFollow => ({ anewId, anew: 'not-taken', before: 'stands' }));
  // Of a chain one link at a time: what a claim is to say depends on the one before it.
  const seen = new Set<string>();
  return [...up, ...rows.flatMap(unlike)].filter(({ anewId, beforeId = anewId }) => {
    const free = !seen.has(anewId) && !seen.has(beforeId);
    seen.add(anewId).add(beforeId);
    return free;
  });
}

/** Nothing where the books say so already. */
function unlike(pair: Pair): ToFollow[] {
  const wanted = wantedOf(pair);
  const same =
    wanted === undefined ||
    (wanted.anew === pair.anew && (wanted.before === 'stands' ? !isEnded(pair.before) : wanted.before === pair.before));
  return same ? [] : [{ anewId: pair.anewId, beforeId: pair.beforeId, ...wanted }];
}

const isEnded = (status: ClaimStatus): boolean =>
  status === 'void' || status === 'replaced' || status === 'replacement-sent' || status === 'void-sent';

function wantedOf({ frequency, draft, anew, before }: Pair): Pick<ToFollow, 'anew' | 'before'> | undefined {
  const stands = whereAnewStands(draft);
  if (stands === undefined) return undefined;
  if (stands === 'not taken') return { anew: 'not-taken', before: 'stands' };
  // It says what its payments say, from the day that it stands.
  if (frequency !== '8')
    return { anew: anew === 'not-taken' ? 'sent' : anew, before: stands === 'taken' ? 'replaced' : 'replacement-sent' };
  // A payer that took its payment back has taken the void, whether it says so or not.
  const taken = stands === 'taken' || before === 'reversed';
  return { anew: 'void', before: taken || before === 'void' ? 'void' : 'void-sent' };
}

const charged = (status: ClaimStatus | 'stands'): boolean =>
  status !== 'void' && status !== 'replaced' && status !== 'replacement-sent' && status !== 'not-taken' && status !== 'unconfirmed';

/**
 * Brings the books to where payers stand: of each two the charges of the one that counts stand, those of the other are mirrored, and both
 * say so. What was paid stays where it was posted. Answers the claims whose amounts moved.
 */
export async function follow(ctx: Ctx, all: readonly ToFollow[]): Promise<{ digests: LedgerDigests; claimIds: readonly string[] }> {
  const { tx } = ctx;
  const wanted = all.flatMap(({ anewId, anew, beforeId, before }) => [
    { id: anewId, status: anew, stands: charged(anew) },
    ...(beforeId === undefined
      ? []
      : [{ id: beforeId, status: before === 'stands' ? ('sent' as const) : before, stands: charged(before) }]),
  ]);
  const claimIds = wanted.map(({ id }) => id);
  const now = bySource(await standingEntries(tx, claimIds));
  const once = bySource(await chargesBooked(tx, claimIds));
  const bookings = wanted.flatMap(({ id, stands }): Bookings[] => {
    const own = now.get(id);
    if (stands === (own !== undefined)) return [];
    if (own !== undefined) return [planReplacement(own, undefined, ctx.today, ctx.newId)];
    const before = once.get(id);
    return before === undefined ? [] : [planStandingAgain(before, ctx.today, ctx.newId)];
  });
  const digests = await bookEntries(
    tx,
    ctx,
    bookings.flatMap(({ entries }) => entries),
    bookings.flatMap(({ movements }) => movements),
  );
  await tx.rows(
    `update claims.standing k set status = t.status from unnest($2::uuid[], $3::text[]) as t (id, status) where k.tenant_id = $1 and k.claim_id = t.id`,
    [tx.tenant, claimIds, wanted.map(({ status }) => status)],
  );
  await noteDrafts(tx, claimIds);
  return { digests, claimIds };
}

/** Charges by the claim that they are of. */
function bySource({ entries, movements }: Bookings): Map<string, Bookings> {
  const found = new Map<string, Bookings>();
  for (const entry of entries) {
    const of = found.get(entry.source.id) ?? { entries: [], movements: [] };
    const own = movements.filter(({ entryId }) => entryId === entry.id);
    found.set(entry.source.id, { entries: [...of.entries, entry], movements: [...of.movements, ...own] });
  }
  return found;
}

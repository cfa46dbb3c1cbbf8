import type { Finding } from '@claimwright/core/ground/base';
import type { ClaimPlan, PlanTotals, ProviderAdjustmentPlan, WorkItem } from '@claimwright/core/revenue/posting';
import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { actId, cents, id, instant, personal, tenantId } from '../../store/columns.ts';
import { remit, remitClaim } from '../remits/schema.ts';

export const posting = pgSchema('posting');

/** A remit as it was posted: the plan's totals and its provider adjustments. One row a posting; an undone one stays. */
export const postedRemit = posting.table(
  'posted_remit',
  {
    tenantId: tenantId(),
    id: id(),
    remitId: uuid('remit_id').notNull(),
    totals: jsonb('totals').$type<PlanTotals>().notNull(),
    providerAdjustments: jsonb('provider_adjustments').$type<readonly ProviderAdjustmentPlan[]>().notNull(),
    findings: jsonb('findings').$type<readonly Finding[]>().notNull(),
    postedAt: instant('posted_at').notNull(),
    postedBy: text('posted_by').notNull(),
    actId: actId(),
    undoneBy: uuid('undone_by'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.remitId], foreignColumns: [remit.tenantId, remit.id] }),
    index('posted_remit_remit').on(t.tenantId, t.remitId),
  ],
);

/** What was decided for one remit claim when it was posted: the line ledger as the biller approved it. */
export const postedClaim = posting.table(
  'posted_claim',
  {
    tenantId: tenantId(),
    id: id(),
    postedRemitId: uuid('posted_remit_id').notNull(),
    remitClaimId: uuid('remit_claim_id').notNull(),
    claimId: uuid('claim_id'),
    state: text('state').notNull(),
    /** The remit claim whose posting this one takes back (CLP02 22). */
    reverses: uuid('reverses'),
    plan: jsonb('plan').$type<ClaimPlan>().notNull(),
    actId: actId(),
    /** The act that undid it, or replaced it by a later posting of the parked claim. */
    undoneBy: uuid('undone_by'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.remitClaimId], foreignColumns: [remitClaim.tenantId, remitClaim.id] }),
    foreignKey({ columns: [t.tenantId, t.postedRemitId], foreignColumns: [postedRemit.tenantId, postedRemit.id] }),
    index('posted_claim_remit_claim').on(t.tenantId, t.remitClaimId),
    index('posted_claim_reverses').on(t.tenantId, t.reverses),
    index('posted_claim_claim').on(t.tenantId, t.claimId),
    index('posted_claim_posting').on(t.tenantId, t.postedRemitId),
    index('posted_claim_aside').on(t.tenantId, t.postedRemitId).where(sql`state = 'not-ours' and undone_by is null`),
    index('posted_claim_parked').on(t.tenantId, t.remitClaimId).where(sql`state = 'parked' and undone_by is null`),
  ],
);

/** What a person said of a remit claim (`remitClaimId`) or of a whole remit: matched to a claim, not ours, or taken back. The newest counts. */
export const decision = posting.table(
  'decision',
  {
    tenantId: tenantId(),
    id: id(),
    remitId: uuid('remit_id').notNull(),
    remitClaimId: uuid('remit_claim_id'),
    /** 'matched', 'unmatched', 'not-ours', 'ours'; of a remit, 'payee-ours', 'own-payment'; of one line: 'line-matched', 'line-unmatched'; 'undone'. */
    kind: text('kind').notNull(),
    claimId: uuid('claim_id'),
    /** Of the remit claim, by index, and the claim line that a person chose for it. */
    lineIndex: integer('line_index'),
    claimLineId: uuid('claim_line_id'),
    reason: personal('reason', 'posting.decision'),
    decidedAt: instant('decided_at').notNull(),
    decidedBy: text('decided_by').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.remitId], foreignColumns: [remit.tenantId, remit.id] }),
    index('decision_remit').on(t.tenantId, t.remitId),
    index('decision_claim').on(t.tenantId, t.claimId).where(sql`claim_id is not null`),
  ],
);

/** Something to look at: opened by a posting, closed by a person or by its undoing. */
export const workItem = posting.table(
  'work_item',
  {
    tenantId: tenantId(),
    id: id(),
    kind: text('kind').notNull(),
    remitId: uuid('remit_id').notNull(),
    remitClaimId: uuid('remit_claim_id'),
    claimId: uuid('claim_id'),
    lineIndex: integer('line_index'),
    amount: cents('amount').notNull(),
    adjustmentGroup: text('adjustment_group'),
    carc: text('carc'),
    says: text('says').notNull(),
    because: text('because').notNull(),
    fix: text('fix').notNull(),
    openedAt: instant('opened_at').notNull(),
    actId: actId(),
    closedAt: instant('closed_at'),
    closedBy: uuid('closed_by'),
    closedWhy: personal('closed_why', 'posting.work_item'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.remitId], foreignColumns: [remit.tenantId, remit.id] }),
    index('work_item_remit').on(t.tenantId, t.remitId),
    index('work_item_claim').on(t.tenantId, t.claimId),
    // Of those that are open: the planner knows no order behind a column that is null.
    index('work_item_open').on(t.tenantId, t.openedAt, t.id).where(sql`closed_at is null`),
    index('work_item_newest').on(t.tenantId, t.openedAt, t.id),
    index('work_item_kind').on(t.tenantId, t.kind, t.openedAt, t.id).where(sql`closed_at is null`),
    uniqueIndex('work_item_act').on(t.tenantId, t.actId, t.id),
  ],
);

/**
 * What posting a large remit would do, as it was last worked out, for whoever looks at it: planning it takes longer than anybody waits. Posting
 * plans anew. Of other remits nothing is kept.
 */
export const proposal = posting.table(
  'proposal',
  {
    tenantId: tenantId(),
    remitId: uuid('remit_id').notNull(),
    plannedAt: instant('planned_at').notNull(),
    actId: actId(),
    disposition: text('disposition').$type<'post' | 'parked'>().notNull(),
    totals: jsonb('totals').$type<PlanTotals>().notNull(),
    findings: jsonb('findings').$type<readonly Finding[]>().notNull(),
    providerAdjustments: jsonb('provider_adjustments').$type<readonly ProviderAdjustmentPlan[]>().notNull(),
    /** Some of what there will be to do, what is of the whole first; and how much it is. */
    work: jsonb('work').$type<readonly WorkItem[]>().notNull(),
    workItems: integer('work_items').notNull(),
    /** The state of each claim by its first letter, in their order. */
    states: text('states').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.remitId] }),
    foreignKey({ columns: [t.tenantId, t.remitId], foreignColumns: [remit.tenantId, remit.id] }),
  ],
);

import type { AlertKind, OutlierKind } from '@claimwright/core/oversight/compliance';
import { doublePrecision, foreignKey, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { payer } from '../../ground/parties/schema.ts';
import { claim } from '../../revenue/claims/schema.ts';
import { actId, cents, id, instant, personal, plainDate, tenantId } from '../../store/columns.ts';

export const compliance = pgSchema('compliance');

/** The last night that was audited. */
export const night = compliance.table(
  'night',
  {
    tenantId: tenantId(),
    last: plainDate('last').notNull(),
    lines: integer('lines').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

/** A pattern that the compliance officer was told of. Nothing here tells of a patient, a claim or a day. */
export const alert = compliance.table(
  'alert',
  {
    tenantId: tenantId(),
    id: id(),
    /** The same pattern is the same alert. */
    key: text('key').notNull(),
    kind: text('kind').$type<AlertKind>().notNull(),
    provider: text('provider').notNull(),
    year: text('year').notNull(),
    families: text('families').array().notNull(),
    count: integer('count').notNull(),
    says: text('says').notNull(),
    because: text('because').notNull(),
    fix: text('fix').notNull(),
    saidAt: instant('said_at').notNull(),
    /** Put away, until more of the same is billed. */
    dismissedAt: instant('dismissed_at'),
    dismissedBy: text('dismissed_by'),
    reason: personal('reason', 'compliance.alert'),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex('alert_key').on(t.tenantId, t.key)],
);

/** The claims behind an alert. */
export const alertClaim = compliance.table(
  'alert_claim',
  { tenantId: tenantId(), alertId: uuid('alert_id').notNull(), claimId: uuid('claim_id').notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.alertId, t.claimId] }),
    foreignKey({ columns: [t.tenantId, t.alertId], foreignColumns: [alert.tenantId, alert.id] }),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claim.tenantId, claim.id] }),
  ],
);

/** Amounts far off the usual, with how the others lie: those that a night found again are that night's, and the last night's are shown. */
export const outlier = compliance.table(
  'outlier',
  {
    tenantId: tenantId(),
    id: id(),
    kind: text('kind').$type<OutlierKind>().notNull(),
    payerId: uuid('payer_id').notNull(),
    code: text('code').notNull(),
    claimId: uuid('claim_id').notNull(),
    lineId: uuid('line_id').notNull(),
    amount: cents('amount').notNull(),
    usual: cents('usual').notNull(),
    n: integer('n').notNull(),
    z: doublePrecision('z').notNull(),
    bins: jsonb('bins').$type<readonly number[]>().notNull(),
    least: cents('least').notNull(),
    most: cents('most').notNull(),
    night: plainDate('night').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claim.tenantId, claim.id] }),
    foreignKey({ columns: [t.tenantId, t.payerId], foreignColumns: [payer.tenantId, payer.id] }),
    uniqueIndex('outlier_line').on(t.tenantId, t.kind, t.lineId),
    index('outlier_claim').on(t.tenantId, t.claimId),
  ],
);

/** From how many spreads on an amount is shown. The newest counts. */
export const threshold = compliance.table(
  'threshold',
  { tenantId: tenantId(), id: id(), spreads: doublePrecision('spreads').notNull(), setAt: instant('set_at').notNull(), actId: actId() },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

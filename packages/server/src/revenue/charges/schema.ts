import type { Finding } from '@claimwright/core/ground/base';
import type { Charge } from '@claimwright/core/revenue/charges';
import { foreignKey, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { patient, payer, site } from '../../ground/parties/schema.ts';
import { actId, blindIndex, cents, id, instant, personal, personalJson, plainDate, tenantId } from '../../store/columns.ts';

export const charges = pgSchema('charges');

export const chargeStates = ['ready', 'built', 'held', 'not-insurance'] as const;
export type ChargeState = (typeof chargeStates)[number];

/** What was done for a patient and what it costs, with its lines, as it was entered. Claims are made of it by value. */
export const charge = charges.table(
  'charge',
  {
    tenantId: tenantId(),
    id: id(),
    account: text('account').notNull(),
    kind: text('kind').$type<Charge['kind']>().notNull(),
    patientId: uuid('patient_id').notNull(),
    patientName: personal('patient_name', 'charges.charge').notNull(),
    /** Who pays first; nobody, where the patient or an employer does. */
    payerId: uuid('payer_id'),
    siteId: uuid('site_id'),
    servedFrom: plainDate('served_from'),
    charged: cents('charged').notNull(),
    state: text('state').$type<ChargeState>().notNull(),
    /** What building claims of it found. */
    findings: jsonb('findings').$type<readonly Finding[]>().notNull(),
    content: personalJson<Charge>('content', 'charges.charge').notNull(),
    /** All that it says, hashed: the same again is the same charge. */
    contentKey: blindIndex('content_key').notNull(),
    addedAt: instant('added_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.patientId], foreignColumns: [patient.tenantId, patient.id] }),
    foreignKey({ columns: [t.tenantId, t.payerId], foreignColumns: [payer.tenantId, payer.id] }),
    foreignKey({ columns: [t.tenantId, t.siteId], foreignColumns: [site.tenantId, site.id] }),
    uniqueIndex('charge_content').on(t.tenantId, t.contentKey),
    // Charges are numbered in the order in which they came.
    index('charge_state').on(t.tenantId, t.state, t.id),
    index('charge_account').on(t.tenantId, t.account),
    index('charge_patient').on(t.tenantId, t.patientId),
  ],
);

/** A line that the patient pays, of a charge or of a claim that was to go out: what the sub-ledger books it under, as it books claims. */
export const patientCharge = charges.table(
  'patient_charge',
  {
    tenantId: tenantId(),
    id: id(),
    sourceKind: text('source_kind').$type<'charge' | 'draft'>().notNull(),
    sourceId: uuid('source_id').notNull(),
    line: integer('line').notNull(),
    addedAt: instant('added_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex('patient_charge_line').on(t.tenantId, t.sourceId, t.line)],
);

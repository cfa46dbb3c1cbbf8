import { index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actId, id, instant, personal, plainDate, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';

/** A patient's data that went to somebody outside, other than for treatment, payment and operations (45 CFR 164.528). */
export const disclosure = governance.table(
  'disclosure',
  {
    tenantId: tenantId(),
    id: id(),
    patientId: uuid('patient_id').notNull(),
    on: plainDate('disclosed_on').notNull(),
    /** Why the law lets or makes one disclose: 'public-health', 'law-enforcement', … */
    basis: text('basis').notNull(),
    recipient: personal('recipient', 'governance.disclosure').notNull(),
    recipientAddress: personal('recipient_address', 'governance.disclosure'),
    what: personal('what', 'governance.disclosure').notNull(),
    why: personal('why', 'governance.disclosure').notNull(),
    /** An authority asked that the patient be not told before this day. */
    silentUntil: plainDate('silent_until'),
    recordedBy: text('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('disclosure_patient').on(t.tenantId, t.patientId, t.on)],
);

import { boolean, foreignKey, index, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { actId, blindIndex, id, instant, personal, tenantId } from '../../store/columns.ts';

export const parties = pgSchema('parties');

export const practice = parties.table(
  'practice',
  {
    tenantId: tenantId(),
    name: text('name').notNull(),
    npi: text('npi'),
    taxId: text('tax_id'),
    specialty: text('specialty').notNull(),
    /** Fictional, made by the demo. */
    demo: boolean('demo').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

export const site = parties.table(
  'site',
  {
    tenantId: tenantId(),
    id: id(),
    name: text('name').notNull(),
    timeZone: text('time_zone').notNull(),
    address: text('address'),
    /** What it is recognised by in claims: the service facility's number, and the billing provider's where it has one of its own. */
    npi: text('npi'),
    billingNpi: text('billing_npi'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const provider = parties.table(
  'provider',
  { tenantId: tenantId(), id: id(), name: text('name').notNull(), npi: text('npi').notNull(), taxonomy: text('taxonomy') },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex('provider_npi').on(t.tenantId, t.npi)],
);

export const payer = parties.table(
  'payer',
  {
    tenantId: tenantId(),
    id: id(),
    name: text('name').notNull(),
    /** Every identifier it goes by: NM109 in claims, TRN03, REF*2U and N104 in remits. Upper case. */
    ids: text('ids').array().notNull(),
    /** Whether the practice is bound by its contract: only then is CO-45 a write-off. */
    inNetwork: boolean('in_network').notNull(),
    /** Met in a file and not confirmed by a person yet. */
    unconfirmed: boolean('unconfirmed').notNull().default(false),
    /** Whether it pays by the month for its members: only then is CO-24 a write-off. */
    capitation: boolean('capitation').notNull().default(false),
    /** Met under the name of this payer and under ids that nobody knows: a person is asked once whether it is the same. */
    likelySameAs: uuid('likely_same_as'),
    /** A person said that it is this payer: what is known of that one goes for it, and its ids are that one's. */
    sameAs: uuid('same_as'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.likelySameAs], foreignColumns: [t.tenantId, t.id], name: 'payer_likely_same_as_fk' }),
    foreignKey({ columns: [t.tenantId, t.sameAs], foreignColumns: [t.tenantId, t.id], name: 'payer_same_as_fk' }),
    index('payer_ids').using('gin', t.ids),
  ],
);

export const patient = parties.table(
  'patient',
  {
    tenantId: tenantId(),
    id: id(),
    last: personal('last_name', 'parties.patient').notNull(),
    first: personal('first_name', 'parties.patient').notNull(),
    birthDate: personal('birth_date', 'parties.patient'),
    sex: text('sex'),
    /** Over name and birth date: by which the next claim finds the same person. */
    key: blindIndex('key').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex('patient_key').on(t.tenantId, t.key)],
);

/**
 * By what a patient is searched: the beginnings of the words of the name, the birth date, and the member numbers under which they came, each
 * as a keyed hash.
 */
export const patientSearch = parties.table(
  'patient_search',
  { tenantId: tenantId(), token: blindIndex('token').notNull(), patientId: uuid('patient_id').notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.token, t.patientId] }),
    foreignKey({ columns: [t.tenantId, t.patientId], foreignColumns: [patient.tenantId, patient.id] }),
  ],
);

/**
 * What a person said of two patients: that they are one, or two. Nothing is rewritten by it: whoever reads of one of them reads of all that
 * were said to be the same. Each pair stands once, the smaller id first.
 */
export const samePatient = parties.table(
  'same_patient',
  {
    tenantId: tenantId(),
    oneId: uuid('one_id').notNull(),
    otherId: uuid('other_id').notNull(),
    areOne: boolean('are_one').notNull(),
    saidAt: instant('said_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.oneId, t.otherId] }),
    foreignKey({ columns: [t.tenantId, t.oneId], foreignColumns: [patient.tenantId, patient.id], name: 'same_patient_one_fk' }),
    foreignKey({ columns: [t.tenantId, t.otherId], foreignColumns: [patient.tenantId, patient.id], name: 'same_patient_other_fk' }),
    index('same_patient_other').on(t.tenantId, t.otherId),
  ],
);

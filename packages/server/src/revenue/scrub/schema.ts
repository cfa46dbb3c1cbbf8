import type { LearnedCoverage } from '@claimwright/core/revenue/eligibility';
import type { Authorization, PayerRule, Routing, ScrubFinding, TermsChange } from '@claimwright/core/revenue/scrub';
import { boolean, foreignKey, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { patient, payer } from '../../ground/parties/schema.ts';
import { actId, id, instant, personal, personalJson, plainDate, tenantId } from '../../store/columns.ts';
import { draft } from '../claims/schema.ts';

export const scrub = pgSchema('scrub');

/** What a practice changed of a payer's terms, change by change: `termsOn` says what counts on a day. */
export const terms = scrub.table(
  'terms',
  {
    tenantId: tenantId(),
    id: id(),
    payerId: uuid('payer_id').notNull(),
    /** The first day of service that it is of; null: of all. */
    inForceFrom: plainDate('in_force_from'),
    /** What it does not name stays as it was; null takes a term away. */
    content: jsonb('content').$type<TermsChange>().notNull(),
    /** Where the practice has it from: manual, contract, bulletin. */
    source: text('source'),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.payerId], foreignColumns: [payer.tenantId, payer.id] }),
    index('terms_payer').on(t.tenantId, t.payerId, t.id),
  ],
);

/** Payer rules, version by version: what stood once stays readable. */
export const rule = scrub.table(
  'rule',
  {
    tenantId: tenantId(),
    id: id(),
    ruleId: text('rule_id').notNull(),
    version: integer('version').notNull(),
    content: jsonb('content').$type<PayerRule>().notNull(),
    savedAt: instant('saved_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex('rule_version').on(t.tenantId, t.ruleId, t.version)],
);

/** A version switched on, or the rule switched off: the newest of a rule counts. */
export const ruleSwitch = scrub.table(
  'rule_switch',
  {
    tenantId: tenantId(),
    id: id(),
    ruleId: text('rule_id').notNull(),
    version: integer('version').notNull(),
    active: boolean('active').notNull(),
    because: personal('because', 'scrub.rule_switch').notNull(),
    switchedAt: instant('switched_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('rule_switch_rule').on(t.tenantId, t.ruleId, t.id)],
);

export type KnownFact =
  | { readonly kind: 'coverage'; readonly entry: LearnedCoverage['entry'] }
  | { readonly kind: 'authorization'; readonly authorization: Authorization }
  | { readonly kind: 'note'; readonly text: string };

/** What was learned of a patient's authorizations, and the note of a visit: told at a draft. Coverage stands with what else is known of it. */
export const known = scrub.table(
  'known',
  {
    tenantId: tenantId(),
    id: id(),
    draftId: uuid('draft_id').notNull(),
    patientId: uuid('patient_id').notNull(),
    content: personalJson<KnownFact>('content', 'scrub.known').notNull(),
    toldAt: instant('told_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.draftId], foreignColumns: [draft.tenantId, draft.id] }),
    foreignKey({ columns: [t.tenantId, t.patientId], foreignColumns: [patient.tenantId, patient.id] }),
    index('known_patient').on(t.tenantId, t.patientId, t.id),
    index('known_draft').on(t.tenantId, t.draftId),
  ],
);

/** What was found at a version of a draft, each time that it was looked at. */
export const checked = scrub.table(
  'checked',
  {
    tenantId: tenantId(),
    id: id(),
    draftId: uuid('draft_id').notNull(),
    version: integer('version').notNull(),
    findings: jsonb('findings').$type<readonly ScrubFinding[]>().notNull(),
    checkedAt: instant('checked_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.draftId], foreignColumns: [draft.tenantId, draft.id] }),
    index('checked_draft').on(t.tenantId, t.draftId, t.id),
  ],
);

/** Where held claims wait, and whose they are there. The newest counts. */
export const routing = scrub.table(
  'routing',
  {
    tenantId: tenantId(),
    id: id(),
    content: jsonb('content').$type<Routing>().notNull(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** A finding at a version of a draft that somebody set aside: in which role, and why. */
export const override = scrub.table(
  'override',
  {
    tenantId: tenantId(),
    id: id(),
    draftId: uuid('draft_id').notNull(),
    version: integer('version').notNull(),
    code: text('code').notNull(),
    at: text('at').notNull(),
    /** What was found there; empty with what was set aside before that was kept: any of that code at that place. */
    found: text('found').notNull().default(''),
    role: text('role').notNull(),
    because: personal('because', 'scrub.override').notNull(),
    madeAt: instant('made_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.draftId], foreignColumns: [draft.tenantId, draft.id] }),
    uniqueIndex('override_finding').on(t.tenantId, t.draftId, t.version, t.code, t.at, t.found),
  ],
);

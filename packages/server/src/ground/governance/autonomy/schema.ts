import type { Evidence, Figures, Level, Limits, MachinePolicy, StopRule, Workflow } from '@claimwright/core/ground/governance';
import { boolean, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { actId, cents, id, instant, tenantId } from '../../../store/columns.ts';

export const autonomy = pgSchema('autonomy');

/** Somebody set how far a workflow may go, for all or for one payer or site. Events: the newest of a scope counts, none is changed. */
export const setting = autonomy.table(
  'setting',
  {
    tenantId: tenantId(),
    id: id(),
    workflow: text('workflow').$type<Workflow>().notNull(),
    payerId: uuid('payer_id'),
    siteId: uuid('site_id'),
    level: text('level').$type<Level>().notNull(),
    limits: jsonb('limits').$type<Limits>().notNull(),
    /** The scope has no word of its own any more: the next wider counts. */
    cleared: boolean('cleared').notNull().default(false),
    because: text('because').notNull(),
    /** What a trial had shown, where it was a promotion. */
    evidence: jsonb('evidence').$type<Evidence>(),
    setBy: text('set_by').notNull(),
    setByKind: text('set_by_kind').notNull(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('setting_workflow').on(t.tenantId, t.workflow, t.id)],
);

/** What a practice asks of a workflow's machine. Events: the newest of a workflow counts, and its place in the row is its version. */
export const policy = autonomy.table(
  'policy',
  {
    tenantId: tenantId(),
    id: id(),
    workflow: text('workflow').$type<Workflow>().notNull(),
    version: integer('version').notNull(),
    rules: jsonb('rules').$type<MachinePolicy>().notNull(),
    because: text('because').notNull(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex('policy_version').on(t.tenantId, t.workflow, t.version)],
);

/** The kill switch, thrown or let go: of one workflow, or of `all`. Events. */
export const stop = autonomy.table(
  'stop',
  {
    tenantId: tenantId(),
    id: id(),
    workflow: text('workflow').$type<Workflow | 'all'>().notNull(),
    stopped: boolean('stopped').notNull(),
    because: text('because').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('stop_workflow').on(t.tenantId, t.workflow, t.id)],
);

/** People and the machine decide the same subjects side by side. */
export const trial = autonomy.table(
  'trial',
  {
    tenantId: tenantId(),
    id: id(),
    workflow: text('workflow').$type<Workflow>().notNull(),
    payerId: uuid('payer_id'),
    /** Out of 10,000: how many subjects people work without the machine. */
    controlShare: integer('control_share').notNull(),
    /** By which subjects fall into the arms: random, so that nobody can foresee them. */
    salt: text('salt').notNull(),
    rule: jsonb('rule').$type<StopRule>().notNull(),
    startedAt: instant('started_at').notNull(),
    startedBy: text('started_by').notNull(),
    endedAt: instant('ended_at'),
    endedWhy: text('ended_why'),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('trial_workflow').on(t.tenantId, t.workflow, t.endedAt)],
);

/** What the machine decided of a subject, and what a person decided of the same: an item of a trial where one runs. */
export const trialItem = autonomy.table(
  'trial_item',
  {
    tenantId: tenantId(),
    workflow: text('workflow').$type<Workflow>().notNull(),
    /** `remit:…`, `deposit:…`. */
    subject: text('subject').notNull(),
    trialId: uuid('trial_id'),
    arm: text('arm').$type<'control' | 'machine'>().notNull(),
    payerId: uuid('payer_id'),
    command: text('command').notNull(),
    kind: text('kind'),
    /** SHA-256 over the figures. */
    digest: text('digest').notNull(),
    figures: jsonb('figures').$type<Figures>().notNull(),
    /** Out of 10,000. */
    confidence: integer('confidence').notNull(),
    amount: cents('amount').notNull(),
    decidedAt: instant('decided_at').notNull(),
    /** Where it was put before a person. */
    proposalId: uuid('proposal_id'),
    /** Where it applied itself: the act. */
    appliedBy: uuid('applied_by'),
    /** A person changed the facts before: what the machine says from then on is no word of its own. */
    touched: boolean('touched').notNull().default(false),
    personDigest: text('person_digest'),
    personAct: uuid('person_act'),
    personId: text('person_id'),
    personAt: instant('person_at'),
    agree: boolean('agree'),
    seconds: integer('seconds'),
    errorCost: cents('error_cost'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.workflow, t.subject] }),
    index('trial_item_compared').on(t.tenantId, t.workflow, t.personAt),
    index('trial_item_applied').on(t.tenantId, t.appliedBy),
  ],
);

/** A change that applied itself, for the supervisor's end-of-day review. */
export const change = autonomy.table(
  'change',
  {
    tenantId: tenantId(),
    /** The act that made it. */
    id: id(),
    workflow: text('workflow').$type<Workflow>().notNull(),
    command: text('command').notNull(),
    kind: text('kind').notNull(),
    input: jsonb('input').$type<{ readonly [key: string]: unknown }>().notNull(),
    subject: text('subject').notNull(),
    payerId: uuid('payer_id'),
    amount: cents('amount').notNull(),
    confidence: integer('confidence').notNull(),
    /** The command that takes it back. */
    reversal: text('reversal').notNull(),
    /** Drawn for a person to look at it by itself. */
    sampled: boolean('sampled').notNull(),
    agent: text('agent').notNull(),
    agentVersion: text('agent_version').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('change_subject').on(t.tenantId, t.subject),
    index('change_at').on(t.tenantId, t.at),
  ],
);

/** What a person said of an automatic change. The first word counts; a reversal after it is one too. */
export const review = autonomy.table(
  'review',
  {
    tenantId: tenantId(),
    changeId: uuid('change_id').notNull(),
    /** 'signed' in one go, 'checked' by itself, 'reversed'. */
    says: text('says').$type<'signed' | 'checked' | 'reversed'>().notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.changeId, t.says] })],
);

/** A step up that the evidence of a trial would carry. A person decides it. */
export const promotion = autonomy.table(
  'promotion',
  {
    tenantId: tenantId(),
    id: id(),
    workflow: text('workflow').$type<Workflow>().notNull(),
    payerId: uuid('payer_id'),
    from: text('from_level').$type<Level>().notNull(),
    to: text('to_level').$type<Level>().notNull(),
    evidence: jsonb('evidence').$type<Evidence>().notNull(),
    proposedAt: instant('proposed_at').notNull(),
    actId: actId(),
    /** 'waiting', 'approved', 'declined', 'lapsed'. */
    state: text('state').$type<'waiting' | 'approved' | 'declined' | 'lapsed'>().notNull(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('promotion_waiting').on(t.tenantId, t.state)],
);

/** What the watch over the machine noticed, and what it did about it. */
export const alert = autonomy.table(
  'alert',
  {
    tenantId: tenantId(),
    id: id(),
    workflow: text('workflow').$type<Workflow>().notNull(),
    payerId: uuid('payer_id'),
    /** 'population', 'calibration', 'overrides', 'stop-rule'. */
    sign: text('sign').notNull(),
    /** Out of 10,000. */
    value: integer('value').notNull(),
    limit: integer('allowed').notNull(),
    /** The level that it was lowered to. */
    loweredTo: text('lowered_to').$type<Level>(),
    at: instant('at').notNull(),
    actId: actId(),
    seenBy: text('seen_by'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('alert_newest').on(t.tenantId, t.at)],
);

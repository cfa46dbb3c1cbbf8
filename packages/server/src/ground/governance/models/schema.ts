import type { PlainDate } from '@claimwright/core/ground/base';
import { bigint, boolean, index, integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import { actId, id, instant, personal, plainDate, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';

/** Whoever may be handed patient data: model vendors first, and in time clearinghouses, printers and the like. */
export const vendor = governance.table(
  'vendor',
  {
    tenantId: tenantId(),
    id: id(),
    name: text('name').notNull(),
    /** Who to call when something went wrong. */
    contact: text('contact'),
    addedAt: instant('added_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** A business associate agreement on file, or the practice's statement that the machine is its own. Ended, never deleted. */
export const agreement = governance.table(
  'agreement',
  {
    tenantId: tenantId(),
    id: id(),
    vendorId: text('vendor_id').notNull(),
    /** 'baa' or 'own-machine'. */
    kind: text('kind').$type<'baa' | 'own-machine'>().notNull(),
    product: text('product').notNull(),
    purposes: text('purposes').array().notNull(),
    signedOn: plainDate('signed_on').$type<PlainDate>().notNull(),
    expiresOn: plainDate('expires_on').$type<PlainDate>(),
    /** The signed paper, where it was brought in. */
    documentId: text('document_id'),
    endedAt: instant('ended_at'),
    endedBy: text('ended_by'),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('agreement_vendor').on(t.tenantId, t.vendorId, t.product)],
);

/** A language model as the practice set it up. The newest row of a name counts. */
export const model = governance.table(
  'model',
  {
    tenantId: tenantId(),
    id: id(),
    vendorId: text('vendor_id').notNull(),
    product: text('product').notNull(),
    provider: text('provider').notNull(),
    url: text('url').notNull(),
    name: text('name').notNull(),
    /** The vendor's key: kept like what identifies a person, and shown to nobody. */
    secret: personal('secret', 'governance.model').notNull(),
    /** Micro-dollars for a million tokens. */
    priceIn: bigint('price_in', { mode: 'number' }).notNull(),
    priceOut: bigint('price_out', { mode: 'number' }).notNull(),
    /** Workflows that ask it. */
    workflows: text('workflows').array().notNull(),
    /** 'with-decision' or 'purge'. */
    keeps: text('keeps').$type<'with-decision' | 'purge'>().notNull(),
    maySeeIdentified: boolean('may_see_identified').notNull(),
    active: boolean('active').notNull(),
    setAt: instant('set_at').notNull(),
    setBy: text('set_by').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** The most that the practice, or one workflow, spends in a month and asks in a minute. */
export const modelBudget = governance.table(
  'model_budget',
  {
    tenantId: tenantId(),
    /** A workflow's name, or `*` for the practice. */
    workflow: text('workflow').notNull(),
    microDollarsAMonth: bigint('micro_dollars_a_month', { mode: 'number' }),
    callsAMinute: integer('calls_a_minute'),
    setAt: instant('set_at').notNull(),
    setBy: text('set_by').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.workflow] })],
);

/** One question to a model, from its asking to its end. Prompt, answer and token map are encrypted, or purged when it ends. */
export const modelCall = governance.table(
  'model_call',
  {
    tenantId: tenantId(),
    id: id(),
    task: text('task').notNull(),
    workflow: text('workflow').notNull(),
    purpose: text('purpose').notNull(),
    /** `carc:N99`, `claim:…`: what it was about. */
    subject: text('subject').notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** 'waiting', 'sent', 'answered', 'refused', 'needs-person'. */
    state: text('state').$type<'waiting' | 'sent' | 'answered' | 'refused' | 'needs-person'>().notNull(),
    tries: integer('tries').notNull(),
    modelId: text('model_id'),
    agreementId: text('agreement_id'),
    version: text('version'),
    deidentified: boolean('deidentified'),
    prompt: personal('prompt', 'governance.model_call'),
    answer: personal('answer', 'governance.model_call'),
    tokens: personal('tokens', 'governance.model_call'),
    promptSha256: text('prompt_sha256'),
    answerSha256: text('answer_sha256'),
    tokensIn: bigint('tokens_in', { mode: 'number' }).notNull(),
    tokensOut: bigint('tokens_out', { mode: 'number' }).notNull(),
    microDollars: bigint('micro_dollars', { mode: 'number' }).notNull(),
    milliseconds: bigint('milliseconds', { mode: 'number' }).notNull(),
    findings: jsonb('findings').notNull(),
    /** What the answer proposes, until it stands among the proposals. */
    proposing: personal('proposing', 'governance.model_call'),
    proposalId: text('proposal_id'),
    sentAt: instant('sent_at'),
    endedAt: instant('ended_at'),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('model_call_at').on(t.tenantId, t.askedAt),
    index('model_call_sent').on(t.tenantId, t.sentAt),
    index('model_call_subject').on(t.tenantId, t.subject),
    index('model_call_proposal').on(t.tenantId, t.proposalId),
    index('model_call_state').on(t.tenantId, t.state, t.id),
  ],
);

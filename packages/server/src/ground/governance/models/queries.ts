import { daysBetween, type PlainDate } from '@claimwright/core/ground/base';
import { isStanding, modelPurposes } from '@claimwright/core/ground/governance/models';
import { z } from 'zod';
import { providerNames } from '../../../connectors/models/port.ts';
import { notFound, pageOf, type Query, query, readCursor } from '../../../gate/index.ts';
import {
  type AgreementRow,
  agreementRows,
  asAgreement,
  budgetRows,
  type CallListRow,
  callById,
  callPage,
  modelRows,
  usage,
  vendorRows,
} from './store.ts';
import type { ModelTask } from './task.ts';
import type { AgreementView, CallRowView, CallView, ModelsView } from './views.ts';

const agreementView = (row: AgreementRow, today: PlainDate): AgreementView => ({
  id: row.id,
  kind: row.kind,
  product: row.product,
  purposes: row.purposes,
  signedOn: row.signedOn,
  ended: row.endedAt !== null,
  standing: isStanding(asAgreement(row), today),
  ...(row.documentId === null ? {} : { documentId: row.documentId }),
  ...(row.expiresOn === null ? {} : { expiresOn: row.expiresOn, daysLeft: daysBetween(today, row.expiresOn) }),
});

const models = (tasks: readonly ModelTask[]): Query =>
  query<Record<string, never>, ModelsView>({
    name: 'ground/governance/models/models',
    summary: 'See vendors, agreements and models',
    permission: 'models.read',
    patientData: false,
    input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
    read: async ({ tx, today }) => {
      const vendors = await vendorRows(tx);
      const agreements = await agreementRows(tx);
      const nameOf = new Map(vendors.map(({ id, name }) => [id, name]));
      return {
        vendors: vendors.map(({ id, name, contact }) => ({
          id,
          name,
          ...(contact === null ? {} : { contact }),
          agreements: agreements.filter(({ vendorId }) => vendorId === id).map((row) => agreementView(row, today)),
        })),
        models: (await modelRows(tx)).map(({ tenantId: _, actId: __, setAt: ___, setBy: ____, secret, ...row }) => ({
          ...row,
          vendor: nameOf.get(row.vendorId) ?? '',
          hasSecret: secret !== '',
        })),
        budgets: (await budgetRows(tx)).map((row) => ({
          workflow: row.workflow,
          ...(row.microDollarsAMonth === null ? {} : { microDollarsAMonth: row.microDollarsAMonth }),
          ...(row.callsAMinute === null ? {} : { callsAMinute: row.callsAMinute }),
        })),
        usage: (await usage(tx)).map((row) => ({ ...row, model: row.model ?? '' })),
        tasks: tasks.map(({ name, summary, workflow, purpose }) => ({ name, summary, workflow, purpose })),
        purposes: modelPurposes,
        providers: providerNames,
      };
    },
  });

const callsInput = z.object({
  state: z.enum(['waiting', 'sent', 'answered', 'refused', 'needs-person']).optional(),
  task: z.string().max(60).optional(),
  subject: z.string().max(120).optional(),
  askedBy: z.string().max(120).optional(),
  purpose: z.string().max(40).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  cursor: z.string().max(500).optional(),
});
const pageSize = 50;

const callRowView = (row: CallListRow): CallRowView => ({
  id: row.id,
  task: row.task,
  workflow: row.workflow,
  purpose: row.purpose,
  subject: row.subject,
  askedBy: row.asked_by,
  askedAt: row.asked_at.toISOString(),
  state: row.state,
  tries: row.tries,
  ...(row.model === null ? {} : { model: row.model }),
  ...(row.version === null ? {} : { version: row.version }),
  ...(row.deidentified === null ? {} : { deidentified: row.deidentified }),
  tokensIn: row.tokens_in,
  tokensOut: row.tokens_out,
  microDollars: row.micro_dollars,
  milliseconds: row.milliseconds,
  findings: row.findings,
  ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
});

const calls = query<z.infer<typeof callsInput>, { rows: readonly CallRowView[]; next?: string }>({
  name: 'ground/governance/models/calls',
  summary: 'See what models were asked',
  permission: 'models.read',
  patientData: false,
  input: callsInput as unknown as z.ZodType<z.infer<typeof callsInput>>,
  read: async ({ tx }, { cursor, ...filter }) => {
    const before = readCursor(z.tuple([z.uuid()]), cursor)?.[0] ?? null;
    const page = pageOf(await callPage(tx, filter, before, pageSize + 1), pageSize, (row) => [row.id]);
    return { ...page, rows: page.rows.map(callRowView) };
  },
});

const call = query<{ callId: string }, CallView>({
  name: 'ground/governance/models/call',
  summary: 'See what was sent to a model and what came back',
  permission: 'record.read',
  patientData: true,
  serves: { purposes: ['operations', 'audit'], patients: 'one', rows: 1, fields: ['identity', 'clinical', 'money'] },
  input: z.object({ callId: z.uuid() }),
  subjects: (_, { callId }) => [`model-call:${callId}`],
  read: async ({ tx }, { callId }) => {
    const row = await callById(tx, callId);
    if (!row) throw notFound('question to a model');
    return {
      id: row.id,
      state: row.state,
      ...(row.prompt === null ? {} : { prompt: row.prompt }),
      ...(row.answer === null ? {} : { answer: row.answer }),
      ...(row.promptSha256 === null ? {} : { promptSha256: row.promptSha256 }),
      ...(row.answerSha256 === null ? {} : { answerSha256: row.answerSha256 }),
    };
  },
});

export const modelQueries = (tasks: readonly ModelTask[]): readonly Query[] => [models(tasks), calls, call];

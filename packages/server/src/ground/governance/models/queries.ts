import { daysBetween, type PlainDate } from '@claimwright/core/ground/base';
import { agreementAlert, isStanding, modelPurposes } from '@claimwright/core/ground/governance/models';
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
  callOfProposal,
  callPage,
  lastCallOn,
  type ModelRow,
  modelRows,
  usage,
  vendorRows,
} from './store.ts';
import type { ModelTask } from './task.ts';
import type { AgreementAlertView, AgreementView, AskedView, CallRowView, CallView, ModelsView, ProposalCallView } from './views.ts';

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

/** What is wrong with the agreements of the models that are switched on, for the questions that they are asked. */
function alertsOf(
  rows: readonly ModelRow[],
  agreements: readonly AgreementRow[],
  nameOf: ReadonlyMap<string, string>,
  tasks: readonly ModelTask[],
  today: PlainDate,
): AgreementAlertView[] {
  return rows
    .filter(({ active }) => active)
    .flatMap(({ id, name, vendorId, product, workflows }) => {
      const own = agreements.filter((one) => one.vendorId === vendorId && one.product === product).map(asAgreement);
      const purposes = tasks.filter(({ workflow }) => workflows.includes(workflow)).map(({ purpose }) => purpose);
      const alert = agreementAlert(own, purposes, today);
      return alert ? [{ modelId: id, model: name, vendorId, vendor: nameOf.get(vendorId) ?? '', product, ...alert }] : [];
    });
}

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
      const rows = await modelRows(tx);
      return {
        alerts: alertsOf(rows, agreements, nameOf, tasks, today),
        vendors: vendors.map(({ id, name, contact }) => ({
          id,
          name,
          ...(contact === null ? {} : { contact }),
          agreements: agreements.filter(({ vendorId }) => vendorId === id).map((row) => agreementView(row, today)),
        })),
        models: rows.map(({ tenantId: _, actId: __, setAt: ___, setBy: ____, secret, ...row }) => ({
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
  modelId: z.uuid().optional(),
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
  ...(row.proposal_id === null ? {} : { proposalId: row.proposal_id }),
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

const askedInput = z.object({ task: z.string().max(60), subject: z.string().max(120) });

/** For whoever may ask: whether a model would take the question, and what became of it the last time. */
const asked = (tasks: readonly ModelTask[]): Query =>
  query<z.infer<typeof askedInput>, AskedView>({
    name: 'ground/governance/models/asked',
    summary: 'See whether a model was asked about something',
    permission: 'models.ask',
    patientData: false,
    input: askedInput,
    read: async ({ tx }, { task: name, subject }) => {
      const workflow = tasks.find((task) => task.name === name)?.workflow;
      const serves = (await modelRows(tx)).some(
        ({ active, workflows }) => active && workflow !== undefined && workflows.includes(workflow),
      );
      const row = await lastCallOn(tx, name, subject);
      if (!row) return { serves };
      const { id, state, askedAt, findings, proposalId } = callRowView(row);
      return { serves, last: { id, state, askedAt, findings, ...(proposalId === undefined ? {} : { proposalId }) } };
    },
  });

const ofProposal = query<{ proposalId: string }, ProposalCallView>({
  name: 'ground/governance/models/of-proposal',
  summary: 'See which question to a model a proposal answers',
  permission: 'approvals.read',
  patientData: false,
  input: z.object({ proposalId: z.uuid() }),
  read: async ({ tx }, { proposalId }) => {
    const row = await callOfProposal(tx, proposalId);
    if (!row) return {};
    const { state: _, tries: __, tokensIn: ___, tokensOut: ____, microDollars: _____, milliseconds: ______, ...call } = callRowView(row);
    return { call };
  },
});

export const modelQueries = (tasks: readonly ModelTask[]): readonly Query[] => [models(tasks), calls, call, asked(tasks), ofProposal];

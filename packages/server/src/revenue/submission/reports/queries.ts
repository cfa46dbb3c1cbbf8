import { createHash } from 'node:crypto';
import type { PlainDate } from '@claimwright/core/ground/base';
import { type AuditReport, auditReportPdf, reportExtract } from '@claimwright/core/revenue/submission';
import { z } from 'zod';
import { notFound, query, Refusal } from '../../../gate/index.ts';
import { wholeBlob } from '../whole-blob.ts';
import { newestReport, reportsOf } from './store.ts';

export interface ReportFile {
  readonly name: string;
  readonly type: string;
  /** Of the whole file. */
  readonly sha256: string;
  readonly base64: string;
  /** Where the next part begins. */
  readonly next?: number;
}

export interface ReportOnClaim {
  readonly batchId: string;
  readonly reference: string;
  readonly draftId: string;
  readonly patientControlNumber: string;
  readonly servedFrom?: PlainDate;
  readonly attempt: number;
  readonly madeAt: string;
  /** As they stand on the record. */
  readonly jsonSha256: string;
  readonly pdfSha256: string;
}

const fields = ['identity', 'coverage', 'money'] as const;

/** A part of a file holds no more claims than a page of a list does. */
const partSize = 65_536;
const reportInput = z.object({ batchId: z.uuid(), as: z.enum(['json', 'pdf']), from: z.int().min(0).optional() });
type ReportInput = z.infer<typeof reportInput>;

/** The report on a batch as a file, part by part: the very bytes whose hash is on the record. */
export const report = query<ReportInput, ReportFile>({
  name: 'revenue/submission/report',
  summary: 'Download the report on a batch of claims',
  permission: 'submissions.audit',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit'], patients: 'many', rows: 250, fields: [...fields] },
  input: reportInput as unknown as z.ZodType<ReportInput>,
  read: async ({ tx, blobs }, { batchId, as, from = 0 }) => {
    const row = await newestReport(tx, batchId);
    if (!row) throw notFound('report');
    const sha256 = as === 'pdf' ? row.pdfSha256 : row.jsonSha256;
    const bytes = await wholeBlob(blobs, tx.tenant, sha256);
    return {
      name: `pre-submission report.${as}`,
      type: as === 'pdf' ? 'application/pdf' : 'application/json',
      sha256,
      base64: Buffer.from(bytes.subarray(from, from + partSize)).toString('base64'),
      ...(from + partSize < bytes.length ? { next: from + partSize } : {}),
    };
  },
  subjects: (_file, { batchId }) => [`batch:${batchId}`],
});

const aboutInput = z.object({ draftId: z.uuid().optional(), patientId: z.uuid().optional(), claimId: z.uuid().optional() });
type AboutInput = z.infer<typeof aboutInput>;

/** The reports that were made before claims of this account were sent. */
export const reports = query<AboutInput, readonly ReportOnClaim[]>({
  name: 'revenue/submission/reports',
  summary: 'See the reports on a claim, or on a patient’s claims, before they left',
  permission: 'submissions.audit',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit'], patients: 'one', rows: 200, fields: ['coverage'] },
  input: aboutInput as unknown as z.ZodType<AboutInput>,
  read: async ({ tx }, { draftId, patientId, claimId }) => {
    if ([draftId, patientId, claimId].filter((id) => id !== undefined).length !== 1)
      throw new Refusal('bad-input', 'Name a claim or a patient.', { fix: 'Give one of draftId, patientId and claimId.' });
    return (await reportsOf(tx, { draftId, patientId, claimId })).map(({ servedFrom, madeAt, edition: _edition, ...row }) => ({
      ...row,
      madeAt: madeAt.toISOString(),
      ...(servedFrom === null ? {} : { servedFrom }),
    }));
  },
  subjects: (rows, { patientId, claimId }) => [
    ...(claimId === undefined ? [] : [`claim:${claimId}`]),
    ...(patientId === undefined ? [] : [`patient:${patientId}`]),
    ...new Set(rows.map(({ draftId }) => `draft:${draftId}`)),
  ],
});

const extractInput = z.object({ batchId: z.uuid(), claimId: z.uuid(), as: z.enum(['json', 'pdf']) });

/** What a kept report says of the claims of one patient: that of others in its batch is not on this account. */
export const extract = query<z.infer<typeof extractInput>, ReportFile>({
  name: 'revenue/submission/report-extract',
  summary: 'Download what a report says of one patient’s claims',
  permission: 'submissions.audit',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit'], patients: 'one', rows: 200, fields: [...fields] },
  input: extractInput,
  read: async ({ tx, blobs }, { batchId, claimId, as }) => {
    const row = await newestReport(tx, batchId);
    const own = (await reportsOf(tx, { claimId })).filter((one) => one.batchId === batchId).map(({ draftId }) => draftId);
    if (!row || own.length === 0) throw notFound('report');
    const whole = await wholeBlob(blobs, tx.tenant, row.jsonSha256);
    const kept: AuditReport = JSON.parse(Buffer.from(whole).toString('utf8'));
    const content = reportExtract(kept, row.jsonSha256, new Set(own));
    const bytes = as === 'pdf' ? auditReportPdf(content) : Buffer.from(`${JSON.stringify(content, null, 1)}\n`);
    return {
      name: `pre-submission report, one patient.${as}`,
      type: as === 'pdf' ? 'application/pdf' : 'application/json',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      base64: Buffer.from(bytes).toString('base64'),
    };
  },
  subjects: (_file, { batchId, claimId }) => [`batch:${batchId}`, `claim:${claimId}`],
});

import type { PlainDate } from '@claimwright/core/ground/base';
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
  permission: 'submissions.read',
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

const aboutInput = z.object({ draftId: z.uuid().optional(), patientId: z.uuid().optional() });
type AboutInput = z.infer<typeof aboutInput>;

/** The reports that were made before claims of this account were sent. */
export const reports = query<AboutInput, readonly ReportOnClaim[]>({
  name: 'revenue/submission/reports',
  summary: 'See the reports on a claim, or on a patient’s claims, before they left',
  permission: 'submissions.read',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit'], patients: 'one', rows: 200, fields: ['coverage'] },
  input: aboutInput as unknown as z.ZodType<AboutInput>,
  read: async ({ tx }, { draftId, patientId }) => {
    if ((draftId === undefined) === (patientId === undefined))
      throw new Refusal('bad-input', 'Name a claim or a patient.', { fix: 'Give one of draftId and patientId.' });
    return (await reportsOf(tx, { draftId, patientId })).map(({ servedFrom, madeAt, edition: _edition, ...row }) => ({
      ...row,
      madeAt: madeAt.toISOString(),
      ...(servedFrom === null ? {} : { servedFrom }),
    }));
  },
  subjects: (rows, { patientId }) => [
    ...(patientId === undefined ? [] : [`patient:${patientId}`]),
    ...new Set(rows.map(({ draftId }) => `draft:${draftId}`)),
  ],
});

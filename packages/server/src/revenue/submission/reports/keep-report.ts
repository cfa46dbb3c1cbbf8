import { createHash } from 'node:crypto';
import { type AuditReport, auditReport, auditReportPdf } from '@claimwright/core/revenue/submission';
import type { Ctx } from '../../../gate/index.ts';
import { keepOwnDocument } from '../../../ground/intake/index.ts';
import { reportOn } from '../queries.ts';
import type { RemarksOf } from '../remarks.ts';
import type { BatchReport } from '../views.ts';
import { addReport, newestReport } from './store.ts';

export interface KeptReport {
  readonly edition: number;
  readonly jsonDocumentId: string;
  readonly pdfDocumentId: string;
  readonly jsonSha256: string;
  readonly pdfSha256: string;
}

/** What the report says: nothing of it changes by the batch’s going on. */
export const reportContent = ({ batch, claims }: BatchReport): AuditReport =>
  auditReport({
    batch: {
      ...{ reference: batch.reference, control: batch.control, kind: batch.kind, payer: batch.payerName },
      ...{ clearinghouse: batch.clearinghouse, sha256: batch.sha256, preparedAt: batch.preparedAt },
    },
    claims: claims.map(({ remarks, ...claim }) => ({
      ...claim,
      findings: remarks.map(({ aside, ...finding }) => ({ ...finding, ...(aside === undefined ? {} : { override: aside }) })),
    })),
  });

/**
 * Keeps the report on a batch as JSON and PDF, in the act’s own transaction: with the batch or not at all, so that there is one whatever
 * was killed. Said again it is the same; only where other things are found since there is another edition.
 */
export async function keepReport(ctx: Ctx, report: BatchReport): Promise<KeptReport> {
  const content = reportContent(report);
  const json = Buffer.from(`${JSON.stringify(content, null, 1)}\n`);
  const before = await newestReport(ctx.tx, report.batch.id);
  if (before?.jsonSha256 === createHash('sha256').update(json).digest('hex')) return before;
  const edition = (before?.edition ?? 0) + 1;
  const kept = async (bytes: Uint8Array, ending: string) => {
    const blob = await ctx.blobs.put(ctx.tx.tenant, bytes);
    const name = `${report.batch.reference} report${edition === 1 ? '' : ` ${edition}`}.${ending}`;
    return { ...blob, id: await keepOwnDocument(ctx, { ...blob, name, kind: 'report', toBeKept: true }) };
  };
  const [asJson, asPdf] = [await kept(json, 'json'), await kept(auditReportPdf(content), 'pdf')];
  const row = {
    ...{ edition, jsonDocumentId: asJson.id, pdfDocumentId: asPdf.id, jsonSha256: asJson.sha256, pdfSha256: asPdf.sha256 },
  };
  await addReport(ctx, { ...row, batchId: report.batch.id });
  return row;
}

/** The reports on batches that were just made: what they are about, and their hashes for the record. */
export async function keepReports(ctx: Ctx, batchIds: readonly string[], remarksOf: RemarksOf) {
  const subjects: string[] = [];
  const evidence: { [name: string]: string } = {};
  for (const batchId of batchIds) {
    const report = await reportOn(ctx, remarksOf, batchId);
    if (report === undefined) continue;
    const { jsonDocumentId, pdfDocumentId, jsonSha256, pdfSha256 } = await keepReport(ctx, report);
    subjects.push(`document:${jsonDocumentId}`, `document:${pdfDocumentId}`);
    Object.assign(evidence, { [`report ${report.batch.reference}`]: jsonSha256, [`report ${report.batch.reference} pdf`]: pdfSha256 });
  }
  return { subjects, evidence };
}

import type { PlainDate } from '@claimwright/core/ground/base';
import { and, desc, eq } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import { asOne } from '../../../ground/parties/index.ts';
import type { Tx } from '../../../store/store.ts';
import { batchReport } from '../schema.ts';

export type ReportRow = typeof batchReport.$inferSelect;

/** The newest edition of a batch’s report. */
export async function newestReport(tx: Tx, batchId: string): Promise<ReportRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(batchReport)
    .where(and(eq(batchReport.tenantId, tx.tenant), eq(batchReport.batchId, batchId)))
    .orderBy(desc(batchReport.edition))
    .limit(1);
  return row;
}

export async function addReport(ctx: Ctx, row: Omit<typeof batchReport.$inferInsert, 'tenantId' | 'actId' | 'madeAt'>): Promise<void> {
  await ctx.tx.db.insert(batchReport).values({ ...row, tenantId: ctx.tx.tenant, actId: ctx.actId, madeAt: ctx.now });
}

export interface ReportOfClaim {
  readonly batchId: string;
  readonly reference: string;
  readonly draftId: string;
  readonly patientControlNumber: string;
  readonly servedFrom: PlainDate | null;
  readonly attempt: number;
  readonly edition: number;
  readonly jsonSha256: string;
  readonly pdfSha256: string;
  readonly madeAt: Date;
}

/** Of a draft, of a patient, or of the patient of a claim of the books. */
export interface WhoseReports {
  readonly draftId?: string | undefined;
  readonly patientId?: string | undefined;
  readonly claimId?: string | undefined;
}

/** The reports that speak of a claim, or of all claims of a patient: the newest edition of each batch, the newest batch first. */
export async function reportsOf(tx: Tx, { draftId, patientId, claimId }: WhoseReports): Promise<ReportOfClaim[]> {
  const own = patientId ?? (claimId === undefined ? undefined : await patientOfClaim(tx, claimId));
  const which = draftId === undefined ? (await asOne(tx, own === undefined ? [] : [own])).all : [draftId];
  return tx.rows<ReportOfClaim>(
    `select distinct on (b.id, d.id) b.id as "batchId", b.reference, d.id as "draftId", d.patient_control_number as "patientControlNumber",
            d.served_from as "servedFrom", c.attempt, r.edition, r.json_sha256 as "jsonSha256", r.pdf_sha256 as "pdfSha256", r.made_at as "madeAt"
       from claims.draft d
       join submission.batch_claim c on c.tenant_id = d.tenant_id and c.draft_id = d.id
       join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id
       join submission.batch_report r on r.tenant_id = b.tenant_id and r.batch_id = b.id
      where d.tenant_id = $1 and ${draftId === undefined ? 'd.patient_id' : 'd.id'} = any($2::uuid[])
      order by b.id desc, d.id, r.edition desc limit 200`,
    [tx.tenant, which],
  );
}

async function patientOfClaim(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ id: string }>('select patient_id as id from claims.claim where tenant_id = $1 and id = $2', [
    tx.tenant,
    id,
  ]);
  return row?.id;
}

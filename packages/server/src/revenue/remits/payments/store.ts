import { type Cents, negate, type PlainDate } from '@claimwright/core/ground/base';
import { payerKey } from '@claimwright/core/revenue/remits';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../../store/store.ts';
import { remit } from '../schema.ts';

const payment = {
  remitId: remit.id,
  traceNumber: remit.traceNumber,
  payerTraceId: remit.payerTraceId,
  payerId: remit.payerId,
  payerName: remit.payerName,
  payerIds: remit.payerIds,
  paid: remit.paid,
  paidOn: remit.paidOn,
  method: remit.method,
  state: remit.state,
};

interface PaymentRow {
  readonly payerTraceId: string;
  readonly payerId: string | null;
  readonly payerName: string;
  readonly payerIds: readonly string[];
  readonly paidOn: PlainDate | null;
}
const paymentOf = <T extends PaymentRow>({ paidOn, payerIds, payerId, ...row }: T) => ({
  ...row,
  ...(payerId === null ? {} : { payerId }),
  payerKey: payerKey({ payerTraceId: row.payerTraceId, payer: { name: row.payerName, ids: payerIds } }),
  ...(paidOn === null ? {} : { paidOn }),
});

/** Remits that a deposit may pay: of one of these traces, or of one of these amounts; those set aside are left out. */
export async function remitsForDeposits(tx: Tx, deposits: readonly { readonly traceNumber?: string; readonly amount: Cents }[]) {
  const traces = [...new Set(deposits.map((deposit) => deposit.traceNumber).filter((trace) => trace !== undefined))];
  const amounts = [...new Set(deposits.flatMap((deposit) => [deposit.amount, negate(deposit.amount)]))];
  const rows = await tx.db
    .select(payment)
    .from(remit)
    .where(
      and(
        eq(remit.tenantId, tx.tenant),
        sql`${remit.state} <> 'not-ours'`,
        // As two lists and not as thousands of parameters, where many deposits are open.
        sql`(${remit.traceNumber} = any(${sql.param(traces)}::text[]) or ${remit.paid} = any(${sql.param(amounts)}::bigint[]))`,
      ),
    );
  return rows.map(paymentOf);
}

export async function remitPayments(tx: Tx, ids: readonly string[]) {
  const rows = await tx.db
    .select(payment)
    .from(remit)
    .where(and(eq(remit.tenantId, tx.tenant), inArray(remit.id, [...ids])));
  return rows.map(paymentOf);
}

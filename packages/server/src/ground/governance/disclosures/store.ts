import type { PlainDate } from '@claimwright/core/ground/base';
import type { DisclosureBasis } from '@claimwright/core/ground/governance';
import { shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import { asOne } from '../../parties/index.ts';
import { disclosure } from './schema.ts';

export type { Tx };

export interface DisclosureRow {
  readonly id: string;
  readonly on: PlainDate;
  readonly basis: DisclosureBasis;
  readonly recipient: string;
  readonly address: string | undefined;
  readonly what: string;
  readonly why: string;
  readonly silentUntil: PlainDate | null;
  readonly recordedBy: string;
}

export async function addDisclosure(tx: Tx, row: Omit<typeof disclosure.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.db.insert(disclosure).values({ tenantId: tx.tenant, ...row });
}

/** Of a patient, from a day on until before another, the newest first. */
export async function disclosuresOf(tx: Tx, patientId: string, from: PlainDate, until: PlainDate): Promise<DisclosureRow[]> {
  const rows = await tx.rows<Omit<DisclosureRow, 'address'> & { address: string | null }>(
    `select id, disclosed_on as "on", basis, recipient, recipient_address as address, what, why, silent_until as "silentUntil", recorded_by as "recordedBy"
       from governance.disclosure where tenant_id = $1 and patient_id = any($2::uuid[]) and disclosed_on >= $3 and disclosed_on <= $4 order by disclosed_on desc, id desc limit 1000`,
    [tx.tenant, (await asOne(tx, [patientId])).all, from, until],
  );
  return rows.map((row) => ({
    ...row,
    recipient: shown(disclosure.recipient, row.recipient) ?? '',
    address: shown(disclosure.recipientAddress, row.address),
    what: shown(disclosure.what, row.what) ?? '',
    why: shown(disclosure.why, row.why) ?? '',
  }));
}

export async function isPatient(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.rows('select 1 from parties.patient where tenant_id = $1 and id = $2', [tx.tenant, id]);
  return rows.length > 0;
}

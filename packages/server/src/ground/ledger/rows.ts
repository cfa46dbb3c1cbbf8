import type { Cents, Evidence, PlainDate } from '@claimwright/core/ground/base';
import type { JournalEntry, JournalLine, Movement } from '@claimwright/core/ground/ledger';

/** A journal line as the database packs it: account, amount, claim, document, from, to. */
type PackedLine = readonly [string, Cents, string | null, string | null, number | null, number | null];
export interface EntryRow {
  readonly id: string;
  readonly booked_on: PlainDate;
  readonly source_kind: JournalEntry['source']['kind'];
  readonly source_id: string;
  readonly description: string;
  readonly reverses: string | null;
  /** The agent, where the entry booked itself. */
  readonly made_by: string | null;
  readonly lines: readonly PackedLine[];
}
/** Selects entries with their lines packed, under the alias `e`. */
export const entrySelect = `select e.id, e.booked_on, e.source_kind, e.source_id, e.description, e.reverses,
  (select c.agent || ' ' || c.agent_version from autonomy.change c where c.tenant_id = e.tenant_id and c.id = e.act_id) as made_by,
  (select coalesce(json_agg(json_build_array(l.account, l.amount, l.claim_id, l.document_id, l.byte_from, l.byte_to) order by l.n), '[]')
     from ledger.line l where l.tenant_id = e.tenant_id and l.entry_id = e.id) as lines
  from ledger.entry e`;

const evidenceOf = (document: string | null, from: number | null, to: number | null): { evidence?: Evidence } =>
  document === null || from === null || to === null ? {} : { evidence: { document, from, to } };

const asLine = ([account, amount, claimId, document, from, to]: PackedLine): JournalLine => ({
  account,
  amount,
  ...(claimId === null ? {} : { claimId }),
  ...evidenceOf(document, from, to),
});

export const asEntry = (row: EntryRow): JournalEntry => ({
  id: row.id,
  on: row.booked_on,
  source: { kind: row.source_kind, id: row.source_id },
  description: row.description,
  lines: row.lines.map(asLine),
  ...(row.reverses === null ? {} : { reverses: row.reverses }),
  ...(row.made_by === null ? {} : { madeBy: row.made_by }),
});

export interface MovementRow {
  readonly id: string;
  readonly entry_id: string;
  readonly claim_id: string;
  readonly claim_line_id: string | null;
  readonly party: Movement['party'];
  readonly kind: Movement['kind'];
  readonly amount: Cents;
  readonly account: string;
  readonly adjustment_group: string | null;
  readonly carc: string | null;
  readonly remit_claim_id: string | null;
  readonly document_id: string | null;
  readonly byte_from: number | null;
  readonly byte_to: number | null;
  readonly because: string;
  readonly reverses: string | null;
}

export const asMovement = (row: MovementRow): Movement => ({
  id: row.id,
  entryId: row.entry_id,
  claimId: row.claim_id,
  ...(row.claim_line_id === null ? {} : { claimLineId: row.claim_line_id }),
  party: row.party,
  kind: row.kind,
  amount: row.amount,
  account: row.account,
  ...(row.adjustment_group === null ? {} : { group: row.adjustment_group }),
  ...(row.carc === null ? {} : { carc: row.carc }),
  ...(row.remit_claim_id === null ? {} : { remitClaimId: row.remit_claim_id }),
  ...evidenceOf(row.document_id, row.byte_from, row.byte_to),
  because: row.because,
  ...(row.reverses === null ? {} : { reverses: row.reverses }),
});

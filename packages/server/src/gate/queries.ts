import { z } from 'zod';
import type { Tx } from '../store/store.ts';
import { pageOf, readCursor } from './cursor.ts';
import { type Query, query } from './define.ts';
import { bodyOf, verifyRecord } from './record.ts';
import type { RecordRow, VerifyView } from './views.ts';
import { inWords } from './words.ts';

const input = z.object({
  chain: z.enum(['acts', 'reads']).default('acts'),
  subject: z.string().min(1).max(100).optional(),
  cursor: z.string().max(500).optional(),
});
const pageSize = 50;
type Answer = { readonly rows: readonly RecordRow[]; readonly next?: string; readonly total: number };

interface Kept {
  readonly seq: number;
  /** As the column beside the body says it. */
  readonly at: Date;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
  readonly name: string | null;
}

/** The record, the newest entry first. `summaries` says what a command or a query does. */
const record = (summaries: (name: string) => string | undefined): Query =>
  query<z.infer<typeof input>, Answer>({
    name: 'gate/record',
    summary: 'See the record',
    permission: 'record.read',
    patientData: false,
    input: input as z.ZodType<z.infer<typeof input>>,
    read: async ({ tx }, { chain, subject, cursor }) => {
      const before = readCursor(z.tuple([z.int().positive()]), cursor)?.[0];
      const { rows, total } = await entries(tx, { chain, subject, before });
      const page = pageOf(rows, pageSize, (row) => [row.seq]);
      return { ...page, rows: page.rows.map((row) => present(row, chain, summaries)), total };
    },
  });

async function entries(
  tx: Tx,
  filter: { chain: string; subject: string | undefined; before: number | undefined },
): Promise<{ rows: Kept[]; total: number }> {
  const parameters: unknown[] = [tx.tenant, filter.chain];
  let where = 'r.tenant_id = $1 and r.chain = $2';
  if (filter.subject !== undefined)
    where += ` and r.seq in (select s.seq from gate.record_subject s where s.tenant_id = $1 and s.subject = $${parameters.push(filter.subject)} and s.chain = $2)`;
  const [count] = await tx.rows<{ total: number }>(`select count(*) as total from gate.record r where ${where}`, parameters);
  if (filter.before !== undefined) where += ` and r.seq < $${parameters.push(filter.before)}`;
  const rows = await tx.rows<Kept>(
    `select r.seq, r.at, r.body, r.previous, r.hash, m.name from gate.record r
       left join governance.member m on m.tenant_id = r.tenant_id and m.user_id = r.actor_id
      where ${where} order by r.seq desc limit ${pageSize + 1}`,
    parameters,
  );
  return { rows, total: count?.total ?? 0 };
}

/** Shows what was hashed, never the columns beside it. */
function present(row: Kept, chain: 'acts' | 'reads', summaries: (name: string) => string | undefined): RecordRow {
  const body = bodyOf(row.body);
  if (body === undefined) return damaged(row, chain);
  return {
    chain: body.chain,
    seq: row.seq,
    id: body.id,
    at: body.at,
    actor: { ...body.actor, name: row.name ?? (body.actor.kind === 'person' ? body.actor.id : 'Claimwright') },
    what: body.what,
    says: inWords(summaries(body.what) ?? body.what, body.outcome),
    outcome: body.outcome,
    subjects: body.subjects,
    ...(body.purpose === undefined ? {} : { purpose: body.purpose }),
    hash: row.hash,
    previous: row.previous,
    body: row.body,
  };
}

/** An entry whose body is no longer what anybody wrote is shown as such: it must not hide the others. */
const damaged = (row: Kept, chain: 'acts' | 'reads'): RecordRow => ({
  chain,
  seq: row.seq,
  id: `damaged-${row.seq}`,
  at: row.at.toISOString(),
  actor: { kind: 'unknown', id: '', name: 'Unknown' },
  what: 'damaged',
  says: 'This entry was changed after it was written and cannot be read',
  outcome: 'damaged',
  subjects: [],
  hash: row.hash,
  previous: row.previous,
  body: row.body,
});

const verify = query<Record<string, never>, VerifyView>({
  name: 'gate/verify',
  summary: 'Verify the record',
  permission: 'record.verify',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: ({ tx }) => verifyRecord(tx, () => performance.now()),
});

export const gateQueries = (summaries: (name: string) => string | undefined): readonly Query[] => [record(summaries), verify];

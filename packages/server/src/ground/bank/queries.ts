import { z } from 'zod';
import { type Ctx, pageOf, type Query, query, readCursor } from '../../gate/index.ts';
import { matchOpen, type RemitOfDeposit, type RemitsByTrace, type Verdict } from './match-open.ts';
import { depositPage, type StoredDeposit, type TieRow, tiesOfDeposits } from './store.ts';
import type { DepositView } from './views.ts';

const input = z.object({ view: z.enum(['open', 'tied', 'all']), cursor: z.string().max(500).optional() });
const pageSize = 50;
type Answer = { readonly rows: readonly DepositView[]; readonly next?: string; readonly total: number };

const deposits = (port: RemitsByTrace): Query =>
  query<z.infer<typeof input>, Answer>({
    name: 'ground/bank/deposits',
    summary: 'See the deposits',
    permission: 'deposits.read',
    patientData: false,
    input,
    read: async (ctx, { view, cursor }) => {
      const after = readCursor(z.tuple([z.iso.date(), z.uuid()]), cursor);
      const { rows, total } = await depositPage(ctx.tx, { view, after, limit: pageSize + 1 });
      const page = pageOf(rows, pageSize, (row) => [row.postedOn, row.id]);
      return { ...page, rows: await presentAll(ctx, port, page.rows), total };
    },
  });

async function presentAll(ctx: Ctx, port: RemitsByTrace, rows: readonly StoredDeposit[]): Promise<DepositView[]> {
  const ties = await tiesOfDeposits(
    ctx.tx,
    rows.map((row) => row.id),
  );
  const tiedRemits = [...new Set(ties.map((tie) => tie.remitId))];
  const remits = new Map((tiedRemits.length === 0 ? [] : await port.byIds(ctx.tx, tiedRemits)).map((remit) => [remit.remitId, remit]));
  const tied = new Set(ties.map((tie) => tie.depositId));
  const open = rows.some((row) => !tied.has(row.id)) ? (await matchOpen(ctx.tx, port, ctx.today)).verdicts : new Map<string, Verdict>();
  return rows.map((row) => {
    const own = ties.filter((tie) => tie.depositId === row.id);
    return { ...presentDeposit(row), ...(own.length > 0 ? presentTied(own, remits) : presentOpen(open.get(row.id))) };
  });
}

const presentDeposit = (row: StoredDeposit): Omit<DepositView, 'state' | 'because' | 'remits'> => ({
  id: row.id,
  postedOn: row.postedOn,
  amount: row.amount,
  ...(row.traceNumber === undefined ? {} : { traceNumber: row.traceNumber }),
  ...(row.originator === undefined ? {} : { originator: row.originator }),
  description: row.description,
  kind: row.kind,
  account: row.account,
  documentId: row.documentId,
  bytes: row.bytes,
});

type Said = Pick<DepositView, 'state' | 'because' | 'remits'>;
const presentRemit = ({ remitId, payerName, traceNumber, paid }: RemitOfDeposit): DepositView['remits'][number] => ({
  remitId,
  payerName,
  traceNumber,
  paid,
});

function presentTied(ties: readonly TieRow[], remits: ReadonlyMap<string, RemitOfDeposit>): Said {
  const own = ties.flatMap((tie) => remits.get(tie.remitId) ?? []);
  return { state: 'tied', because: ties[0]?.because ?? 'Tied.', remits: own.map(presentRemit) };
}

function presentOpen(verdict: Verdict | undefined): Said {
  if (!verdict) return { state: 'alone', because: 'Older deposits wait to be tied first.', remits: [] };
  return { state: verdict.state, because: verdict.because, remits: verdict.remits.map((remit) => presentRemit(remit.fact)) };
}

export const bankQueries = (port: RemitsByTrace): readonly Query[] => [deposits(port)];

import { z } from 'zod';
import { actsSoFar, type Ctx, pageOf, type Query, query, readCursor } from '../../gate/index.ts';
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

type Verdicts = ReadonlyMap<string, Verdict>;

/** The newest of some practices, so that paging through the deposits does not match all open ones anew for each page. */
const kept = new Map<string, { readonly asOf: string; readonly verdicts: Verdicts }>();
const mostKept = 8;

/** What there is to say of the open deposits, worked out of the whole. Any act of the practice, and any new day, makes an earlier answer stale. */
async function verdictsNow({ tx, today }: Ctx, port: RemitsByTrace): Promise<Verdicts> {
  const asOf = `${today} ${await actsSoFar(tx)}`;
  const known = kept.get(tx.tenant);
  if (known?.asOf === asOf) return known.verdicts;
  const { verdicts } = await matchOpen(tx, port, today);
  kept.delete(tx.tenant);
  kept.set(tx.tenant, { asOf, verdicts });
  const oldest = kept.keys().next().value;
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return verdicts;
}

async function presentAll(ctx: Ctx, port: RemitsByTrace, rows: readonly StoredDeposit[]): Promise<DepositView[]> {
  const ids = rows.map((row) => row.id);
  // Worked out of the whole, and shown in part to whoever is limited.
  const whole = await ctx.tx.whole(async () => {
    const ties = await tiesOfDeposits(ctx.tx, ids);
    const tied = new Set(ties.map((tie) => tie.depositId));
    const open = rows.some((row) => !tied.has(row.id)) ? await verdictsNow(ctx, port) : new Map<string, Verdict>();
    return { ties, open };
  });
  const named = [
    ...whole.ties.map((tie) => tie.remitId),
    ...ids.flatMap((id) => whole.open.get(id)?.remits.map((remit) => remit.id) ?? []),
  ];
  const remits = new Map((named.length === 0 ? [] : await port.byIds(ctx.tx, [...new Set(named)])).map((remit) => [remit.remitId, remit]));
  return rows.map((row) => {
    const own = whole.ties.filter((tie) => tie.depositId === row.id);
    return { ...presentDeposit(row), ...(own.length > 0 ? presentTied(own, remits) : presentOpen(whole.open.get(row.id), remits)) };
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

type Remits = ReadonlyMap<string, RemitOfDeposit>;
const hiddenOf = (ids: readonly string[], remits: Remits): number => ids.filter((id) => !remits.has(id)).length;
const notShown = (many: number): string =>
  many === 1 ? 'A remit that you may not see has to do with it.' : `${many} remits that you may not see have to do with it.`;

function presentTied(ties: readonly TieRow[], remits: Remits): Said {
  const own = ties.flatMap((tie) => remits.get(tie.remitId) ?? []);
  const hidden = hiddenOf(
    ties.map((tie) => tie.remitId),
    remits,
  );
  return { state: 'tied', because: hidden > 0 ? notShown(hidden) : (ties[0]?.because ?? 'Tied.'), remits: own.map(presentRemit) };
}

function presentOpen(verdict: Verdict | undefined, remits: Remits): Said {
  if (!verdict) return { state: 'alone', because: 'Older deposits wait to be tied first.', remits: [] };
  const hidden = hiddenOf(
    verdict.remits.map(({ id }) => id),
    remits,
  );
  return {
    state: verdict.state,
    because: hidden > 0 ? notShown(hidden) : verdict.because,
    remits: verdict.remits.flatMap(({ fact }) => (remits.has(fact.remitId) ? [presentRemit(fact)] : [])),
  };
}

export const bankQueries = (port: RemitsByTrace): readonly Query[] => [deposits(port)];

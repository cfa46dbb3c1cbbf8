import type { Finding } from '@claimwright/core/ground/base';
import { nearKeyOf, paymentKeyOf } from '@claimwright/core/revenue/remits';
import type { Ctx } from '../../gate/index.ts';
import { openFileCodes } from '../../ground/codes/index.ts';
import type { DocumentReader, ReadResult } from '../../ground/intake/index.ts';
import { type MetPayer, payersByIds } from '../../ground/parties/index.ts';
import { type GatheredRemit, gatherRemits } from './gather-remits.ts';
import { addRemits, type Earlier, earlier, type NewRemit, sameKey, tellsApart } from './store.ts';

interface Tally {
  claims: number;
  remits: number;
  repeated: number;
  readonly findings: Finding[];
  readonly ids: string[];
}

/** So many claims or remits are gathered before they are kept: enough that the database is asked seldom, too few to fill memory. */
const mostClaims = 2_000;
const mostRemits = 500;

/** Reads an 835 into remits. A remit that is here already, in whatever file or wrapping, is not kept again. */
export const remitReader: DocumentReader = {
  kind: '835',
  read: async (ctx, documentId, chunks): Promise<ReadResult> => {
    const tally: Tally = { claims: 0, remits: 0, repeated: 0, findings: [], ids: [] };
    let waiting: GatheredRemit[] = [];
    let claims = 0;
    const keepThese = async () => {
      const these = waiting;
      waiting = [];
      claims = 0;
      await keep(ctx, documentId, these, tally);
    };
    const { readable, findings } = await gatherRemits(chunks, await openFileCodes(ctx), async (gathered) => {
      waiting.push(gathered);
      claims += gathered.claims.length;
      if (claims >= mostClaims || waiting.length >= mostRemits) await keepThese();
    });
    await keepThese();
    return {
      readable: readable && tally.remits + tally.repeated > 0,
      claims: tally.claims,
      remits: tally.remits,
      deposits: 0,
      repeated: tally.repeated,
      findings: [...findings, ...tally.findings],
      changes: tally.ids.map((id) => ({ topic: 'remits', id })),
    };
  },
};

async function keep(ctx: Ctx, documentId: string, these: readonly GatheredRemit[], tally: Tally): Promise<void> {
  if (these.length === 0) return;
  const before = await earlier(ctx.tx, these);
  const payers = await payersByIds(
    ctx,
    these.map(({ remit }) => metPayer(remit)),
  );
  const fresh: NewRemit[] = [];
  const own = openOwn();
  for (const [i, gathered] of these.entries()) {
    const { remit } = gathered;
    const known = own.look(gathered, before[i] ?? {});
    if (known.same !== undefined) {
      tally.repeated += 1;
      tally.findings.push(repeated(remit));
      continue;
    }
    const id = ctx.newId();
    own.add(gathered, id);
    fresh.push({ id, gathered, payerId: payers[i], near: known.near });
    tally.remits += 1;
    tally.claims += gathered.claims.length;
    tally.ids.push(id);
    tally.findings.push(...gathered.imbalances);
  }
  await addRemits(ctx, documentId, fresh);
}

/** What it calls the payer by, and beside it the id of whoever makes the payment (TRN03). */
function metPayer({ payer, payerTraceId }: GatheredRemit['remit']): MetPayer {
  const traceIds = payer.ids.filter((id) => id === payerTraceId || `1${id}` === payerTraceId);
  return { name: payer.name, ids: payer.ids.filter((id) => !traceIds.includes(id)), traceIds };
}

const repeated = (remit: GatheredRemit['remit']): Finding => ({
  code: 'remit.repeated',
  severity: 'info',
  at: `ST ${remit.control}`,
  bytes: remit.bytes,
  says: `The payment with trace ${remit.traceNumber} is here already, with the same claims. Nothing new was kept.`,
});

/** What the remits kept together say to each other: the database does not know of them yet. */
function openOwn() {
  const sames = new Map<string, string>();
  const nears = new Map<string, string>();
  return {
    look: ({ remit, contentHash }: GatheredRemit, before: Earlier): Earlier => {
      const same = before.same ?? sames.get(sameKey(paymentKeyOf(remit), contentHash));
      if (same !== undefined) return { same };
      const near = before.near ?? (tellsApart(remit) ? nears.get(nearKeyOf(remit)) : undefined);
      return near === undefined ? {} : { near };
    },
    add: ({ remit, contentHash }: GatheredRemit, id: string): void => {
      sames.set(sameKey(paymentKeyOf(remit), contentHash), id);
      if (!nears.has(nearKeyOf(remit))) nears.set(nearKeyOf(remit), id);
    },
  };
}

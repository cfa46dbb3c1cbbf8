import { createHash } from 'node:crypto';
import type { Finding } from '@claimwright/core/ground/base';
import {
  type BalanceFinding,
  balanceRemit,
  closesWrong,
  contentKeyOf,
  type ProviderAdjustment,
  pastCounting,
  type Remit,
  type RemitClaim,
  readProviderAdjustments,
  readRemitClaim,
  readRemitHead,
  withUnreadable,
} from '@claimwright/core/revenue/remits';
import { createReader, type RemitHeader, type X12Finding } from '@claimwright/x12';

/** A remit as a file brought it, whole, with what is wrong with it. */
export interface GatheredRemit {
  readonly remit: Remit;
  readonly contentKeys: readonly string[];
  readonly contentHash: string;
  readonly imbalances: readonly BalanceFinding[];
  /** What the file's findings say of its end (SE), for whoever looks at this remit. */
  readonly closing: readonly Finding[];
}

interface Open {
  readonly header: RemitHeader;
  readonly claims: RemitClaim[];
  adjustments: ProviderAdjustment[];
}

/**
 * Reads the payment advices of an 835, one after the other, from chunks of bytes. Each is handed on when its set ends, so only one is
 * held at a time. Answers whether anything was readable, and the file's findings.
 */
export async function gatherRemits(
  chunks: AsyncIterable<Uint8Array>,
  take: (gathered: GatheredRemit) => Promise<void>,
): Promise<{ readable: boolean; findings: Finding[] }> {
  const findings: Finding[] = [];
  const done: GatheredRemit[] = [];
  /** Findings of the set that is open. */
  let own: Finding[] = [];
  let open: Open | undefined;
  const reader = createReader(
    {
      setStart: () => {
        own = [];
      },
      remitHeader: (header) => {
        open = { header, claims: [], adjustments: [] };
      },
      remitClaim: (loop, header) => open?.claims.push(readRemitClaim(loop, header)),
      remitTrailer: (trailer) => {
        if (open) open.adjustments = readProviderAdjustments(trailer);
      },
      setEnd: (end) => {
        if (end.set === '835' && open) {
          const remit = remitOf(open, own);
          const past = pastCounting(remit);
          if (past === undefined) done.push(gathered(remit, own.filter(closesWrong)));
          else findings.push(past);
        }
        open = undefined;
      },
      finding: (finding) => {
        if (isBalance(finding)) return;
        findings.push(finding);
        own.push(finding);
      },
    },
    { check: true },
  );
  for await (const chunk of chunks) {
    reader.push(chunk);
    for (let next = done.shift(); next; next = done.shift()) await take(next);
  }
  const { readable } = reader.end();
  for (let next = done.shift(); next; next = done.shift()) await take(next);
  return { readable, findings };
}

/** Balances are core's to judge, with the level and the exact difference; the wire's own remarks on them would say it twice. */
const isBalance = (finding: X12Finding): boolean => finding.code.startsWith('835.balance');

const remitOf = (open: Open, findings: readonly Finding[]): Remit =>
  withUnreadable({ ...readRemitHead(open.header), claims: open.claims, providerAdjustments: open.adjustments }, findings);

function gathered(remit: Remit, closing: readonly Finding[]): GatheredRemit {
  const contentKeys = remit.claims.map(contentKeyOf);
  const hash = createHash('sha256');
  for (const key of contentKeys) hash.update(`${key}\n`);
  for (const plb of remit.providerAdjustments) hash.update(`PLB ${plb.code} ${plb.reference ?? ''} ${plb.amount}\n`);
  return { remit, contentKeys, contentHash: hash.digest('hex'), imbalances: balanceRemit(remit), closing };
}

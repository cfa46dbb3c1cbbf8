import { createHash } from 'node:crypto';
import { cents, type Finding } from '@claimwright/core/ground/base';
import {
  type BalanceFinding,
  balanceClaim,
  balancePayment,
  claimSize,
  closesWrong,
  contentKeyOf,
  type ProviderAdjustment,
  pastCountingWith,
  type Remit,
  type RemitClaim,
  readProviderAdjustments,
  readRemitClaim,
  readRemitHead,
  unreadableIn,
} from '@claimwright/core/revenue/remits';
import { createReader, type RemitHeader, type X12Finding } from '@claimwright/x12';
import type { FileCodes } from '../../ground/codes/index.ts';
import { Packed } from './packed.ts';

/** A remit as a file brought it, whole, with what is wrong with it. */
export interface GatheredRemit {
  readonly remit: Omit<Remit, 'claims'>;
  readonly claims: Packed<RemitClaim>;
  readonly lines: number;
  /** What of its claims could not be read, by their index. */
  readonly unreadable: ReadonlyMap<number, readonly Finding[]>;
  readonly contentKeys: readonly string[];
  readonly contentHash: string;
  readonly imbalances: readonly BalanceFinding[];
  /** What the file's findings say of its end (SE), for whoever looks at this remit. */
  readonly closing: readonly Finding[];
}

/** A remit on its way in: of its claims, which may be a hundred thousand, no more is held open than what the end of it needs. */
class Open {
  private readonly header: RemitHeader;
  private readonly claims = new Packed<RemitClaim>();
  private readonly places: RemitClaim['bytes'][] = [];
  private readonly contentKeys: string[] = [];
  private readonly imbalances: BalanceFinding[] = [];
  private readonly hash = createHash('sha256');
  private lines = 0;
  private paid = 0;
  private size = 0;
  adjustments: ProviderAdjustment[] = [];

  constructor(header: RemitHeader) {
    this.header = header;
  }

  add(claim: RemitClaim): void {
    const key = contentKeyOf(claim);
    this.claims.push(claim);
    this.places.push(claim.bytes);
    this.contentKeys.push(key);
    this.hash.update(`${key}\n`);
    this.lines += claim.lines.length;
    this.paid += claim.paid;
    this.size += claimSize(claim);
    for (const found of balanceClaim(claim)) this.imbalances.push(found);
  }

  /** With the findings of its set. What is too large to be reckoned with is a finding only. */
  gathered(findings: readonly Finding[]): GatheredRemit | BalanceFinding {
    const head = readRemitHead(this.header);
    const { own, ofClaim } = unreadableIn(this.places, head.unreadable ?? [], findings);
    const remit = { ...head, ...(own.length > 0 && { unreadable: own }), providerAdjustments: this.adjustments };
    const past = pastCountingWith(remit, this.size);
    if (past !== undefined) return past;
    for (const plb of this.adjustments) this.hash.update(`PLB ${plb.code} ${plb.reference ?? ''} ${plb.amount}\n`);
    const { claims, lines, contentKeys } = this;
    const imbalances = [...this.imbalances, ...balancePayment(remit, cents(this.paid), this.adjustments)];
    const closing = findings.filter(closesWrong);
    return { remit, claims, lines, unreadable: ofClaim, contentKeys, contentHash: this.hash.digest('hex'), imbalances, closing };
  }
}

/**
 * Reads the payment advices of an 835, one after the other, from chunks of bytes. Each is handed on when its set ends, so only one is
 * held at a time. Answers whether anything was readable, and the file's findings.
 */
export async function gatherRemits(
  chunks: AsyncIterable<Uint8Array>,
  codes: FileCodes,
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
        open = new Open(header);
      },
      remitClaim: (loop, header) => {
        codes.remitClaim(loop, header.control);
        open?.add(readRemitClaim(loop, header));
      },
      remitTrailer: (trailer) => {
        if (open) open.adjustments = readProviderAdjustments(trailer);
      },
      setEnd: (end) => {
        if (end.set === '835' && open) {
          const gathered = open.gathered(own);
          if ('remit' in gathered) done.push(gathered);
          else findings.push(gathered);
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
  return { readable, findings: [...findings, ...codes.findings()] };
}

/** Balances are core's to judge, with the level and the exact difference; the wire's own remarks on them would say it twice. */
const isBalance = (finding: X12Finding): boolean => finding.code.startsWith('835.balance');

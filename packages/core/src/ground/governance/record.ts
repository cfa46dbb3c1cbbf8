import { type Canonical, canonical } from './canonical.ts';

/** One entry of the record. `digests` names the rows that the act wrote: a hash over their canonical text for each table. */
export interface RecordBody {
  readonly v: 1;
  readonly tenant: string;
  readonly chain: 'acts' | 'reads';
  readonly seq: number;
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly what: string;
  readonly outcome: string;
  /** `claim:0192…`: what it was about, never a name. */
  readonly subjects: readonly string[];
  readonly purpose?: string;
  readonly because?: string;
  readonly details?: { readonly [key: string]: Canonical };
  readonly digests?: { readonly [table: string]: { readonly rows: number; readonly sha256: string } };
}

/** The chain's beginning. */
export const genesis = '0'.repeat(64);

export const bodyText = (body: RecordBody): string => canonical(body as unknown as Canonical);

/** What is hashed (SHA-256, hex) for an entry: the hash before it, a line break, the body's text. */
export const hashedText = (previous: string, body: string): string => `${previous}\n${body}`;

export interface ChainEntry {
  readonly seq: number;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
}

/** The first entry at which a chain is broken, and how; undefined when it holds. `sha256` answers lower-case hex. */
export function firstBreak(
  entries: Iterable<ChainEntry>,
  sha256: (text: string) => string,
  from: { seq: number; hash: string },
): { seq: number; says: string } | undefined {
  let seq = from.seq;
  let previous = from.hash;
  for (const entry of entries) {
    seq += 1;
    if (entry.seq !== seq) return { seq, says: `entry ${seq} is missing: ${entry.seq} stands in its place` };
    if (entry.previous !== previous) return { seq, says: `entry ${seq} does not follow the one before it` };
    if (sha256(hashedText(previous, entry.body)) !== entry.hash) return { seq, says: `entry ${seq} was changed after it was written` };
    if (seqOf(entry.body) !== seq) return { seq, says: `entry ${seq} carries another number inside` };
    previous = entry.hash;
  }
  return undefined;
}

function seqOf(body: string): number | undefined {
  const match = /"seq":(\d+)/.exec(body);
  return match ? Number(match[1]) : undefined;
}

import type { Finding } from '@claimwright/core/ground/base';
import type { Ctx } from '../../gate/index.ts';

/** What reading one document came to. `repeated` counts what was here already; nothing of it is kept twice. */
export interface ReadResult {
  readonly claims: number;
  readonly remits: number;
  readonly deposits: number;
  readonly repeated: number;
  readonly findings: readonly Finding[];
  /** False: nothing could be read, nothing was kept. */
  readonly readable: boolean;
  readonly changes: readonly { readonly topic: string; readonly id?: string }[];
}

/** A port: the rooms upstairs that know what a kind of document holds. They read the bytes and keep what they find, inside the act's transaction. */
export interface DocumentReader {
  readonly kind: string;
  read(ctx: Ctx, documentId: string, chunks: AsyncIterable<Uint8Array>): Promise<ReadResult>;
}

/** The most findings that are kept of one document; the rest is counted in the last one. */
export const mostFindings = 500;

/** Keeps the worst findings first when there are too many. */
export function boundedFindings(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostFindings) return findings;
  const rank = { error: 0, warning: 1, info: 2 } as const;
  const kept = [...findings].sort((a, b) => rank[a.severity] - rank[b.severity]).slice(0, mostFindings - 1);
  const left = findings.length - kept.length;
  return [
    ...kept,
    {
      code: 'intake.more-findings',
      severity: 'warning',
      at: 'file',
      says: `${left} more findings are not listed.`,
      fix: 'Mend the ones above and read the file again, or list all with the x12 check command.',
    },
  ];
}

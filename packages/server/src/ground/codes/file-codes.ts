import type { Finding } from '@claimwright/core/ground/base';
import { type CodeKind, type CodeTables, createCodeChecker, type X12Finding } from '@claimwright/x12';
import type { Ctx } from '../../gate/index.ts';
import { codeTablesFor } from './editions/index.ts';
import { wireCodes, wireTables } from './wire-codes.ts';

/** Level 5 of a file that comes in: the codes of its claims against the practice's tables, as of the days of service. */
export interface FileCodes extends ReturnType<typeof createCodeChecker> {
  /** Each code that is in no table, told once, where it stands first. */
  findings(): Finding[];
}

export async function openFileCodes(ctx: Pick<Ctx, 'tx' | 'blobs'>): Promise<FileCodes> {
  const found: { readonly finding: X12Finding; readonly key: string }[] = [];
  const times = new Map<string, number>();
  let key = '';
  const checker = createCodeChecker(
    eachOnce(wireCodes(await codeTablesFor(ctx, undefined, wireTables)), times, (kind, code) => {
      key = keyOf(kind, code);
    }),
    (finding) => found.push({ finding, key }),
  );
  return {
    claim: (claim, control) => checker.claim(claim, control),
    remitClaim: (claim, control) => checker.remitClaim(claim, control),
    findings: () => found.map((one) => told(one.finding, times.get(one.key) ?? 1)),
  };
}

const keyOf = (kind: CodeKind, code: string): string => `${kind} ${code}`;

/** Says of a code that it is unknown when it is asked for the first time only, and counts how often it is. */
const eachOnce = (tables: CodeTables, times: Map<string, number>, first: (kind: CodeKind, code: string) => void): CodeTables => ({
  has: (kind, code, on) => {
    const known = tables.has(kind, code, on);
    if (known !== false) return known;
    const key = keyOf(kind, code);
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    if (before === 0) first(kind, code);
    return before > 0;
  },
});

/** What was sent, or paid, is not stopped by it. */
const told = (finding: X12Finding, times: number): Finding => ({
  ...finding,
  severity: 'warning',
  says: times === 1 ? finding.says : `${finding.says} It stands there ${times.toLocaleString('en-US')} times.`,
  because: 'It is in no edition of the code tables that counts on that day.',
  fix: 'Look whether the code was right, and whether the tables are those of that day (Settings, Codes).',
});

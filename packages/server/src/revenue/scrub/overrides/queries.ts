import { z } from 'zod';
import { type Ctx, type Query, query } from '../../../gate/index.ts';
import { type OverrideMade, overridesMade } from './store.ts';

/** What a posted remit refused to pay of a claim. */
export interface DeniedLine {
  readonly claimId: string;
  readonly at: Date;
  /** Numbers of the claim's lines; none where the claim was denied as a whole. */
  readonly lines: readonly number[];
  readonly group?: string;
  readonly carc?: string;
}
/** A port: what payers denied of claims since they went out. */
export type DeniedOf = (ctx: Pick<Ctx, 'tx'>, claimIds: readonly string[]) => Promise<readonly DeniedLine[]>;

interface Denial {
  readonly on: string;
  readonly group?: string;
  readonly carc?: string;
}
export interface OverrideView extends Omit<OverrideMade, 'madeAt' | 'claimId'> {
  readonly madeAt: string;
  /** What a payer denied afterwards of what it was made of. */
  readonly denied: readonly Denial[];
}
export interface OverrideTally {
  readonly code: string;
  readonly role: string;
  readonly by: string;
  readonly overrides: number;
  /** Of these, how many a payer denied afterwards: the line that the finding was of, or the claim. */
  readonly denied: number;
}
export interface OverridesView {
  readonly tally: readonly OverrideTally[];
  readonly rows: readonly OverrideView[];
}

const most = 2_000;
const shown = 200;

/** The line that a finding is of, where it is of one. */
const lineOf = (at: string): number | undefined => {
  const [, number] = /^line (\d+)/.exec(at) ?? [];
  return number === undefined ? undefined : Number(number);
};

/** Later than it was set aside, and of the same line; a claim that was denied as a whole is denied in each of its lines. */
function deniedAfter({ at, madeAt, claimId }: OverrideMade, denied: readonly DeniedLine[]): Denial[] {
  const line = lineOf(at);
  return denied
    .filter((one) => one.claimId === claimId && one.at >= madeAt)
    .filter(({ lines }) => line === undefined || lines.length === 0 || lines.includes(line))
    .map(({ at: on, group, carc }) => ({
      on: on.toISOString(),
      ...(group === undefined ? {} : { group }),
      ...(carc === undefined ? {} : { carc }),
    }));
}

function tallied(rows: readonly OverrideView[]): OverrideTally[] {
  const groups = new Map<string, OverrideTally>();
  for (const { code, role, by, denied } of rows) {
    const key = JSON.stringify([code, role, by]);
    const { overrides: made = 0, denied: refused = 0 } = groups.get(key) ?? {};
    groups.set(key, { code, role, by, overrides: made + 1, denied: refused + (denied.length > 0 ? 1 : 0) });
  }
  return [...groups.values()].sort((a, b) => b.denied - a.denied || b.overrides - a.overrides || (a.code < b.code ? -1 : 1));
}

export const overrides = (deniedOf: DeniedOf): Query =>
  query<Record<string, never>, OverridesView>({
    name: 'revenue/scrub/overrides',
    summary: 'See what came of findings set aside',
    permission: 'submissions.audit',
    patientData: false,
    input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
    read: async (ctx) => {
      const made = await overridesMade(ctx, most);
      const claimIds = [...new Set(made.flatMap(({ claimId }) => (claimId === null ? [] : [claimId])))];
      const denied = claimIds.length === 0 ? [] : await deniedOf(ctx, claimIds);
      const rows = made.map(({ claimId, madeAt, ...one }): OverrideView => {
        const since = deniedAfter({ ...one, claimId, madeAt }, denied);
        return { ...one, madeAt: madeAt.toISOString(), denied: since };
      });
      return { tally: tallied(rows), rows: rows.slice(0, shown) };
    },
  });

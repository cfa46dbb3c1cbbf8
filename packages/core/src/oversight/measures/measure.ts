import { type Difference, middleDifference, middleOf, type Share, shareDifference, shareOf } from './interval.ts';

/** What is known of one claim that went out. */
export interface ClaimOut {
  readonly id: string;
  /** Whether this app's scrubbing looked at it before it was approved. */
  readonly scrubbed: boolean;
  /** YYYY-MM in which it went out, or was served. */
  readonly month: string;
  readonly payer: string;
  /** Passed the edits as it was first made, and nobody had to change it or set a finding aside; unknown where nothing looked. */
  readonly clean?: boolean;
  /** Whether the payer took it at the first sending; unknown while nobody has answered. */
  readonly taken?: boolean;
  /** Whether the first remit refused some of it; unknown while none was posted. */
  readonly denied?: boolean;
  /** From its being opened first to the approval of its batch. */
  readonly reviewSeconds?: number;
  /** As many claims of its batch. */
  readonly batch?: string;
}

export const measureIds = ['clean-claims', 'first-pass', 'denials', 'review-claim', 'review-batch'] as const;
export type MeasureId = (typeof measureIds)[number];

/** Fewer in either arm are no comparison. */
export const fewestCompared = 20;

/** One measure, beside its control. Where there is none it is not measured, and no difference is told. */
export interface Measured {
  readonly id: MeasureId;
  readonly kind: 'share' | 'seconds';
  readonly own?: Arm;
  readonly control?: Arm;
  readonly difference?: Difference;
  /** Why no difference is told. */
  readonly notMeasured?: string;
}
export interface Arm {
  readonly n: number;
  /** Share, or the median of seconds. */
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

const armOf = ({ n, share, low, high }: Share): Arm => ({ n, value: share, low, high });
const known = (values: readonly (boolean | undefined)[]): Share => {
  const told = values.filter((value) => value !== undefined);
  return shareOf(told.filter(Boolean).length, told.length);
};

const tooFew = (own: number, control: number, what: string): string | undefined => {
  if (own === 0) return `No ${what} went through the scrubbing here yet.`;
  if (control === 0) return `There is no control: no ${what} without the scrubbing here.`;
  if (own < fewestCompared) return `Not enough to compare: ${own} of at least ${fewestCompared} with the scrubbing here.`;
  if (control < fewestCompared) return `Not enough to compare: ${control} of at least ${fewestCompared} without the scrubbing here.`;
  return undefined;
};

function shares(id: MeasureId, claims: readonly ClaimOut[], of: (claim: ClaimOut) => boolean | undefined, what: string): Measured {
  const own = known(claims.filter(({ scrubbed }) => scrubbed).map(of));
  const control = known(claims.filter(({ scrubbed }) => !scrubbed).map(of));
  const arms = { ...(own.n === 0 ? {} : { own: armOf(own) }), ...(control.n === 0 ? {} : { control: armOf(control) }) };
  const notMeasured = tooFew(own.n, control.n, what);
  return { id, kind: 'share', ...arms, ...(notMeasured === undefined ? { difference: shareDifference(own, control) } : { notMeasured }) };
}

function seconds(id: MeasureId, own: readonly number[], control: readonly number[], what: string): Measured {
  const [a, b] = [middleOf(own), middleOf(control)];
  const arms = {
    ...(a.n === 0 ? {} : { own: { n: a.n, value: a.median } }),
    ...(b.n === 0 ? {} : { control: { n: b.n, value: b.median } }),
  };
  const notMeasured = tooFew(a.n, b.n, what);
  return { id, kind: 'seconds', ...arms, ...(notMeasured === undefined ? { difference: middleDifference(a, b) } : { notMeasured }) };
}

/** The time of a batch is that of the claim of it that was opened first. */
function batchSeconds(claims: readonly ClaimOut[]): number[] {
  const batches = new Map<string, number>();
  for (const { batch, reviewSeconds } of claims)
    if (batch !== undefined && reviewSeconds !== undefined) batches.set(batch, Math.max(batches.get(batch) ?? 0, reviewSeconds));
  return [...batches.values()];
}

/** All that the practice can say of its work on claims, each beside its control; never more than was counted. */
export function measure(claims: readonly ClaimOut[]): Measured[] {
  const arm = (scrubbed: boolean) => claims.filter((claim) => claim.scrubbed === scrubbed);
  const times = (scrubbed: boolean) => arm(scrubbed).flatMap(({ reviewSeconds }) => reviewSeconds ?? []);
  return [
    shares('clean-claims', claims, ({ clean }) => clean, 'claim that edits looked at'),
    shares('first-pass', claims, ({ taken }) => taken, 'answered claim'),
    shares('denials', claims, ({ denied }) => denied, 'claim with a posted remit'),
    seconds('review-claim', times(true), times(false), 'claim that was opened and approved'),
    seconds('review-batch', batchSeconds(arm(true)), batchSeconds(arm(false)), 'batch that was opened and approved'),
  ];
}

export interface MonthShare {
  readonly month: string;
  readonly of: number;
  readonly n: number;
}

/** The course of a share, month by month, of the claims that were scrubbed here. */
export function byMonth(claims: readonly ClaimOut[], of: (claim: ClaimOut) => boolean | undefined): MonthShare[] {
  const months = new Map<string, { of: number; n: number }>();
  for (const claim of claims) {
    const value = claim.scrubbed ? of(claim) : undefined;
    if (value === undefined) continue;
    const own = months.get(claim.month) ?? { of: 0, n: 0 };
    months.set(claim.month, { of: own.of + (value ? 1 : 0), n: own.n + 1 });
  }
  return [...months].map(([month, own]) => ({ month, ...own })).sort((a, b) => (a.month < b.month ? -1 : 1));
}

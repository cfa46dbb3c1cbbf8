import type { Ctx } from '../../gate/index.ts';
import type { ClaimRemark, Light } from './views.ts';

/** A port: what is found of drafts before they leave. What scrubs claims knows. */
export type RemarksOf = (ctx: Ctx, draftIds: readonly string[]) => Promise<ReadonlyMap<string, readonly ClaimRemark[]>>;

export const lightOf = (remarks: readonly ClaimRemark[]): Light =>
  remarks.some(({ severity }) => severity === 'error')
    ? 'red'
    : remarks.some(({ severity }) => severity === 'warning')
      ? 'yellow'
      : 'green';

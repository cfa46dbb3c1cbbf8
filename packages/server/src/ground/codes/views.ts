import type { ReasonFamily } from '@claimwright/core/ground/codes';

/** A reason code with the practice's meaning; `house` is what we would have said without it. */
export interface ReasonView {
  readonly carc: string;
  readonly words: string;
  readonly family: ReasonFamily;
  readonly setAt: string;
  readonly setBy: string;
  readonly house?: { readonly words: string; readonly family: ReasonFamily };
}

import type { RemitRow } from '../../remits/index.ts';

/** A remit of more claims is planned by a job, and in parts: nobody waits for it at a screen. */
export const isLarge = ({ claims }: Pick<RemitRow, 'claims'>): boolean => claims > 2_000;
/** One of more is posted and taken back in parts too: at once it is faster, but then it would fill memory. */
export const isTooLargeAtOnce = ({ claims }: Pick<RemitRow, 'claims'>): boolean => claims > 20_000;

/** So many claims of it are looked at together when it is divided. */
export const portion = 5_000;
/** So many are planned together, or more where more have to do with each other. */
export const together = 1_000;

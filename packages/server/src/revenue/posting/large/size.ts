import type { RemitRow } from '../../remits/index.ts';

/** A remit of more claims is planned in parts: as a whole it would fill memory, and nobody waits for it at a screen. */
export const isLarge = ({ claims }: Pick<RemitRow, 'claims'>): boolean => claims > 2_000;

/** So many claims of it are looked at together when it is divided. */
export const portion = 5_000;
/** So many are planned together, or more where more have to do with each other. */
export const together = 1_000;

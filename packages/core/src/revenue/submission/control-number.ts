/** 2026-01-01, in seconds of the epoch. */
const opened = 1_767_225_600;
/** What nine digits hold. */
const most = 999_999_999;

/**
 * The first of the next control numbers. No lower than the seconds that have gone by, so that a practice which is restored from a backup
 * gives no number that it gave since: nobody makes a batch a second for long.
 */
export function nextControl(last: number, now: Date): number {
  const next = Math.max(last + 1, Math.floor(now.getTime() / 1000) - opened);
  if (next > most) throw new Error('control numbers of nine digits are used up');
  return next;
}

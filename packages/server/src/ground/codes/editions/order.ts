import type { EditionHead } from '@claimwright/core/ground/codes';
import type { EditionRow } from './store.ts';

/** Of those that count, in the order of their import: the one that answered until now for the days of another, or that went before it. */
export function before(head: Pick<EditionHead, 'table' | 'part' | 'from'>, counting: readonly EditionRow[]): EditionRow | undefined {
  const own = counting.filter(({ table, part, fromDay }) => table === head.table && part === head.part && fromDay <= head.from);
  return own.reduce<EditionRow | undefined>((best, next) => (best && best.fromDay > next.fromDay ? best : next), undefined);
}

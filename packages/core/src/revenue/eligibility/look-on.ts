import type { PlainDate } from '../../ground/base/index.ts';

/** A look at a coverage, however it came here. */
export interface CoverageLook {
  readonly payerId: string;
  readonly active: boolean;
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  readonly checkedOn: PlainDate;
}

export interface ServedDays {
  readonly from: PlainDate | undefined;
  readonly to: PlainDate | undefined;
}

/** Not active, and no end is told: as far as anybody knows it never covered. */
const coversNothing = ({ active, to }: CoverageLook): boolean => !active && to === undefined;

export const outsideDays = ({ from, to }: ServedDays, first: string | undefined, last: string | undefined): boolean =>
  (first !== undefined && (from ?? '') < first) || (last !== undefined && (to ?? '') > last);

export const coversDays = (days: ServedDays, look: CoverageLook): boolean => !coversNothing(look) && !outsideDays(days, look.from, look.to);

/**
 * What was last learned of a payer's coverage on these days, all that was told at once. A coverage that began later says nothing of them where
 * there is another, nor does one that ended before another began.
 */
export function looksOn<L extends CoverageLook>(looks: readonly L[], payerId: string | undefined, days: ServedDays): readonly L[] {
  const own = looks.filter((one) => one.payerId === payerId);
  const { to } = days;
  const begun = own.filter(({ from }) => from === undefined || to === undefined || from <= to);
  const speaking = begun.length > 0 ? begun : own;
  const current = speaking.filter(
    (one) => !speaking.some((later) => one.to !== undefined && later.from !== undefined && later.from > one.to),
  );
  const newest = current.reduce((last, { checkedOn }) => (checkedOn > last ? checkedOn : last), '');
  return current.filter(({ checkedOn }) => checkedOn === newest);
}

/** Of several told at once the one that covers the days counts. */
export function lookOn<L extends CoverageLook>(looks: readonly L[], payerId: string | undefined, days: ServedDays): L | undefined {
  const told = looksOn(looks, payerId, days);
  return told.find((look) => coversDays(days, look)) ?? told[0];
}

/** A calendar date 'YYYY-MM-DD'. */
export type Day = string;

const LENGTH = 86_400_000;

const numberOf = (day: Day): number =>
  Math.round(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / LENGTH);
const dayOf = (number: number): Day => new Date(number * LENGTH).toISOString().slice(0, 10);

export const addDays = (day: Day, days: number): Day => dayOf(numberOf(day) + days);

/** The day itself, or the Monday after a weekend. */
export function businessDay(day: Day): Day {
  const number = numberOf(day);
  // Day 0 of the era was a Thursday.
  const weekday = (number + 4) % 7;
  return weekday === 6 ? dayOf(number + 2) : weekday === 0 ? dayOf(number + 1) : day;
}

export function addBusinessDays(day: Day, days: number): Day {
  let at = businessDay(day);
  for (let left = days; left > 0; left--) at = businessDay(addDays(at, 1));
  return at;
}

/** CCYYMMDD and YYMMDD, as the wire has dates. */
export const wireDay = (day: Day): string => day.replaceAll('-', '');
export const shortDay = (day: Day): string => wireDay(day).slice(2);

/** A calendar date 'YYYY-MM-DD', never an instant. Compares as text. */
export type PlainDate = string & { readonly __unit: 'date' };

const DAY = 86_400_000;

/** Reads 'YYYY-MM-DD'; undefined where no such day exists. */
export function plainDate(text: string): PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const [y, m, d] = text.split('-').map(Number) as [number, number, number];
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return undefined;
  return text as PlainDate;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dayNumber(date: PlainDate): number {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  return Math.round(Date.UTC(y, m - 1, d) / DAY);
}

/** Whole days from `a` to `b`; negative when b is earlier. */
export const daysBetween = (a: PlainDate, b: PlainDate): number => dayNumber(b) - dayNumber(a);

export function addDays(date: PlainDate, days: number): PlainDate {
  return new Date((dayNumber(date) + days) * DAY).toISOString().slice(0, 10) as PlainDate;
}

/** Monday to Friday days after `a` up to and including `b`; negative when b is earlier. Holidays are not known here. */
export function businessDaysBetween(a: PlainDate, b: PlainDate): number {
  return businessDaysUntil(dayNumber(b)) - businessDaysUntil(dayNumber(a));
}

/** Since a Sunday before all days that are asked: five a week, and those of the week that is begun. */
function businessDaysUntil(day: number): number {
  const sinceSunday = day + 4;
  const weeks = Math.floor(sinceSunday / 7);
  return weeks * 5 + Math.min(sinceSunday - weeks * 7, 5);
}

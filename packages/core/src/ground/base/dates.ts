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

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;

/** Days since 1970-01-01, by reckoning alone: claims are looked at a hundred thousand a second. Years begin in March, so that leap days come last. */
function dayNumber(date: PlainDate): number {
  const month = digit(date, 5) * 10 + digit(date, 6);
  const year = digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3) - (month <= 2 ? 1 : 0);
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digit(date, 8) * 10 + digit(date, 9) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - 719_468;
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

/** A calendar date 'YYYY-MM-DD', never an instant. Compares as text. */
export type PlainDate = string & { readonly __unit: 'date' };

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

const century = 100;
const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
const four = (n: number): string => (n < 1000 ? String(n).padStart(4, '0') : `${n}`);
const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;

/** Days since 1970-01-01, by reckoning alone: claims are looked at a hundred thousand a second. Years begin in March, so that leap days come last. */
export function dayNumber(date: PlainDate): number {
  const month = digit(date, 5) * 10 + digit(date, 6);
  const year = digit(date, 0) * 1000 + digit(date, 1) * century + digit(date, 2) * 10 + digit(date, 3) - (month <= 2 ? 1 : 0);
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digit(date, 8) * 10 + digit(date, 9) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / century) + Math.floor(year / 400) + dayOfYear - 719_468;
}

/** Whole days from `a` to `b`; negative when b is earlier. */
export const daysBetween = (a: PlainDate, b: PlainDate): number => dayNumber(b) - dayNumber(a);

export function addDays(date: PlainDate, days: number): PlainDate {
  const all = dayNumber(date) + days + 719_468;
  const centuries = Math.floor((4 * all + 3) / 146_097);
  const inCentury = all - Math.floor((146_097 * centuries) / 4);
  const year = Math.floor((4 * inCentury + 3) / 1461);
  const dayOfYear = inCentury - Math.floor((1461 * year) / 4);
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const day = dayOfYear - Math.floor((153 * march + 2) / 5) + 1;
  return `${four(centuries * century + year + (month <= 2 ? 1 : 0))}-${two(month)}-${two(day)}` as PlainDate;
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

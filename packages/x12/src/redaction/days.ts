import type { PlainDate } from '../types.ts';

const DAY = 86_400_000;

/** Days since 1970 of CCYYMMDD; nothing where that is no date of the calendar. */
export function dayNumber(text: string): number | undefined {
  if (!/^\d{8}$/.test(text)) return undefined;
  const [year, month, date] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
  const time = Date.UTC(year, month - 1, date);
  const back = new Date(time);
  const real = back.getUTCMonth() === month - 1 && back.getUTCDate() === date && year >= 1800;
  return real ? time / DAY : undefined;
}

/** CCYYMMDD. */
export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10).replaceAll('-', '');

export const plainDay = (date: PlainDate): number => dayNumber(date.replaceAll('-', '')) ?? 0;

/** Whole years from one day to another. */
export function yearsBetween(from: number, to: number): number {
  const [a, b] = [new Date(from * DAY), new Date(to * DAY)];
  const birthday = Date.UTC(b.getUTCFullYear(), a.getUTCMonth(), a.getUTCDate());
  return b.getUTCFullYear() - a.getUTCFullYear() - (birthday > to * DAY ? 1 : 0);
}

/** The day so many years before. */
export function yearsBefore(day: number, years: number): number {
  const at = new Date(day * DAY);
  return Math.floor(Date.UTC(at.getUTCFullYear() - years, at.getUTCMonth(), at.getUTCDate()) / DAY);
}

/** Every date in a date, a range or a date with a time, moved; anything else stays as it is. */
export function moved(text: string, move: (day: number) => number): string {
  if (/^\d{6}$/.test(text)) {
    // ISA09: years from 60 on are of the last century.
    const day = dayNumber(`${Number(text.slice(0, 2)) >= 60 ? '19' : '20'}${text}`);
    return day === undefined ? text : dayText(move(day)).slice(2);
  }
  if (!/^\d{8}(?:-\d{8}|\d{4}(?:\d{2})?)?$/.test(text)) return text;
  return text.replace(/^\d{8}|-\d{8}$/g, (found) => {
    const dash = found.startsWith('-') ? '-' : '';
    const day = dayNumber(found.slice(dash.length));
    return day === undefined ? found : dash + dayText(move(day));
  });
}

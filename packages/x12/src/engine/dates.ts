import type { PlainDate } from '../types.ts';
import { zeros } from './table.ts';

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Eight digits as a number, or -1 where the bytes are no date of the calendar. */
export function readDay(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 8) return -1;
  let day = 0;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    day = day * 10 + digit;
  }
  return isDay(day) ? day : -1;
}

function isDay(day: number): boolean {
  const year = (day / 10000) | 0;
  const month = ((day / 100) | 0) % 100;
  const date = day % 100;
  if (year < 1800 || month < 1 || month > 12 || date < 1 || date > (DAYS[month - 1] as number)) return false;
  return month !== 2 || date < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

const CACHE_SIZE = 1024;
const days = zeros(CACHE_SIZE);
const texts: string[] = new Array<string>(CACHE_SIZE).fill('');

/** 20240315 to '2024-03-15'; few days recur many times, so they are kept. */
export function dayText(day: number): PlainDate {
  const slot = (Math.imul(day, 0x9e3779b1) >>> 22) & (CACHE_SIZE - 1);
  if (days[slot] === day) return texts[slot] as string;
  const year = (day / 10000) | 0;
  const month = ((day / 100) | 0) % 100;
  const text = String.fromCharCode(
    digit(year / 1000),
    digit(year / 100),
    digit(year / 10),
    digit(year),
    0x2d,
    digit(month / 10),
    digit(month),
    0x2d,
    digit((day % 100) / 10),
    digit(day),
  );
  days[slot] = day;
  texts[slot] = text;
  return text;
}

/** The last digit of a number's whole part, as ASCII. */
const digit = (of: number): number => 0x30 + ((of | 0) % 10);

/** YYMMDD, as ISA09 has it: years from 60 on are of the last century. */
export function shortDate(text: string): PlainDate | undefined {
  if (!/^\d{6}$/.test(text)) return undefined;
  const full = `${Number(text.slice(0, 2)) >= 60 ? '19' : '20'}${text}`;
  const bytes = Uint8Array.from(full, (digit) => digit.charCodeAt(0));
  const day = readDay(bytes, 0, 8);
  return day < 0 ? undefined : dayText(day);
}

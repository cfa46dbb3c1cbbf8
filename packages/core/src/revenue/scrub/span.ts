import { daysBetween, type PlainDate } from '../../ground/base/index.ts';
import type { LineLook } from './look.ts';

/** Whether a line was served on a day: on its own, or on one of its span. */
export function isServedOn({ on, line: { servedTo } }: LineLook, day: PlainDate): boolean {
  return on === day || (servedTo !== undefined && on !== undefined && on < day && day <= servedTo);
}

/** The first day on which both were served, where one of them spans days. */
export function sharedDay(a: LineLook, b: LineLook): PlainDate | undefined {
  if ((a.line.servedTo ?? b.line.servedTo) === undefined || a.on === undefined || b.on === undefined) return undefined;
  const later = a.on > b.on ? a.on : b.on;
  return isServedOn(a, later) && isServedOn(b, later) ? later : undefined;
}

/** How many days a line spans. */
export const daysOfLine = ({ on, line: { servedTo } }: LineLook): number =>
  on === undefined || servedTo === undefined || servedTo <= on ? 1 : daysBetween(on, servedTo) + 1;

/** The units of one of its days: NCCI divides those of a span by its days, and rounds to the nearest whole number. */
export function unitsPerDay(line: LineLook): number {
  return line.line.servedTo === undefined ? line.units : Math.round(line.units / daysOfLine(line));
}

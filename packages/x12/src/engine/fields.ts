import type { Place } from '../types.ts';
import type { Use } from './compile.ts';
import { clockOf, type MoneyReader, readProcedure } from './pieces.ts';
import type { Segment } from './segment.ts';
import { type ElementToWrite, type Repeated, type SegmentWriter, writeDate, writeMoney } from './segment-writer.ts';
import { procedureParts, writeTime } from './write-pieces.ts';

/*
 * What the elements of a segment are called in an object, said once for reading and for writing. The segments of claims and
 * remits are read by hand, since a hundred megabytes of them pass; those of questions and answers need not be.
 */

/** What a field is read with. */
export interface Reading {
  readonly money: MoneyReader;
  /** The byte that divides repetitions; 0 where there is none. */
  readonly repetition: number;
}

type Written = ElementToWrite | readonly ElementToWrite[] | Repeated;
interface Field<V> {
  readonly element: number;
  readonly read: (s: Segment, reading: Reading, use: Use) => V | undefined;
  readonly write: (value: V, at: string) => Written;
}
/** A field for each property; `place` comes by itself. */
export type Fields<T> = { readonly [K in keyof T as Exclude<K, 'place'>]-?: Field<NonNullable<T[K]>> };

const same = (value: string): string => value;

export const text = (element: number): Field<string> => ({ element, read: (s) => s.optional(element), write: same });
/** As `text`, and '' where it is missing (the check says so). */
export const needed = (element: number): Field<string> => ({ element, read: (s) => s.text(element), write: same });
export const whole = (element: number): Field<number> => ({
  element,
  read: (s) => (/^\d{1,15}$/.test(s.text(element)) ? Number(s.text(element)) : undefined),
  write: String,
});
export const money = (element: number): Field<number> => ({
  element,
  read: (s, reading, use) => (s.has(element) ? reading.money.read(use, s, element) : undefined),
  write: (value, at) => writeMoney(value, at),
});
export const date = (element: number): Field<string> => ({
  element,
  read: (s) => s.date(element),
  write: (value, at) => writeDate(value, at),
});
export const time = (element: number): Field<string> => ({
  element,
  read: (s) => clockOf(s.text(element)),
  write: (value, at) => writeTime(value, at),
});
export const procedure = (element: number): Field<NonNullable<ReturnType<typeof readProcedure>>> => ({
  element,
  read: (s) => readProcedure(s, element),
  write: (value) => procedureParts(value) ?? [],
});
/** Several values of one element. */
export const values = (element: number): Field<readonly string[]> => ({
  element,
  read: (s, reading) => {
    const all = s.text(element);
    if (all === '') return undefined;
    return reading.repetition === 0 ? [all] : all.split(String.fromCharCode(reading.repetition)).filter((one) => one !== '');
  },
  write: (repeated) => ({ repeated }),
});
/** The parts of one element. */
export const parts = (element: number): Field<readonly string[]> => ({
  element,
  read: (s) => {
    const all = partsOf(s, element);
    return all.length === 0 ? undefined : all;
  },
  write: (all) => all,
});

/** The parts of an element, blank ones between others as ''. */
export function partsOf(s: Segment, element: number): readonly string[] {
  const all: string[] = [];
  s.openParts(element);
  for (let part = s.nextPart(); part !== undefined; part = s.nextPart()) all.push(part);
  while (all.length > 0 && all[all.length - 1] === '') all.pop();
  return all;
}

/** The object of a segment. */
export function readFields<T extends { readonly place: Place }>(
  fields: Fields<T>,
  s: Segment,
  use: Use,
  reading: Reading,
  place: Place,
): T {
  const object: Record<string, unknown> = { place };
  for (const [name, field] of Object.entries(fields as { readonly [name: string]: Field<unknown> })) {
    const value = field.read(s, reading, use);
    if (value !== undefined) object[name] = value;
  }
  return object as unknown as T;
}

type Unplaced<T> = { readonly [K in keyof T as Exclude<K, 'place'>]: T[K] };

/** The segment of an object; `fixed` are elements that no field has. */
export function writeFields<T>(
  w: SegmentWriter,
  id: string,
  fields: Fields<T>,
  object: Unplaced<T>,
  fixed: { readonly [element: number]: Written } = {},
): void {
  const elements: Written[] = [];
  const put = (element: number, value: Written) => {
    while (elements.length < element - 1) elements.push(undefined);
    elements[element - 1] = value;
  };
  for (const [element, value] of Object.entries(fixed)) put(Number(element), value);
  for (const [name, field] of Object.entries(fields as unknown as { readonly [name: string]: Field<never> })) {
    const value = (object as { readonly [name: string]: unknown })[name];
    if (value !== undefined) put(field.element, field.write(value as never, `${id}${String(field.element).padStart(2, '0')}`));
  }
  w.segment(id, ...Array.from(elements));
}

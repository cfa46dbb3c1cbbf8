import type { PlainDate } from '../../../ground/base/index.ts';
import type { Address, PersonToSend, ProviderToSend } from '../claim-to-send.ts';
import { type FormValue, put, split } from './form.ts';

export const nameOf = ({ last, suffix, first, middle }: PersonToSend): string =>
  [[last, suffix].filter(Boolean).join(' '), first, middle].filter((part) => part !== undefined && part !== '').join(', ');
export const fullName = ({ name, first = '' }: ProviderToSend): string => `${first} ${name}`.trim();
export const streetOf = ({ line1, line2 = '' }: Address): string => `${line1} ${line2}`.trim();
/** Nine digits have a hyphen, and nothing else of an address has a sign. */
export const zipOf = (zip: string | undefined): string | undefined => zip?.replace(/^(\d{5})(\d{4})$/, '$1-$2');
export const cityOf = ({ city, state = '', zip }: Address): string => `${city} ${state} ${zipOf(zip) ?? ''}`.trim();

/** 03/02/1980. */
export const slashed = (date: PlainDate | undefined): string | undefined =>
  date && `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`;
/** 030280, or with the whole year. */
export function digits(date: PlainDate | undefined, year: 2 | 4 = 2): string | undefined {
  if (date === undefined) return undefined;
  const [month, day, whole] = split(date);
  return `${month}${day}${whole.slice(4 - year)}`;
}

/** Words below each other in one box, empty ones left out. */
export const stacked = (box: string, rows: readonly (string | undefined)[]): FormValue[] =>
  rows.filter((text) => text !== undefined && text !== '').map((text, down) => put(box, text, { down }));

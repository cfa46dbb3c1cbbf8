import { type Canonical, canonical } from '@claimwright/core/ground/governance';

/** An input as one text, the same for the same input. Shares and rates are written out: a record holds whole numbers only. */
export const inputText = (input: unknown): string => canonical(whole(input) as Canonical);

function whole(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return `number ${value}`;
  if (Array.isArray(value)) return value.map(whole);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, whole(inside)]));
}

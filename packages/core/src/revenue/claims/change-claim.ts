import { cents } from '../../ground/base/index.ts';
import type { ClaimToSend } from './claim-to-send.ts';

/** A change of one field: `lines.0.units`; null takes it out. */
export interface FieldChange {
  readonly at: string;
  readonly to: unknown;
}

/** What makes a claim another one: its kind, whom it goes to, what it does to an earlier one, and what its lines add up to. */
const fixed = /^(?:kind|sentAs|frequency|billed|coverages\.\d+\.(?:payerId|rank)|lines\.\d+\.number)$/;
const workedOut = /^lines\.\d+\.expected(?:Allowed)?(?:\.|$)/;

/** Why a field cannot be changed; undefined where it can. */
export const whyFixed = (at: string): string | undefined =>
  fixed.test(at)
    ? `${at} makes the claim what it is.`
    : workedOut.test(at)
      ? 'What is expected is worked out by the fee schedule and the coverage.'
      : undefined;

/** The claim with these fields changed, and its charge counted anew; undefined where a path leads nowhere. What comes of it is to be checked. */
export function changeClaim(claim: ClaimToSend, changes: readonly FieldChange[]): unknown {
  let changed: unknown = claim;
  for (const { at, to } of changes) {
    changed = changedAt(changed, at.split('.'), to);
    if (changed === undefined) return undefined;
  }
  const lines = (changed as { readonly lines?: unknown }).lines;
  const billed = Array.isArray(lines)
    ? lines.reduce((sum: number, line: { readonly billed?: unknown }) => sum + Number(line.billed), 0)
    : 0;
  return { ...(changed as object), billed: cents(billed) };
}

function changedAt(value: unknown, [key = '', ...rest]: readonly string[], to: unknown): unknown {
  if (Array.isArray(value)) {
    const index = Number(key);
    if (!/^\d{1,3}$/.test(key) || index > value.length) return undefined;
    const item: unknown = rest.length === 0 ? to : changedAt(value[index], rest, to);
    if (item === undefined) return undefined;
    return item === null ? value.toSpliced(index, 1) : value.toSpliced(index, 1, item);
  }
  if (typeof value !== 'object' || value === null || !/^[a-zA-Z0-9]{1,40}$/.test(key)) return undefined;
  const { [key]: before, ...others } = value as { readonly [key: string]: unknown };
  const after: unknown = rest.length === 0 ? to : changedAt(before, rest, to);
  if (after === undefined) return undefined;
  if (after !== null) return { ...others, [key]: after };
  // What says nothing any more is not there: orthodontics without a month or a day.
  return rest.length === 0 && Object.keys(others).length === 0 ? null : others;
}

/** Where two claims differ, field by field, in the order of the names. */
export function changedFields(before: unknown, after: unknown, at = ''): string[] {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
    return before === after ? [] : [at === '' ? 'claim' : at];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const [one, other] = [before as { [key: string]: unknown }, after as { [key: string]: unknown }];
  return keys.flatMap((key) => changedFields(one[key], other[key], at === '' ? key : `${at}.${key}`));
}

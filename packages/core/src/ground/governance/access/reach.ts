import { commandAddresses, type DataClass, queryAddresses } from './addresses.ts';
import { may, permissionsOf } from './decide.ts';
import { type Permission, permissions, rightOf, textOf } from './rights.ts';

/** Whether one of these roles has the right, or the stronger one beside which it is only the right to propose. */
const covers = (held: readonly string[], right: Permission): boolean =>
  may(held, right) || permissions.some((other) => textOf(other).machineBy === right && may(held, other));

/** The rights that these roles give and that whoever gives them does not have: to patients, money, the record, keys, whatever it is. */
export const beyondOwn = (own: readonly string[], given: readonly string[]): readonly Permission[] =>
  permissionsOf(given).filter((right) => !covers(own, right));

/** The rights by which one decides on the work of somebody else: to have them twice would be to decide on one's own. */
const decidesOnOthers = (given: readonly string[]): readonly Permission[] =>
  permissionsOf(given).filter((right) => textOf(right).weighs?.includes('author'));

/**
 * Why a second person must agree before somebody is shown the link by which another's password is set; undefined where one is enough.
 * Whoever sees it could come in as the other: so they must have all that it opens, and could not judge their own work by it.
 */
export function whySecondForLink(own: readonly string[], theirs: readonly string[]): string | undefined {
  const [beyond] = beyondOwn(own, theirs).toSorted((a, b) => weight(a) - weight(b));
  if (beyond !== undefined)
    return `Whoever sees the link could come in by it, and has not all rights of this person (to ${textOf(beyond).says}): a second person decides.`;
  const [decides] = decidesOnOthers(theirs);
  if (decides === undefined) return undefined;
  return `Whoever sees the link could decide on their own work by it (to ${textOf(decides).says}): a second person decides.`;
}

// What it shows is said before what it lets do.
const weight = (right: Permission): number => (right === 'claims.read' ? 0 : right.endsWith('.read') ? 1 : 2);

/** Of a key's scopes, those that whoever answers for it may give. What is no scope is given by nobody. */
export const scopesWithin = (own: readonly string[], scopes: readonly string[]): readonly string[] =>
  scopes.filter((scope) => {
    const right = rightOf(scope);
    return right !== undefined && covers(own, right);
  });

/** An organisation's own affairs: within a practice they open nothing, and whoever gives them gives nothing away. */
const ofOrganisations: readonly Permission[] = ['organisation.read', 'templates.write', 'templates.push'];

/** Why a second person must agree before somebody gives these rights; undefined where one is enough. */
export function whySecond(own: readonly string[], given: readonly string[], before: readonly string[] = []): string | undefined {
  const had = permissionsOf(before);
  const [first, ...more] = beyondOwn(own, given)
    .filter((right) => !had.includes(right) && !ofOrganisations.includes(right))
    .toSorted((a, b) => weight(a) - weight(b));
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  return `It gives rights that whoever proposes it does not have (to ${textOf(first).says}${others}): a second person decides.`;
}

/** Where and for whom somebody works: sites and payers by id, none meaning all. */
export interface WorksAt {
  readonly sites: readonly string[];
  readonly payers: readonly string[];
}

const beyondOwnPlace = (own: readonly string[], given: readonly string[]): boolean =>
  own.length > 0 && (given.length === 0 || given.some((id) => !own.includes(id)));
const reaches = (own: WorksAt, given: WorksAt): boolean =>
  beyondOwnPlace(own.sites, given.sites) || beyondOwnPlace(own.payers, given.payers);

/**
 * Why a second person must agree before somebody gives a place, or is shown a way into one, that is wider than their own; undefined where
 * one is enough. A wall of sites and payers that whoever stands behind it may lift alone is none.
 */
export function whySecondForPlace(own: WorksAt | undefined, given: WorksAt, before?: WorksAt): string | undefined {
  if (own === undefined || !reaches(own, given)) return undefined;
  if (before !== undefined && !reaches(before, given)) return undefined;
  return 'It opens sites or payers that are not yours: a second person decides.';
}

/** What only those change who run a practice, and what holds who did and saw what. */
const managed: readonly DataClass[] = ['administration', 'secrets', 'record'];
const managing: ReadonlySet<string> = new Set([
  ...Object.values(commandAddresses).flatMap(([data, right]) => (managed.includes(data) ? [right] : [])),
  ...Object.values(queryAddresses).flatMap(([data, right]) => (data === 'record' ? [right] : [])),
]);

/** Whether these roles change how a practice is run: its people, settings, keys and limits, or see its record. */
export const manages = (held: readonly string[]): boolean => permissionsOf(held).some((right) => managing.has(right));

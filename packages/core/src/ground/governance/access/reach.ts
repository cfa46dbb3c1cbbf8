import { commandAddresses, type DataClass, queryAddresses, routeAddresses } from './addresses.ts';
import { may, permissionsOf } from './decide.ts';
import { type Permission, permissions, rightOf, textOf } from './rights.ts';

/** What nobody gives to others, or to a program, who does not have it: patients and money. */
const weighty: readonly DataClass[] = ['patient', 'money'];

const touches: ReadonlySet<string> = new Set(
  Object.values({ ...commandAddresses, ...queryAddresses, ...routeAddresses }).flatMap(([data, right]) =>
    weighty.includes(data) ? [right] : [],
  ),
);

/** Whether one of these roles has the right, or the stronger one beside which it is only the right to propose. */
const covers = (held: readonly string[], right: Permission): boolean =>
  may(held, right) || permissions.some((other) => textOf(other).machineBy === right && may(held, other));

/** The rights to patients and money that these roles give and that whoever gives them does not have. */
export const beyondOwn = (own: readonly string[], given: readonly string[]): readonly Permission[] =>
  permissionsOf(given).filter((right) => touches.has(right) && !covers(own, right));

/** Of a key's scopes, those that whoever answers for it may give. What is no scope is given by nobody. */
export const scopesWithin = (own: readonly string[], scopes: readonly string[]): readonly string[] =>
  scopes.filter((scope) => {
    const right = rightOf(scope);
    return right !== undefined && covers(own, right);
  });

/** Why a second person must agree before somebody gives these rights; undefined where one is enough. */
export function whySecond(own: readonly string[], given: readonly string[], before: readonly string[] = []): string | undefined {
  const had = permissionsOf(before);
  // What it shows is said before what it lets do.
  const weight = (right: Permission) => (right === 'claims.read' ? 0 : right.endsWith('.read') ? 1 : 2);
  const [first, ...more] = beyondOwn(own, given)
    .filter((right) => !had.includes(right))
    .toSorted((a, b) => weight(a) - weight(b));
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  return `It gives rights that whoever proposes it does not have (to ${textOf(first).says}${others}): a second person decides.`;
}

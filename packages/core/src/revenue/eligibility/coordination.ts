import { type Cents, cents, subtract, zero } from '../../ground/base/index.ts';

/** How a plan that pays second reckons with what the first one paid. */
export const coordinationMethods = ['traditional', 'non-duplication', 'carve-out', 'maintenance of benefits'] as const;
export type CoordinationMethod = (typeof coordinationMethods)[number];

const alsoCalled: { readonly [name: string]: CoordinationMethod } = {
  standard: 'traditional',
  nondup: 'non-duplication',
  mob: 'maintenance of benefits',
};
const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');

/** A method by its name, however it is written. */
export const methodNamed = (text: string): CoordinationMethod | undefined =>
  coordinationMethods.find((one) => letters(one) === letters(text)) ?? alsoCalled[letters(text)];

export interface Coordinated {
  readonly method: CoordinationMethod;
  /** What the provider may collect of the service from all together, in cents: the charge, or the contract's allowed amount. */
  readonly collectable: Cents;
  /** What the first plan paid of it. */
  readonly primaryPaid: Cents;
  /** What the plan would pay of a covered amount if it paid first: after its deductible, by its percentage. */
  readonly own: (covered: Cents) => Cents;
}

/**
 * What a plan pays second, in cents. Traditional: what is left, up to its own benefit. Non-duplication and carve-out: its own benefit less
 * what the first paid. Maintenance of benefits: its benefit of what the first left, deductible and percentage taken of that. Never below
 * nought, never more than is left. Source: the four kinds that the American Dental Association describes to its members.
 */
export function secondaryPays({ method, collectable, primaryPaid, own }: Coordinated): Cents {
  const left = primaryPaid < collectable ? subtract(collectable, primaryPaid) : zero;
  const benefit = method === 'maintenance of benefits' ? own(left) : cents(own(collectable) - (method === 'traditional' ? 0 : primaryPaid));
  const owed = benefit > 0 ? benefit : zero;
  return owed < left ? owed : left;
}

import type { CoordinationMethod } from './coordination.ts';
import type { Benefit } from './coverage.ts';

/** A service as benefits name it. */
export interface NamedService {
  readonly code: string;
  /** The practice's word for its kind. */
  readonly family: string;
}

/** How closely a benefit names a service; below 0 it is of another. */
function closeness({ service }: Benefit, { code, family }: NamedService): number {
  if (service === undefined) return 0;
  const named = service.trim().toLowerCase();
  if (named === code.toLowerCase()) return 1000;
  if (named.endsWith('*')) return code.toLowerCase().startsWith(named.slice(0, -1)) ? named.length + 1 : -1;
  return family !== '' && named === family.toLowerCase() ? 1 : -1;
}

/** A figure of a coverage: said, not said, or said in two ways. */
export type Told<T> =
  | { readonly is: 'said'; readonly value: T; readonly of: string }
  | { readonly is: 'unsaid' }
  | { readonly is: 'in-two-ways' };

/** What benefits say of one figure of a service, by whichever names it most closely and says it. */
export function toldOf<T>(benefits: readonly Benefit[], service: NamedService, figure: (benefit: Benefit) => T | undefined): Told<T> {
  const saying = benefits.flatMap((benefit) => {
    const [value, close] = [figure(benefit), closeness(benefit, service)];
    return value === undefined || close < 0 ? [] : [{ value, close, of: benefit.service ?? '' }];
  });
  const closest = Math.max(...saying.map(({ close }) => close));
  const [first, ...others] = saying.filter(({ close }) => close === closest);
  if (first === undefined) return { is: 'unsaid' };
  return others.some(({ value }) => value !== first.value) ? { is: 'in-two-ways' } : { is: 'said', value: first.value, of: first.of };
}

/** How the plan coordinates with others for a service; undefined where it is not said, or in two ways. */
export function methodOf(benefits: readonly Benefit[], service: NamedService): CoordinationMethod | undefined {
  const told = toldOf(benefits, service, ({ coordination }) => coordination);
  return told.is === 'said' ? told.value : undefined;
}

import type { Charge } from '@claimwright/core/revenue/charges';

/** The boxes of an accident that a visit is about. */
export interface TypedAccident {
  /** auto, employment or other; empty where it was none. */
  readonly accident: string;
  readonly accident_on: string;
  readonly accident_state: string;
}

export const noAccident: TypedAccident = { accident: '', accident_on: '', accident_state: '' };

export const accidents = [
  { value: '', label: 'No accident' },
  { value: 'auto', label: 'Auto accident' },
  { value: 'employment', label: 'At work' },
  { value: 'other', label: 'Another accident' },
];

export const typedAccident = ({ accident }: Charge): TypedAccident =>
  accident === undefined ? noAccident : { accident: accident.kind, accident_on: accident.on ?? '', accident_state: accident.state ?? '' };

interface Reading {
  day<K extends string>(key: K, at: string, text: string): { [k in K]?: NonNullable<NonNullable<Charge['accident']>['on']> };
  say(at: string, says: string): void;
}

/** An accident as its boxes say it. The state is asked for of the road alone. */
export function accidentOf(
  { accident, accident_on: on, accident_state: state }: TypedAccident,
  reading: Reading,
): Pick<Charge, 'accident'> {
  const kind = (['auto', 'employment', 'other'] as const).find((one) => one === accident);
  if (kind === undefined) {
    if (`${on}${state}`.trim() !== '') reading.say('head.accident', 'Say what kind of accident it was, or empty its day and state.');
    return {};
  }
  const where = state.trim().toUpperCase();
  if (where !== '' && !/^[A-Z]{2}$/.test(where)) reading.say('head.accident_state', 'A state is two letters.');
  return { accident: { kind, ...reading.day('on', 'head.accident_on', on), ...(where === '' ? {} : { state: where }) } };
}

import { isNpi } from '@claimwright/core/ground/parties';
import type { BillingFacts, ProviderToSend } from '@claimwright/core/revenue/claims';
import type { PartiesView } from '@claimwright/server/api';

type Payer = BillingFacts['payers'][number];

/** A provider, as typed. */
export interface TypedProvider {
  readonly entity: ProviderToSend['entity'];
  readonly name: string;
  readonly first: string;
  readonly npi: string;
  readonly taxId: string;
  readonly taxIdKind: 'employer' | 'person';
  readonly taxonomy: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly phone: string;
}
export interface TypedPayer {
  readonly payerId: string;
  readonly filingIndicator: string;
  readonly lineLimit: string;
  readonly assignment: string;
}
export type BoxFaults<T> = { readonly [name in keyof T]?: string };

export const typedProvider = (entity: ProviderToSend['entity'], one?: ProviderToSend): TypedProvider => ({
  ...{ entity: one?.entity ?? entity, name: one?.name ?? '', first: one?.first ?? '', npi: one?.npi ?? '', taxId: one?.taxId ?? '' },
  ...{ taxIdKind: one?.taxIdKind ?? 'employer', taxonomy: one?.taxonomy ?? '', line1: one?.address?.line1 ?? '' },
  ...{ line2: one?.address?.line2 ?? '', city: one?.address?.city ?? '', state: one?.address?.state ?? '', zip: one?.address?.zip ?? '' },
  phone: one?.phone ?? '',
});
export const typedPayer = (one?: Payer): TypedPayer => ({
  ...{ payerId: one?.payerId ?? '', filingIndicator: one?.filingIndicator ?? '', lineLimit: one?.lineLimit?.toString() ?? '' },
  assignment: one?.assignment ?? '',
});

const said = <K extends string>(key: K, text: string): { [k in K]?: string } =>
  text === '' ? {} : ({ [key]: text } as { [k in K]?: string });
const digits = (text: string): string => text.replace(/[\s().-]/g, '');
const upper = (text: string): string => text.trim().toUpperCase();

type Read<T, K extends string, V> = { readonly [k in K]: V } | { readonly faults: BoxFaults<T> };

/** Whoever bills says more than who only does the service: an address and a tax number stand in each claim. */
export function providerOf(typed: TypedProvider, bills: boolean): Read<TypedProvider, 'provider', ProviderToSend> {
  const [npi, taxId, phone, zip] = [digits(typed.npi), digits(typed.taxId), digits(typed.phone), digits(typed.zip)];
  const taxonomy = upper(typed.taxonomy);
  const placed = [typed.line1, typed.line2, typed.city, typed.state, typed.zip].some((text) => text.trim() !== '');
  const faults: Partial<Record<keyof TypedProvider, string>> = {};
  const check = (name: keyof TypedProvider, right: boolean, says: string) => {
    if (!right) faults[name] ??= says;
  };
  check('name', typed.name.trim() !== '', 'The name is missing.');
  check('npi', npi !== '', 'The NPI is missing: claims name them by it.');
  check('npi', isNpi(npi), 'This is no NPI: ten digits, of which the last one checks the others.');
  check('taxId', !bills || taxId !== '', 'The tax number is missing.');
  check('taxId', taxId === '' || /^\d{9}$/.test(taxId), 'A tax number has nine digits.');
  check('taxonomy', taxonomy === '' || /^[A-Z0-9]{10}$/.test(taxonomy), 'A taxonomy code has ten letters or digits.');
  check('phone', phone === '' || /^\d{10}$/.test(phone), 'A telephone number has ten digits.');
  check('line1', !(bills || placed) || typed.line1.trim() !== '', 'The street is missing.');
  check('city', !(bills || placed) || typed.city.trim() !== '', 'The city is missing.');
  check('state', typed.state.trim() === '' || /^[A-Z]{2}$/.test(upper(typed.state)), 'A state has two letters.');
  check('zip', !bills || zip !== '', 'The zip code is missing.');
  check(
    'zip',
    zip === '' || /^\d{9}$/.test(zip) || (!bills && /^\d{5}$/.test(zip)),
    bills ? 'Payers want nine digits of whoever bills.' : 'A zip code has five or nine digits.',
  );
  if (Object.keys(faults).length > 0) return { faults };
  const place = { line1: typed.line1.trim(), ...said('line2', typed.line2.trim()), city: typed.city.trim() };
  const provider: ProviderToSend = {
    ...{ entity: typed.entity, name: typed.name.trim(), ...(typed.entity === 'person' ? said('first', typed.first.trim()) : {}) },
    ...{ npi, ...said('taxId', taxId), ...(taxId === '' ? {} : { taxIdKind: typed.taxIdKind }), ...said('taxonomy', taxonomy) },
    ...(placed ? { address: { ...place, ...said('state', upper(typed.state)), ...said('zip', zip) } } : {}),
    ...said('phone', phone),
  };
  return { provider };
}

type Place = NonNullable<ProviderToSend['address']>;
export type TypedPlace = Pick<TypedProvider, 'line1' | 'line2' | 'city' | 'state' | 'zip'>;
export const typedPlace = (place?: Place): TypedPlace => ({
  ...{ line1: place?.line1 ?? '', line2: place?.line2 ?? '', city: place?.city ?? '', state: place?.state ?? '', zip: place?.zip ?? '' },
});

/** Where payments go; nowhere else, where nothing is typed. */
export function payToOf(typed: TypedPlace): { readonly payTo: BillingFacts['payTo'] } | { readonly faults: BoxFaults<TypedPlace> } {
  const zip = digits(typed.zip);
  if (Object.values(typed).every((text) => text.trim() === '')) return { payTo: undefined };
  const faults: Partial<Record<keyof TypedPlace, string>> = {};
  if (typed.line1.trim() === '') faults.line1 = 'The street is missing.';
  if (typed.city.trim() === '') faults.city = 'The city is missing.';
  if (typed.state.trim() !== '' && !/^[A-Z]{2}$/.test(upper(typed.state))) faults.state = 'A state has two letters.';
  if (zip !== '' && !/^\d{5}(?:\d{4})?$/.test(zip)) faults.zip = 'A zip code has five or nine digits.';
  if (Object.keys(faults).length > 0) return { faults };
  const place = { line1: typed.line1.trim(), ...said('line2', typed.line2.trim()), city: typed.city.trim() };
  return { payTo: { address: { ...place, ...said('state', upper(typed.state)), ...said('zip', zip) } } };
}

/** The practice's own laboratory; none, where nothing is typed. */
export function cliaOf(typed: string): { readonly cliaNumber: string | undefined } | { readonly fault: string } {
  const number = upper(typed).replace(/[\s-]/g, '');
  if (number === '') return { cliaNumber: undefined };
  return /^\d{2}D\d{7}$/.test(number) ? { cliaNumber: number } : { fault: 'A CLIA number is two digits, a D and seven digits.' };
}

const assignments = ['A', 'B', 'C'] as const;

export function payerOf(typed: TypedPayer): Read<TypedPayer, 'payer', Payer> {
  const [limit, indicator] = [typed.lineLimit.trim(), upper(typed.filingIndicator)];
  const faults: Partial<Record<keyof TypedPayer, string>> = {};
  if (typed.payerId.trim() === '') faults.payerId = 'The number is missing.';
  if (indicator !== '' && !/^[0-9A-Z]{1,2}$/.test(indicator)) faults.filingIndicator = 'One or two letters or digits.';
  if (limit !== '' && !(/^\d{1,3}$/.test(limit) && Number(limit) > 0)) faults.lineLimit = 'A number of lines, from 1 to 999.';
  if (Object.keys(faults).length > 0) return { faults };
  const assignment = assignments.find((one) => one === typed.assignment);
  const payer: Payer = {
    ...{ payerId: typed.payerId.trim(), ...said('filingIndicator', indicator) },
    ...(limit === '' ? {} : { lineLimit: Number(limit) }),
    ...(assignment === undefined ? {} : { assignment }),
  };
  return { payer };
}

/** What is known of the practice already, to begin with. */
export function startFrom({ practice, providers }: PartiesView): {
  readonly billing: TypedProvider;
  readonly providers: readonly ProviderToSend[];
} {
  const billing = { ...typedProvider('organisation'), name: practice.name, npi: practice.npi ?? '', taxId: practice.taxId ?? '' };
  const people = providers.map(({ name, npi, taxonomy }): ProviderToSend => {
    // As people are written in a list: the last name after the others, or before a comma.
    const [last = '', first = ''] = name.includes(',')
      ? name.split(/,\s*/)
      : [name.split(' ').at(-1), name.split(' ').slice(0, -1).join(' ')];
    return { entity: 'person', name: last, ...said('first', first), npi, ...said('taxonomy', taxonomy ?? '') };
  });
  return { billing, providers: people };
}

/** A provider is known by the number: whoever is entered again takes the place of the one before. */
export const withProvider = (all: readonly ProviderToSend[], one: ProviderToSend, at: number | undefined): readonly ProviderToSend[] =>
  at === undefined ? [...all.filter(({ npi }) => npi !== one.npi), one] : all.map((other, i) => (i === at ? one : other));

import type { Party as X12Party } from '@claimwright/x12';
import { type PlainDate, plainDate } from '../../ground/base/index.ts';
import type { Address, PersonToSend, ProviderToSend } from '../claims/index.ts';

export type PartyRead = Omit<X12Party, 'place'>;

export const said = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim());

/** A field that is there where it has a value. */
export const given = <K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [k in K]?: V });

export const dayOf = (date: string | undefined): PlainDate | undefined => (date === undefined ? undefined : plainDate(date));

export function readDay(
  dates: readonly { readonly qualifier: string; readonly date?: string | undefined }[],
  wanted: string,
): PlainDate | undefined {
  return dayOf(dates.find(({ qualifier }) => qualifier === wanted)?.date);
}

export function readAddress(party: PartyRead | undefined): Address | undefined {
  const address = party?.address;
  if (address === undefined) return undefined;
  const [line1 = '', line2] = address.lines;
  const { state, zip } = address;
  return {
    line1,
    ...(line2 !== undefined && { line2 }),
    city: address.city ?? '',
    ...(state !== undefined && { state }),
    ...(zip !== undefined && { zip }),
  };
}

export function readPerson(party: PartyRead, birthDate?: string, sex?: string): PersonToSend {
  const [middle, suffix] = [said(party.middle), said(party.suffix)];
  const born = dayOf(birthDate);
  const sexCode = said(sex);
  const address = readAddress(party);
  return {
    last: said(party.name) ?? '',
    first: said(party.first) ?? '',
    ...(middle !== undefined && { middle }),
    ...(suffix !== undefined && { suffix }),
    ...(born !== undefined && { birthDate: born }),
    ...(sexCode !== undefined && { sex: sexCode }),
    ...(address !== undefined && { address }),
  };
}

export function readProvider(party: PartyRead): ProviderToSend {
  const first = said(party.first);
  const address = readAddress(party);
  const phone = party.contacts?.flatMap(({ numbers }) => numbers).find(({ qualifier }) => qualifier === 'TE')?.number;
  const npi = party.idQualifier === 'XX' ? said(party.id) : undefined;
  return {
    entity: first === undefined ? 'organisation' : 'person',
    name: said(party.name) ?? '',
    ...(first !== undefined && { first }),
    ...(npi !== undefined && { npi }),
    ...(party.taxonomy !== undefined && { taxonomy: party.taxonomy }),
    ...(address !== undefined && { address }),
    ...(phone !== undefined && { phone }),
  };
}

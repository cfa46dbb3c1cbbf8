import type { ClaimToWrite } from '@claimwright/x12';
import type { Address, PersonToSend, ProviderToSend } from '../claims/index.ts';

export type PartyToWrite = NonNullable<ClaimToWrite['parties'][string]>;

export const addressOf = ({ line1, line2, city, state, zip }: Address): NonNullable<PartyToWrite['address']> => ({
  lines: line2 === undefined ? [line1] : [line1, line2],
  city,
  ...(state !== undefined && { state }),
  ...(zip !== undefined && { zip }),
});

/** A person with birth date and sex, as a subscriber's or a patient's loop takes them. */
export function personOf({ last, first, middle, birthDate, sex, address }: PersonToSend, memberId?: string) {
  const person: PartyToWrite = {
    ...{ name: last, first },
    ...(middle !== undefined && { middle }),
    ...(memberId !== undefined && { idQualifier: 'MI', id: memberId }),
    ...(address !== undefined && { address: addressOf(address) }),
  };
  return { person, ...(birthDate !== undefined && { birthDate }), ...(sex !== undefined && { sex }) };
}

/** Whoever has a first name is a person. */
export const providerOf = ({ entity, name, first, npi, address, phone }: ProviderToSend): PartyToWrite => ({
  name,
  ...(entity === 'person' && { first: first ?? '' }),
  ...(npi !== undefined && { idQualifier: 'XX', id: npi }),
  ...(address !== undefined && { address: addressOf(address) }),
  ...(phone !== undefined && { contacts: [{ role: 'IC', numbers: [{ qualifier: 'TE', number: phone }] }] }),
});

/** A provider under its code, where there is one. Their specialty is said of those only who did it, or attend. */
export const partyOf = (code: string, provider: ProviderToSend | undefined, as?: 'specialist'): { [code: string]: PartyToWrite } =>
  provider === undefined
    ? {}
    : { [code]: { ...providerOf(provider), ...(as !== undefined && provider.taxonomy !== undefined && { taxonomy: provider.taxonomy }) } };

import type { ClaimToWrite } from '@claimwright/x12';
import { type Address, type ClaimToSend, type PersonToSend, type ProviderToSend, spelled } from '../claims/index.ts';

export type PartyToWrite = NonNullable<ClaimToWrite['parties'][string]>;

export const addressOf = ({ line1, line2, city, state, zip }: Address): NonNullable<PartyToWrite['address']> => ({
  lines: line2 === undefined ? [spelled(line1)] : [spelled(line1), spelled(line2)],
  city: spelled(city),
  ...(state !== undefined && { state }),
  ...(zip !== undefined && { zip }),
});

/** A person with birth date and sex, as a subscriber's or a patient's loop takes them. */
export function personOf({ last, first, middle, suffix, birthDate, sex, address }: PersonToSend, memberId?: string) {
  const person: PartyToWrite = {
    ...{ name: spelled(last), first: spelled(first) },
    ...(middle !== undefined && { middle: spelled(middle) }),
    ...(suffix !== undefined && { suffix: spelled(suffix) }),
    ...(memberId !== undefined && { idQualifier: 'MI', id: memberId }),
    ...(address !== undefined && { address: addressOf(address) }),
  };
  return { person, ...(birthDate !== undefined && { birthDate }), ...(sex !== undefined && { sex }) };
}

/** Whoever has a first name is a person. */
export const providerOf = ({ entity, name, first, npi, address, phone }: ProviderToSend): PartyToWrite => ({
  name: spelled(name),
  ...(entity === 'person' && { first: spelled(first ?? '') }),
  ...(npi !== undefined && { idQualifier: 'XX', id: npi }),
  ...(address !== undefined && { address: addressOf(address) }),
  ...(phone !== undefined && { contacts: [{ role: 'IC', numbers: [{ qualifier: 'TE', number: phone }] }] }),
});

/** What is said of a provider beside name and number: each place of a claim has room for some of it. */
interface Room {
  /** What they are: of those only who did it, or attend. */
  readonly specialty?: true;
  readonly street?: true;
  readonly phone?: true;
}

/** A provider under its code, where there is one, with what its place has room for. */
export function partyOf(code: string, provider: ProviderToSend | undefined, room: Room = {}): { [code: string]: PartyToWrite } {
  if (provider === undefined) return {};
  const { address, contacts, ...named } = providerOf(provider);
  return {
    [code]: {
      ...named,
      ...(room.street && address !== undefined && { address }),
      ...(room.phone && contacts !== undefined && { contacts }),
      ...(room.specialty && provider.taxonomy !== undefined && { taxonomy: provider.taxonomy }),
    },
  };
}

/** Whoever did it: a facility says no specialty of theirs. */
export const renderingOf = (kind: ClaimToSend['kind'], provider: ProviderToSend | undefined): { [code: string]: PartyToWrite } =>
  partyOf('82', provider, kind === 'institutional' ? {} : { specialty: true });

import type { Practice } from '@claimwright/twin';

interface Site {
  readonly name: string;
  readonly npi?: string;
  readonly billingNpi?: string;
  readonly timeZone: string;
  readonly address: string;
}

/** What the first run's page would be told of a fictional practice. */
export const setUpOf = (practice: Practice, sites: readonly Site[]) => ({
  practice: { name: practice.name, npi: practice.npi, taxId: practice.taxId, specialty: 'multi-specialty' },
  sites,
  providers: practice.providers.map(({ first, last, npi, taxonomy }) => ({ name: `${first} ${last}`, npi, taxonomy })),
  payers: practice.payers.map(({ name, id, traceId }) => ({ name, ids: [id, traceId], inNetwork: true })),
  openingBalances: [],
});

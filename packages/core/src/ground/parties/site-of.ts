/** What a site is recognised by in claims. A practice with one site needs none of it. */
export interface SiteNumbers {
  readonly id: string;
  /** Of the service facility (NM1*77). */
  readonly npi?: string | undefined;
  /** Of its own billing provider (NM1*85), where it bills under one. */
  readonly billingNpi?: string | undefined;
}

/** The numbers by which a claim, or the payee of a remit, tells where it belongs. */
export interface PlaceNumbers {
  readonly facilityNpi?: string | undefined;
  readonly billingNpi?: string | undefined;
}

/**
 * The site that a claim belongs to: that of the service facility, else that of the billing provider, else the only one there is. Undefined
 * where it cannot be known: numbers that none or several go by tell nothing.
 */
export function siteOf(sites: readonly SiteNumbers[], { facilityNpi, billingNpi }: PlaceNumbers): string | undefined {
  const [only, ...more] = sites;
  if (only === undefined || more.length === 0) return only?.id;
  return oneOf(sites, facilityNpi, (site) => site.npi) ?? oneOf(sites, billingNpi, (site) => site.billingNpi);
}

function oneOf(
  sites: readonly SiteNumbers[],
  number: string | undefined,
  ofSite: (site: SiteNumbers) => string | undefined,
): string | undefined {
  if (number === undefined || number === '') return undefined;
  const [found, ...others] = sites.filter((site) => ofSite(site) === number);
  return others.length === 0 ? found?.id : undefined;
}

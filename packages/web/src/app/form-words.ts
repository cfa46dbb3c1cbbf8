/** How the parts of the first page are called on it. */
const parts: { readonly [name: string]: string } = {
  practice: 'The practice',
  person: 'You',
  sites: 'Sites',
  providers: 'Providers',
  payers: 'Payers',
  openingBalances: 'Opening balances',
};
const fields: { readonly [name: string]: string } = {
  npi: 'NPI',
  taxId: 'tax id',
  timeZone: 'time zone',
  ids: 'payer ids',
  on: 'date',
  inNetwork: 'in network',
};

/** 'providers.1.npi: This is no NPI.' → 'Providers, row 2, NPI: This is no NPI.': where on the page, in the page's own words. */
export function placesInWords(text: string): string {
  return text.replaceAll(
    /\b(practice|person|sites|providers|payers|openingBalances)((?:\.\w+)*)(?=:\s)/g,
    (_, part: string, rest: string) =>
      [
        parts[part],
        ...rest
          .split('.')
          .filter(Boolean)
          .map((name) => (/^\d+$/.test(name) ? `row ${Number(name) + 1}` : (fields[name] ?? name))),
      ].join(', '),
  );
}

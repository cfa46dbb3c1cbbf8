export interface PartiesView {
  readonly practice: {
    readonly name: string;
    readonly npi?: string;
    readonly taxId?: string;
    readonly specialty: string;
    readonly demo: boolean;
  };
  readonly sites: readonly ({ readonly id: string } & SiteInput)[];
  readonly providers: readonly { readonly id: string; readonly name: string; readonly npi: string; readonly taxonomy?: string }[];
  readonly payers: readonly {
    readonly id: string;
    readonly name: string;
    readonly ids: readonly string[];
    readonly inNetwork: boolean;
    readonly unconfirmed: boolean;
    /** It pays by the month for its members. */
    readonly capitation: boolean;
    /** The payer whose name it bears under ids that nobody knew: whether it is that one is asked. */
    readonly likely?: string;
    /** The payer that a person said it is. */
    readonly sameAs?: { readonly id: string; readonly name: string };
    /** The payer whose name it bears, and that a person said it is not. */
    readonly apartFrom?: string;
  }[];
}
export interface SiteInput {
  readonly name: string;
  readonly timeZone: string;
  readonly address?: string;
  /** Of the service facility in claims. */
  readonly npi?: string;
  /** Of the billing provider, where the site has one of its own. */
  readonly billingNpi?: string;
}

/** What the first-run page sends. Opening balances are in decimal dollars as typed. */
export interface SetupInput {
  readonly practice: { readonly name: string; readonly npi?: string; readonly taxId?: string; readonly specialty: string };
  readonly person: { readonly name: string; readonly email: string; readonly password: string };
  readonly sites: readonly SiteInput[];
  readonly providers: readonly { readonly name: string; readonly npi: string; readonly taxonomy?: string }[];
  readonly payers: readonly { readonly name: string; readonly ids: readonly string[]; readonly inNetwork: boolean }[];
  readonly openingBalances: readonly { readonly account: string; readonly amount: string; readonly on: string }[];
}

import { idKey } from './keys.ts';

/** By what the practice is named as the one who is paid. */
export interface OwnNumbers {
  readonly npi?: string | undefined;
  readonly taxId?: string | undefined;
  /** Of its sites and providers, and those that its claims are billed under. */
  readonly otherNpis: readonly string[];
}

/**
 * Whether a payment names the practice as the one who is paid: by its NPI, that of one of its sites or providers, or its tax id. Undefined
 * where nothing can be compared: the payment names no number, or the practice has none of that kind on file.
 */
export function isOwnPayee(
  { npi, taxId, otherNpis }: OwnNumbers,
  payee: { readonly npi?: string | undefined; readonly taxId?: string | undefined },
): boolean | undefined {
  const sameNpi = npi && payee.npi ? npi === payee.npi : undefined;
  const sameTaxId = taxId && payee.taxId ? idKey(taxId) === idKey(payee.taxId) : undefined;
  if (sameNpi === undefined && sameTaxId === undefined) return undefined;
  return sameNpi === true || sameTaxId === true || (payee.npi !== undefined && otherNpis.includes(payee.npi));
}

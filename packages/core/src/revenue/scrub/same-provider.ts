import type { ClaimToSend, LineToSend, ProviderToSend } from '../claims/index.ts';

/** Who gave a service, and for which group. */
export interface GivenBy {
  /** NPI of who gave it. */
  readonly provider?: string | undefined;
  /** NPI of who billed it. */
  readonly group?: string | undefined;
  readonly taxonomy?: string | undefined;
}

/** Taxonomies by NPI, as the practice knows them. */
export type Taxonomies = ReadonlyMap<string, string>;

/** Who gave the service of a line: the first of those named that has an NPI, and who bills where none has. */
export function giverOf({ rendering, billing }: ClaimToSend, line: LineToSend): ProviderToSend {
  if (line.rendering?.npi !== undefined) return line.rendering;
  return rendering?.npi === undefined ? billing : rendering;
}

/** What the claim says of its provider, else what the practice knows of that NPI. */
export const taxonomyOf = (of: ProviderToSend, known: Taxonomies | undefined): string | undefined =>
  of.taxonomy ?? (of.npi === undefined ? undefined : known?.get(of.npi));

/**
 * Physicians of one group and one specialty count as one (Medicare claims processing manual, chapter 12, 30.6.5). The specialty is
 * the whole taxonomy: its first letters join subspecialties that payers enroll apart. Where it is unknown, the NPI alone tells.
 */
export function sameProvider(a: GivenBy, b: GivenBy): boolean {
  if (a.provider === b.provider) return true;
  return !!a.taxonomy && a.taxonomy === b.taxonomy && !!a.group && a.group === b.group;
}

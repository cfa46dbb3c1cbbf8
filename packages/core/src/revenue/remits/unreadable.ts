import type { Finding } from '../../ground/base/index.ts';
import type { Remit, RemitClaim } from './remit.ts';

/** Amounts that posting counts with: payment, charge and paid of claim and line, adjustments, provider adjustments. */
const counted = /(?:^| )(?:BPR02|CLP0[34]|SVC0[23]|CAS(?:03|06|09|12|15|18)|PLB(?:04|06|08|10|12|14))$/;
/** Those that have to be there: a blank one is not 0.00. */
const needed = /(?:^| )(?:BPR02|CLP0[34])$/;

/** A finding after which a figure that posting counts with is not known: an amount that was not read, or the end that is missing. */
export function leavesUnknown({ code, severity, at }: Finding): boolean {
  if (severity !== 'error') return false;
  if (code === 'st.not-closed') return true;
  if (code === 'segment.missing') return at === 'BPR';
  return code === 'element.missing' ? needed.test(at) : code.startsWith('money.') && counted.test(at);
}

/** What posting says of it: the wire's own words, with what they mean for the money. */
function told({ code, severity, at, bytes, says }: Finding): Finding {
  const where = { severity, snip: 1 as const, at, ...(bytes !== undefined && { bytes }) };
  if (code === 'st.not-closed') {
    return {
      code: 'remit.cut-off',
      ...where,
      says: 'The file ends in the middle of this remittance.',
      because: 'Its closing segment (SE) is missing: claims, lines or provider adjustments may be lost.',
      fix: 'Ask the sender for the whole file and read that one.',
    };
  }
  return {
    code: 'remit.unreadable-amount',
    ...where,
    says,
    because: 'An amount that cannot be read is not 0.00: nobody knows what was paid.',
    fix: 'Ask the payer for a corrected file, or post this by hand from the paper advice.',
  };
}

const startOf = ({ bytes }: Finding): number => bytes?.from ?? 0;

/** Where claims of a remit stand in the file, by their index. */
export type ClaimPlaces = readonly { readonly from: number; readonly to: number }[];

interface Unreadable {
  /** Of the remit itself. */
  readonly own: readonly Finding[];
  readonly ofClaim: ReadonlyMap<number, readonly Finding[]>;
}

/** What of a remit could not be read, each with the claim whose bytes hold it, or with the remit itself. */
export function unreadableIn(claims: ClaimPlaces, before: readonly Finding[], findings: readonly Finding[]): Unreadable {
  const unknown = findings.filter(leavesUnknown);
  const ofClaim = new Map<number, Finding[]>();
  const own: Finding[] = [...before];
  let at = 0;
  for (const one of unknown.toSorted((a, b) => startOf(a) - startOf(b))) {
    while (at < claims.length && (claims[at]?.to ?? 0) <= startOf(one)) at++;
    const claim = one.code === 'st.not-closed' ? undefined : claims[at];
    if (claim === undefined || startOf(one) < claim.from) own.push(told(one));
    else ofClaim.set(at, [...(ofClaim.get(at) ?? []), told(one)]);
  }
  return { own, ofClaim };
}

/** The remit with what of it could not be read. */
export function withUnreadable(remit: Remit, findings: readonly Finding[]): Remit {
  const { claims } = remit;
  const { own, ofClaim } = unreadableIn(
    claims.map(({ bytes }) => bytes),
    remit.unreadable ?? [],
    findings,
  );
  if (own.length === 0 && ofClaim.size === 0) return remit;
  return {
    ...remit,
    ...(own.length > 0 && { unreadable: own }),
    claims: claims.map((claim, i): RemitClaim => {
      const unreadable = ofClaim.get(i);
      return unreadable === undefined ? claim : { ...claim, unreadable };
    }),
  };
}

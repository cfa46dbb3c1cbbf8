import type { DayFinding, DayKind } from './audit-days.ts';
import type { PeerFinding, PeerKind } from './peers.ts';

export type AlertKind = DayKind | PeerKind;

/** What the compliance officer is told: codes, counts and a provider's number. It names no patient, no claim and no day. */
export interface Alert {
  /** The same pattern is the same alert, however often it is found. */
  readonly key: string;
  readonly kind: AlertKind;
  readonly provider: string;
  readonly year: string;
  /** The practice's words for what was billed, else the codes. */
  readonly families: readonly string[];
  readonly count: number;
  readonly says: string;
  readonly because: string;
  readonly fix: string;
  /** Behind it; shown only to whoever may read claims. Of a comparison with peers none: it is about all of a provider's visits. */
  readonly claims: readonly string[];
}

const words: { readonly [kind in AlertKind]: readonly [because: string, fix: string] } = {
  unbundling: [
    'NCCI pairs of one patient, day and provider stand in the books, on one claim or apart, without a modifier that sets them apart.',
    'Read the claims behind it. What was paid for both is an overpayment unless the note shows separate services.',
  ],
  duplicate: [
    'The same service of the same day stands twice in the books, and neither claim replaces the other.',
    'Void or correct the second. What was paid for it twice is to be reported and returned within 60 days of its being identified.',
  ],
  units: [
    'The units of the day are above the medically unlikely edit of the code.',
    'Check the units against the notes; correct what was entered wrongly, and keep the notes of what was right.',
  ],
  upcoding: [
    'Its mean level of visits is far above the middle of those of the same specialty here.',
    'Draw a sample of its visits and have a coder code them anew from the notes. The patients may be sicker than those of the others.',
  ],
  'modifier-25': [
    'Modifier 25 stands on far more of its visits than on those of the same specialty here.',
    'Draw a sample: each needs a visit that is significant and separate in the note.',
  ],
  'modifier-59': [
    'Modifier 59 or an X modifier stands on far more of its services than on those of the same specialty here.',
    'Draw a sample: each needs a separate site, session or service in the note.',
  ],
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
const percent = (share: number): string => `${Math.round(share / 0.01)} %`;

function saysOf(kind: DayKind, families: readonly string[], count: number): string {
  const what = families.join(' and ');
  if (kind === 'unbundling')
    return families.length < 2 ? `Unbundling within ${what}, ${times(count)}` : `Unbundling of ${what}, ${times(count)}`;
  if (kind === 'duplicate') return `Billed twice: ${what}, ${times(count)}`;
  return `Units above the limit: ${what}, ${times(count)}`;
}

export type FamilyOf = (code: string) => string;

/** Findings of days as alerts: one for each provider, kind, families of codes and year. */
export function dayAlerts(findings: readonly DayFinding[], familyOf: FamilyOf): Alert[] {
  const groups = new Map<string, { one: DayFinding; families: string[]; count: number; claims: Set<string> }>();
  for (const one of findings) {
    const families = [...new Set(one.codes.map((code) => familyOf(code) || code))].sort();
    const key = [one.kind, one.provider, one.year, ...families].join('|');
    const group = groups.get(key) ?? { one, families, count: 0, claims: new Set<string>() };
    groups.set(key, group);
    group.count += 1;
    for (const claim of one.claims) group.claims.add(claim);
  }
  return [...groups].map(([key, { one, families, count, claims }]) => {
    const [because, fix] = words[one.kind];
    const says = saysOf(one.kind, families, count);
    return { key, kind: one.kind, provider: one.provider, year: one.year, families, count, says, because, fix, claims: [...claims].sort() };
  });
}

const tenths = (level: number): string => String(Math.round(level * 10) / 10);
const comparison = ({ kind, group, own, peers, peerCount, n }: PeerFinding): string => {
  const others = `of ${peerCount} peers`;
  if (kind === 'upcoding')
    return `Visits ${group} at level ${tenths(own)} on average, ${tenths(peers)} is the middle ${others}, over ${n} visits`;
  const modifier = kind === 'modifier-25' ? '25' : '59 or X';
  return `Modifier ${modifier} on ${percent(own)} of ${n} ${group}, ${percent(peers)} is the middle ${others}`;
};

/** Providers that stand out, said once a year. */
export const peerAlerts = (findings: readonly PeerFinding[], year: string): Alert[] =>
  findings.map((finding) => {
    const { kind, provider, group, n } = finding;
    const [because, fix] = words[kind];
    const key = [kind, provider, year, group].join('|');
    return { key, kind, provider, year, families: [group], count: n, says: comparison(finding), because, fix, claims: [] };
  });

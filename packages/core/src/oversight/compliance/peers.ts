import type { BilledLine } from './billed-line.ts';
import { median, spread } from './robust.ts';

export const peerKinds = ['upcoding', 'modifier-25', 'modifier-59'] as const;
export type PeerKind = (typeof peerKinds)[number];

/** What is counted of each provider: of so many visits or services, the sum of a figure and of its square. */
interface Tally {
  n: number;
  sum: number;
  squares: number;
}
/** By kind, group of codes and provider; filled line by line, so that years of them need no room. */
export type Profiles = Map<string, Map<string, Tally>>;

const levelled = /^(99[2-4]\d[1-5]|920[01][24])$/;
/** Codes of visits differ in their last digit by how much was done; what stands before it is the kind of visit. */
const visitGroup = (code: string): string | undefined => (levelled.test(code) ? `${code.slice(0, 4)}x` : undefined);
const setApart = new Set(['59', 'XE', 'XS', 'XP', 'XU']);

function count(profiles: Profiles, key: string, provider: string, figure: number): void {
  const group = profiles.get(key) ?? new Map<string, Tally>();
  profiles.set(key, group);
  const own = group.get(provider) ?? { n: 0, sum: 0, squares: 0 };
  group.set(provider, own);
  own.n += 1;
  own.sum += figure;
  own.squares += figure * figure;
}

export function profile(profiles: Profiles, lines: readonly BilledLine[]): void {
  for (const { code, modifiers, provider } of lines) {
    const visit = visitGroup(code);
    if (visit === undefined) {
      if (!/^D\d{4}$/.test(code)) count(profiles, 'modifier-59 services', provider, modifiers.some((m) => setApart.has(m)) ? 1 : 0);
      continue;
    }
    count(profiles, `upcoding ${visit}`, provider, Number(code.slice(-1)));
    count(profiles, 'modifier-25 visits', provider, modifiers.includes('25') ? 1 : 0);
  }
}

export interface PeerFinding {
  readonly kind: PeerKind;
  readonly provider: string;
  /** `9921x`, visits, services. */
  readonly group: string;
  readonly n: number;
  /** Mean level, or share. */
  readonly own: number;
  readonly peers: number;
  readonly peerCount: number;
  readonly z: number;
}

/** Fewer say nothing about anybody. */
export const fewest = { lines: 30, peers: 3 } as const;
const mostZ = 3.5;
/** So far off the middle of the others it has to be, however sure it is: a level, or a share. */
const leastGap: { readonly [kind in PeerKind]: number } = { upcoding: 0.25, 'modifier-25': 0.15, 'modifier-59': 0.1 };

interface Standing {
  readonly provider: string;
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * Who stands out among those of the same specialty here: z over the median of the others. Its scale is how far those lie apart (median
 * absolute deviation) and what chance does to a mean of so few lines, so that neither a wild peer nor a short list makes an alert.
 */
export function standOut(profiles: Profiles, specialtyOf: (provider: string) => string): PeerFinding[] {
  const found: PeerFinding[] = [];
  for (const [key, group] of profiles) {
    const [kind, ...rest] = key.split(' ');
    const known = peerKinds.find((one) => one === kind);
    if (known === undefined) continue;
    const all = [...group]
      .filter(([, { n }]) => n >= fewest.lines)
      .map(([provider, { n, sum, squares }]): Standing => ({ provider, n, mean: sum / n, variance: squares / n - (sum / n) ** 2 }));
    for (const own of all) {
      const peers = all.filter(({ provider }) => provider !== own.provider && specialtyOf(provider) === specialtyOf(own.provider));
      if (peers.length < fewest.peers) continue;
      const middle = median(peers.map(({ mean }) => mean));
      const chance = Math.max(own.variance, median(peers.map(({ variance }) => variance)), 0.01) / own.n;
      const apart = spread(peers.map(({ mean }) => mean));
      const z = (own.mean - middle) / Math.sqrt(apart * apart + chance);
      if (z < mostZ || own.mean - middle < leastGap[known]) continue;
      found.push({
        ...{ kind: known, provider: own.provider, group: rest.join(' '), n: own.n, own: own.mean },
        ...{ peers: middle, peerCount: peers.length, z },
      });
    }
  }
  return found;
}

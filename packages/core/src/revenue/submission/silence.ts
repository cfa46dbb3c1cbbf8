import type { Ladder, Step } from './ladder.ts';

/** How long, in hours, a partner usually takes from sending to each answer. */
export interface UsualHours {
  readonly received: number;
  readonly clearinghouse: number;
  readonly payer: number;
}

/** A day for the 999, two for the clearinghouse, a week for the payer: until a partner’s own are known. */
export const usualHours: UsualHours = { received: 24, clearinghouse: 48, payer: 168 };

export interface Silence {
  /** The answer that is missing. */
  readonly awaits: 'received' | 'clearinghouse' | 'payer';
  /** Epoch milliseconds from which on it is late. */
  readonly since: number;
}

const hour = 3_600_000;
const next: { readonly [step in Step]?: Silence['awaits'] } = {
  sent: 'received',
  received: 'clearinghouse',
  'accepted by the clearinghouse': 'payer',
};

/** Whose answer is late, counted from the sending; nothing where it was rejected, is on its way in time, or has arrived. */
export function silenceOf(ladder: Ladder, sentAt: number, usual: UsualHours, now: number): Silence | undefined {
  const awaits = ladder.rejection === undefined ? next[ladder.step] : undefined;
  if (awaits === undefined) return undefined;
  const since = sentAt + usual[awaits] * hour;
  return now >= since ? { awaits, since } : undefined;
}

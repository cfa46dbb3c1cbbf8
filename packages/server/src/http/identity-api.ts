import type { AuthenticatorOffer, Device, Factors, Notice, SecondFactor } from '../ground/governance/sign-in/index.ts';

/** POST /api/auth/sign-in/email, /second-factor and /passkey; 401 where it is not right, 429 after too many tries. */
export type SignInAnswer = { readonly signedIn: true } | { readonly signedIn: false; readonly factors: readonly SecondFactor[] };

/** GET /api/auth/session, which is no sign of life, and POST /api/auth/stay, which is. */
export interface SessionTimes {
  readonly idleSeconds: number;
  readonly longestSeconds: number;
}

/** GET /api/account. */
export interface Account extends Factors {
  readonly devices: readonly Device[];
  /** The role asks for a second factor that is not there yet. */
  readonly needsFactor: boolean;
  /** Whether this session's person showed lately who they are. */
  readonly confirmed: boolean;
}
export type { AuthenticatorOffer, Device, Factors, Notice, SecondFactor };

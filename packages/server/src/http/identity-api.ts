import type { AuthenticatorOffer, Device, Factors, Notice, SecondFactor } from '../ground/governance/sign-in/index.ts';
import type { MayPractise } from './onboarding-api.ts';

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
/** GET /api/me. */
export interface Me extends MayPractise {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly practice: { readonly id: string; readonly name: string; readonly demo: boolean };
  /** All that this person works for: the header x-practice, or ?practice=, says which one is meant. */
  readonly practices: readonly {
    readonly id: string;
    readonly name: string;
    /** It asks for a way in of its own: the provider of another practice said who this is. */
    readonly closed?: true;
  }[];
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  /** The practice asks for a second factor that this session did not show: nothing but the own account is open. */
  readonly needs?: 'second-factor';
  /** What happened to one's way in and was not seen yet. */
  readonly notices?: readonly Notice[];
  /** The emergency access that is open now, and how long it still is: the clock here may be another. */
  readonly emergency?: { readonly id: string; readonly endsAt: string; readonly secondsLeft: number };
  /** Whoever may take emergency access works for some sites or payers only: it would show them the others. */
  readonly limited?: boolean;
}
/** GET /api/me when nobody is signed in answers 401 with this `code`; `firstRun` when there is no practice yet. */
export interface NotSignedIn {
  readonly code: 'not-signed-in';
  readonly firstRun: boolean;
  readonly demoSignIns?: readonly { readonly email: string; readonly role: string; readonly password: string }[];
  /** The practices' identity providers: GET /api/auth/sign-on/<id>. */
  readonly signOn?: readonly { readonly id: string; readonly name: string }[];
  /** Why the session that was there is over. */
  readonly because?: string;
}
export type { AuthenticatorOffer, Device, Factors, Notice, SecondFactor };

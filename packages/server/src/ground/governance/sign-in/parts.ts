import { hkdfSync, randomUUID } from 'node:crypto';
import type { Failures } from './failures.ts';
import type { Library } from './library.ts';
import type { IdentityStore } from './store.ts';
import { hashOfToken, newToken } from './token.ts';

/** Something about somebody's way in that belongs on the record. Never a password, a code, a name or free text. */
export interface IdentityEvent {
  readonly what: IdentityAct;
  readonly outcome: 'applied' | 'refused';
  /** Absent where nobody is known to be meant. */
  readonly userId?: string | undefined;
  readonly details?: { readonly [key: string]: string | number | boolean };
}

/** What they are called on the record, and in words. */
export const identityActs = {
  'ground/governance/sign-in': 'Sign in',
  'ground/governance/second-factor': 'Show a second factor',
  'ground/governance/sign-off': 'Sign off',
  'ground/governance/lock-out': 'Lock out after failed tries',
  'ground/governance/more-failures': 'Fail to sign in more often than is listed',
  'ground/governance/reset-password': 'Set a new password by a link',
  'ground/governance/set-password': 'Set a password',
  'ground/governance/add-authenticator': 'Add an authenticator app',
  'ground/governance/remove-authenticator': 'Remove an authenticator app',
  'ground/governance/make-recovery-codes': 'Make recovery codes',
  'ground/governance/add-passkey': 'Add a passkey',
  'ground/governance/rename-passkey': 'Rename a passkey',
  'ground/governance/remove-passkey': 'Remove a passkey',
  'ground/governance/link-sign-on': 'Link a person with an identity provider',
} as const;
export type IdentityAct = keyof typeof identityActs;

/** How a request came in. */
export interface Way {
  /** The caller's network address: failures are counted for it, and the device list shows it. */
  readonly from: string;
  readonly agent: string;
  readonly secure: boolean;
  /** `https://desk.elm.example`: what the browser calls us. */
  readonly origin: string;
}

export interface IdentityParts {
  readonly library: Library;
  readonly store: IdentityStore;
  readonly failures: Failures;
  readonly secret: string;
  now(): number;
  /** Writes to the record. What cannot be recorded does not happen. */
  tell(event: IdentityEvent): Promise<void>;
}

/** A key for one use out of the secret that signs sessions. */
export const keyFor = (secret: string, use: string): string =>
  Buffer.from(hkdfSync('sha256', secret, 'claimwright', use, 32)).toString('base64url');

export const newId = (): string => randomUUID();

/** Keeps `value` for whoever brings the token back in time. */
export async function begin(parts: IdentityParts, kind: string, value: object, seconds: number): Promise<string> {
  const token = newToken();
  await parts.store.forgetBegun(new Date(parts.now()));
  await parts.store.begin(newId(), hashOfToken(token), kind, JSON.stringify(value), new Date(parts.now() + seconds * 1000));
  return token;
}

/** What was begun under a token, once; undefined where there is none, it is over or was taken already. */
export async function take(parts: IdentityParts, kind: string, token: string | undefined): Promise<unknown> {
  if (token === undefined) return undefined;
  const row = await parts.store.takeBegun(hashOfToken(token), kind, new Date(parts.now()));
  return row ? JSON.parse(row.value) : undefined;
}

import type { Account, SessionTimes, SignInAnswer } from '@claimwright/server/api';
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { get, post } from './api.ts';

/** What the browser said of a passkey, in words: nobody pressed anything, or there is none here. */
export class PasskeyError extends Error {
  readonly says: string;
  readonly fix: string;
  constructor(error: unknown) {
    super('passkey');
    const known = error instanceof Error && error.name === 'InvalidStateError';
    this.says = known ? 'This device has a passkey of yours already.' : 'No passkey was used.';
    this.fix = known ? 'Use it, or take another device.' : 'Try again, or sign in another way.';
  }
}

export const secondFactor = async (given: { code: string } | { recoveryCode: string }): Promise<SignInAnswer> =>
  (await post('/api/auth/second-factor', given)) as SignInAnswer;

export async function signInByPasskey(): Promise<SignInAnswer> {
  const optionsJSON = (await post('/api/auth/passkey/options', {})) as PublicKeyCredentialRequestOptionsJSON;
  const response = await startAuthentication({ optionsJSON }).catch((error: unknown) => {
    throw new PasskeyError(error);
  });
  return (await post('/api/auth/passkey', { response })) as SignInAnswer;
}

export async function addPasskey(name: string): Promise<void> {
  const optionsJSON = (await post('/api/account/passkeys/options', {})) as PublicKeyCredentialCreationOptionsJSON;
  const response = await startRegistration({ optionsJSON }).catch((error: unknown) => {
    throw new PasskeyError(error);
  });
  await post('/api/account/passkeys', { response, name });
}

export const account = async (): Promise<Account> => (await get('/api/account')) as Account;
export const sessionTimes = async (): Promise<SessionTimes> => (await get('/api/auth/session')) as SessionTimes;
export const stay = async (): Promise<SessionTimes> => (await post('/api/auth/stay', {})) as SessionTimes;
export const hasPasskeys = (): boolean => typeof window !== 'undefined' && 'PublicKeyCredential' in window;

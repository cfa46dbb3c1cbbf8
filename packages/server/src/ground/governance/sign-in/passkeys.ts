import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Entered, letIn, refuse } from './entering.ts';
import { begin, type IdentityParts, newId, take, type Way } from './parts.ts';
import type { Session } from './sessions.ts';
import type { PasskeyRow } from './store.ts';

const seconds = 5 * 60;
const hostOf = (origin: string): string => new URL(origin).hostname;
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'));
const transportsOf = ({ transports }: PasskeyRow) =>
  transports === null || transports === '' ? {} : { transports: transports.split(',') };

/** A passkey is two factors at once: the device, and the finger, face or PIN that unlocks it; so user verification is always asked for. */
export const passkeyDoor = (parts: IdentityParts) => ({ ...ownPasskeys(parts), ...signInByPasskey(parts) });

function ownPasskeys(parts: IdentityParts) {
  const { store, now, tell } = parts;
  return {
    offerPasskey: async ({ user }: Session, way: Way) => {
      const known = await store.passkeysOf(user.id);
      const options = await generateRegistrationOptions({
        rpName: 'Claimwright',
        rpID: hostOf(way.origin),
        userName: user.email,
        userDisplayName: user.name,
        userID: new Uint8Array(Buffer.from(user.id)),
        attestationType: 'none',
        excludeCredentials: known.map((row) => ({ id: row.credentialId, ...transportsOf(row) })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      const token = await begin(parts, 'new passkey', { userId: user.id, challenge: options.challenge }, seconds);
      return { options, token };
    },
    /** False where the answer does not fit what was asked, or the passkey is known already. */
    addPasskey: async (
      session: Session,
      token: string | undefined,
      response: RegistrationResponseJSON,
      name: string,
      way: Way,
    ): Promise<boolean> => {
      const begun = (await take(parts, 'new passkey', token)) as { userId: string; challenge: string } | undefined;
      if (begun?.userId !== session.user.id) return false;
      const answer = await verifyRegistrationResponse({
        response,
        expectedChallenge: begun.challenge,
        expectedOrigin: way.origin,
        expectedRPID: hostOf(way.origin),
        requireUserVerification: true,
      }).catch(() => undefined);
      if (!answer?.verified) return false;
      const { credential } = answer.registrationInfo;
      const added = await store.addPasskey({
        id: newId(),
        userId: session.user.id,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: credential.transports?.join(',') ?? null,
        name,
        createdAt: new Date(now()),
      });
      if (added === 0) return false;
      await store.confirmed(session.id, new Date(now()), `${session.proof.split('+')[0]}+passkey`);
      await tell({ what: 'ground/governance/add-passkey', outcome: 'applied', userId: session.user.id });
      return true;
    },
    renamePasskey: async ({ user }: Session, id: string, name: string): Promise<boolean> => {
      const done = (await store.renamePasskey(id, user.id, name)) > 0;
      if (done) await tell({ what: 'ground/governance/rename-passkey', outcome: 'applied', userId: user.id });
      return done;
    },
    removePasskey: async ({ user }: Session, id: string): Promise<boolean> => {
      const done = (await store.dropPasskey(id, user.id)) > 0;
      if (done) await tell({ what: 'ground/governance/remove-passkey', outcome: 'applied', userId: user.id });
      return done;
    },
  };
}

function signInByPasskey(parts: IdentityParts) {
  const { store, now } = parts;
  return {
    /** Asks for any passkey of this address: nobody learns from it whether a person has one. */
    askPasskey: async (way: Way) => {
      const options = await generateAuthenticationOptions({ rpID: hostOf(way.origin), userVerification: 'required' });
      return { options, token: await begin(parts, 'passkey', { challenge: options.challenge }, seconds) };
    },
    signInByPasskey: async (token: string | undefined, response: AuthenticationResponseJSON, way: Way): Promise<Entered> => {
      const tried = await parts.failures.attempt(`passkey ${response.id}`, way.from);
      if ('waitSeconds' in tried) return tried;
      const begun = (await take(parts, 'passkey', token)) as { challenge: string } | undefined;
      const row = begun && (await store.passkey(response.id));
      if (!begun || !row) return refuse(parts, undefined, 'passkey', way, tried.attempt);
      const answer = await verifyAuthenticationResponse({
        response,
        expectedChallenge: begun.challenge,
        expectedOrigin: way.origin,
        expectedRPID: hostOf(way.origin),
        requireUserVerification: true,
        credential: { id: row.credentialId, publicKey: bytesOf(row.publicKey), counter: row.counter, ...transportsOf(row) },
      }).catch(() => undefined);
      if (!answer?.verified) return refuse(parts, row.userId, 'passkey', way, tried.attempt);
      await store.usedPasskey(row.id, answer.authenticationInfo.newCounter, new Date(now()));
      await parts.failures.succeeded(tried.attempt);
      return { cookies: await letIn(parts, { userId: row.userId, proof: 'passkey' }, way) };
    },
  };
}

import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { renderSVG } from 'uqr';
import { type IdentityParts, keyFor, newId } from './parts.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import type { Session } from './sessions.ts';
import { newTotpSecret, stepOfCode, totpAddress } from './totp.ts';

export interface Factors {
  readonly authenticator: boolean;
  readonly recoveryCodesLeft: number;
  readonly passkeys: readonly { readonly id: string; readonly name: string; readonly createdAt: string; readonly usedAt?: string }[];
}

/** What an authenticator app is given. The secret is shown for those who cannot scan. */
export interface AuthenticatorOffer {
  readonly secret: string;
  readonly address: string;
  /** A QR code, made here: no picture of it leaves this machine. */
  readonly picture: string;
}

const sealKey = (parts: IdentityParts): string => keyFor(parts.secret, 'authenticator secrets');
const codeKey = (parts: IdentityParts): string => keyFor(parts.secret, 'recovery codes');

export async function factorsOf(parts: IdentityParts, userId: string): Promise<Factors> {
  const [authenticator, recoveryCodesLeft, passkeys] = await Promise.all([
    parts.store.authenticator(userId),
    parts.store.recoveryCodesLeft(userId),
    parts.store.passkeysOf(userId),
  ]);
  return {
    authenticator: authenticator?.confirmedAt != null,
    recoveryCodesLeft,
    passkeys: passkeys.map(({ id, name, createdAt, usedAt }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      ...(usedAt ? { usedAt: usedAt.toISOString() } : {}),
    })),
  };
}

/** Whether a code of the app is right now, and was not used before. */
export async function takeTotp(parts: IdentityParts, userId: string, code: string): Promise<boolean> {
  const row = await parts.store.authenticator(userId);
  if (!row?.confirmedAt) return false;
  const secret = await symmetricDecrypt({ key: sealKey(parts), data: row.secret });
  const step = stepOfCode(secret, code, parts.now(), row.lastStep);
  return step !== undefined && (await parts.store.takeStep(userId, step)) > 0;
}

export async function takeRecoveryCode(parts: IdentityParts, userId: string, typed: string): Promise<boolean> {
  const hash = hashOfRecoveryCode(codeKey(parts), userId, typed);
  return (await parts.store.takeRecoveryCode(userId, hash, new Date(parts.now()))) > 0;
}

async function newCodes(parts: IdentityParts, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  const hashed = codes.map((code) => ({ id: newId(), hash: hashOfRecoveryCode(codeKey(parts), userId, code) }));
  await parts.store.setRecoveryCodes(userId, hashed, new Date(parts.now()));
  return codes;
}

/** A person's own factors. Whoever calls has seen to it that the person showed lately who they are. */
export function factorDoor(parts: IdentityParts) {
  const { store, now, tell } = parts;
  return {
    factors: (userId: string) => factorsOf(parts, userId),
    /** Offers a secret; nothing is asked for it before a first code shows that the app has it. Undefined where there is one already. */
    offerAuthenticator: async ({ user }: Session): Promise<AuthenticatorOffer | undefined> => {
      const secret = newTotpSecret();
      const sealed = await symmetricEncrypt({ key: sealKey(parts), data: secret });
      if ((await store.beginAuthenticator(newId(), user.id, sealed, new Date(now()))) === 0) return undefined;
      const address = totpAddress(secret, user.email);
      return { secret, address, picture: renderSVG(address, { border: 2 }) };
    },
    /** Answers the recovery codes, this once; undefined where the code is not right. */
    confirmAuthenticator: async (session: Session, code: string): Promise<readonly string[] | undefined> => {
      const row = await store.authenticator(session.user.id);
      if (!row || row.confirmedAt) return undefined;
      const secret = await symmetricDecrypt({ key: sealKey(parts), data: row.secret });
      const step = stepOfCode(secret, code, now(), row.lastStep);
      if (step === undefined || (await store.confirmAuthenticator(session.user.id, row.secret, new Date(now()))) === 0) return undefined;
      await store.takeStep(session.user.id, step);
      await store.confirmed(session.id, new Date(now()), `${session.proof.split('+')[0]}+totp`);
      await store.endSessions(session.user.id, session.id);
      await tell({ what: 'ground/governance/add-authenticator', outcome: 'applied', userId: session.user.id });
      return newCodes(parts, session.user.id);
    },
    removeAuthenticator: async ({ user }: Session): Promise<boolean> => {
      if ((await store.dropAuthenticator(user.id)) === 0) return false;
      await store.dropRecoveryCodes(user.id);
      await tell({ what: 'ground/governance/remove-authenticator', outcome: 'applied', userId: user.id });
      return true;
    },
    /** New ones, which make the old ones worthless. */
    renewRecoveryCodes: async ({ user }: Session): Promise<readonly string[]> => {
      await tell({ what: 'ground/governance/make-recovery-codes', outcome: 'applied', userId: user.id });
      return newCodes(parts, user.id);
    },
  };
}

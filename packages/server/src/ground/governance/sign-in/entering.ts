import { factorsOf } from './factors.ts';
import type { Attempt } from './failures.ts';
import { begin, type IdentityParts, type Way } from './parts.ts';

export type SecondFactor = 'totp' | 'recovery-code' | 'passkey';
export type Admitted =
  | { readonly cookies: readonly string[] }
  /** The first factor was right, and a second is asked for; `token` is for the browser to bring back. */
  | { readonly token: string; readonly factors: readonly SecondFactor[] };
export type Entered = Admitted | { readonly waitSeconds: number } | 'refused';

/** Lets somebody in who has been shown to be this user: recorded first, for what cannot be recorded does not happen. */
export async function letIn(
  parts: IdentityParts,
  { userId, proof, vouchedBy }: Pick<FirstFactor, 'userId' | 'proof' | 'vouchedBy'>,
  way: Way,
): Promise<readonly string[]> {
  await parts.tell({ what: 'ground/governance/sign-in', outcome: 'applied', userId, details: { proof, from: way.from } });
  await parts.store.endSessionsBefore(new Date(parts.now() - 48 * 3_600_000));
  const { cookies } = await parts.library.open(
    { userId, proof, vouchedBy, now: parts.now(), from: way.from, agent: way.agent },
    way.secure,
  );
  return cookies;
}

/** A failure, or the one that locks somebody out. While they are locked out nothing is written: nobody can flood the record. */
export async function refuse(
  parts: IdentityParts,
  userId: string | undefined,
  why: string,
  way: Way,
  attempt?: Attempt,
): Promise<'refused'> {
  const lockedFor = attempt?.locksFor ?? 0;
  const what = lockedFor > 0 ? 'ground/governance/lock-out' : 'ground/governance/sign-in';
  const details = { why, from: way.from, ...(lockedFor > 0 ? { lockedForSeconds: lockedFor } : {}) };
  await parts.tell({ what, outcome: 'refused', userId, details });
  return 'refused';
}

/** What is kept between the first factor and the second. */
export interface FirstFactor {
  readonly userId: string;
  readonly proof: string;
  readonly attempt?: Attempt;
  /** The practice whose provider was the first. */
  readonly vouchedBy?: string;
}
const pendingSeconds = 5 * 60;

/**
 * After the first factor: in, or to the second where somebody has one. The tries stay counted until that is right too, so that a known
 * password buys no more guesses at the code.
 */
export async function admit(parts: IdentityParts, first: FirstFactor, way: Way): Promise<Admitted> {
  const { userId, proof } = first;
  const { authenticator, recoveryCodesLeft, passkeys } = await factorsOf(parts, userId);
  if (proof.includes('+') || (!authenticator && passkeys.length === 0)) return { cookies: await letIn(parts, first, way) };
  const factors: SecondFactor[] = [
    ...(authenticator ? (['totp'] as const) : []),
    ...(passkeys.length > 0 ? (['passkey'] as const) : []),
    ...(recoveryCodesLeft > 0 ? (['recovery-code'] as const) : []),
  ];
  return { token: await begin(parts, 'second factor', first, pendingSeconds), factors };
}

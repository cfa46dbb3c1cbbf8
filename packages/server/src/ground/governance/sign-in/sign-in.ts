import { randomBytes } from 'node:crypto';
import { boundedTelling } from './bounded-telling.ts';
import { admit, type Entered, type FirstFactor, letIn, refuse } from './entering.ts';
import { factorDoor, takeRecoveryCode, takeTotp } from './factors.ts';
import { countFailures } from './failures.ts';
import { openLibrary, passwords } from './library.ts';
import { openPace } from './pace.ts';
import { type IdentityEvent, type IdentityParts, keyFor, take, type Way } from './parts.ts';
import { passkeyDoor } from './passkeys.ts';
import { resetDoor } from './reset.ts';
import { type Session, sessionDoor } from './sessions.ts';
import { signOnDoor } from './single-sign-on.ts';
import { identityStore, lockoutStore, type SignInPool } from './store.ts';
import { hashOfToken } from './token.ts';

/** Who somebody is; what that person may do is the membership's business. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const mostCodes = 5;

function passwordDoor(parts: IdentityParts) {
  const { store, failures } = parts;
  // Looked at where there is no such person or no password, so that the answer takes as long.
  const nobodys = passwords.hash(randomBytes(24).toString('base64url'));
  const isRight = async (email: string, password: string) => {
    const user = await store.userByEmail(email);
    const right = await passwords.verify({ hash: user?.password ?? (await nobodys), password });
    return { user, right: right && user?.password != null };
  };
  return {
    signIn: async (email: string, password: string, way: Way): Promise<Entered> => {
      const tried = await failures.attempt(email, way.from);
      if ('waitSeconds' in tried) return tried;
      const { user, right } = await isRight(email, password);
      if (!user || !right) return refuse(parts, user?.id, 'password', way, tried.attempt);
      const entered = await admit(parts, { userId: user.id, proof: 'password', attempt: tried.attempt }, way);
      if ('cookies' in entered) await failures.succeeded(tried.attempt);
      return entered;
    },
    secondFactor: async (token: string | undefined, given: { code: string } | { recoveryCode: string }, way: Way): Promise<Entered> => {
      const row =
        token === undefined ? undefined : await store.tryBegun(hashOfToken(token), 'second factor', new Date(parts.now()), mostCodes);
      if (!row) return 'refused';
      const begun = JSON.parse(row.value) as FirstFactor;
      const { userId, proof, vouchedBy } = begun;
      const tried = await failures.attempt(`code ${userId}`, way.from);
      if ('waitSeconds' in tried) return tried;
      const totp = 'code' in given;
      const right = totp ? await takeTotp(parts, userId, given.code) : await takeRecoveryCode(parts, userId, given.recoveryCode);
      if (!right) return refuse(parts, userId, totp ? 'code' : 'recovery code', way, tried.attempt);
      if ((await take(parts, 'second factor', token)) === undefined) return 'refused';
      await failures.succeeded(tried.attempt);
      // The tries before the password was right are forgiven with it.
      if (begun.attempt) await failures.succeeded(begun.attempt);
      const shown = { userId, proof: `${proof}+${totp ? 'totp' : 'recovery-code'}`, ...(vouchedBy === undefined ? {} : { vouchedBy }) };
      return { cookies: await letIn(parts, shown, way) };
    },
    /** Somebody who is signed in shows anew who they are, before something that a borrowed screen must not do. */
    confirm: async (
      session: Session,
      given: { password: string } | { code: string },
      way: Way,
    ): Promise<'confirmed' | 'refused' | { waitSeconds: number }> => {
      const tried = await failures.attempt(session.user.email, way.from);
      if ('waitSeconds' in tried) return tried;
      const right =
        'password' in given
          ? (await isRight(session.user.email, given.password)).right
          : await takeTotp(parts, session.user.id, given.code);
      if (!right) return refuse(parts, session.user.id, 'confirmation', way, tried.attempt);
      await failures.succeeded(tried.attempt);
      await store.confirmed(session.id, new Date(parts.now()), session.proof);
      return 'confirmed';
    },
    /** Ends every other session: whoever learned the old one is out. */
    setPassword: async (session: Session, password: string): Promise<void> => {
      await parts.library.setPassword(session.user.id, password);
      const ended = await store.endSessions(session.user.id, session.id);
      await parts.tell({
        what: 'ground/governance/set-password',
        outcome: 'applied',
        userId: session.user.id,
        details: { sessionsEnded: ended },
      });
    },
  };
}

/** Opens the ways in. `tell` writes to the record. */
export function openSignIn(
  pool: SignInPool,
  secret: string,
  now: () => number,
  tell: (event: IdentityEvent) => Promise<void> = async () => undefined,
) {
  const library = openLibrary(pool, secret);
  const failures = countFailures(lockoutStore(pool), keyFor(secret, 'lock-out'), now);
  const bounded = boundedTelling(tell, now, (work, milliseconds) => setTimeout(work, milliseconds).unref());
  const parts: IdentityParts = { library, store: identityStore(pool), failures, secret, now, tell: bounded.tell };
  return {
    /** Before the program ends: what was counted and not yet told. */
    flush: bounded.flush,
    /** Before anything is begun for an address: how many seconds it must wait, where it began too much. */
    tooFast: openPace(now),
    ...passwordDoor(parts),
    ...sessionDoor(parts),
    ...factorDoor(parts),
    ...passkeyDoor(parts),
    ...signOnDoor(parts),
    ...resetDoor(parts),
    addUser: (name: string, email: string, password?: string): Promise<User> => library.addUser(name, email, password),
    userByEmail: async (email: string): Promise<User | undefined> => {
      const user = await parts.store.userByEmail(email);
      return user && { id: user.id, name: user.name, email: user.email };
    },
    emailOf: async (userId: string): Promise<string | undefined> => (await parts.store.userById(userId))?.email,
    lockedUntil: async (userId: string): Promise<Date | undefined> => {
      const user = await parts.store.userById(userId);
      if (!user) return undefined;
      return (await failures.lockedUntil(user.email)) ?? failures.lockedUntil(`code ${user.id}`);
    },
    /** Answers whether somebody was waiting. Who asked stands on the record by the command that calls this. */
    unlock: async (userId: string): Promise<boolean> => {
      const user = await parts.store.userById(userId);
      if (!user) return false;
      const done = [await failures.unlock(user.email), await failures.unlock(`code ${user.id}`)];
      return done.includes(true);
    },
  };
}

/** Everything that signing in is made of; `openSignIn` says which. */
export type SignIn = ReturnType<typeof openSignIn>;

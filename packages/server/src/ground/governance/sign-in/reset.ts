import { begin, type IdentityParts, newId, take, type Way } from './parts.ts';

/** How long a link to a new password opens. */
export const resetHours = 24;
const kind = 'password reset';

interface Reset {
  readonly userId: string;
  readonly by: string;
  /** For a lost phone, or a sign-in that somebody else made under this address: nothing that was set up opens any more. */
  readonly withoutFactors: boolean;
  /** Who saw the link beside its person; absent where it was mailed to them alone. */
  readonly seenBy?: string | undefined;
}

/** Something that its person is told at the next sign-in, until they say that they saw it. */
export interface Notice {
  readonly id: string;
  readonly kind: 'password-link' | 'password-reset' | 'password-and-factors-reset';
  readonly at: string;
}

/** The way out of a forgotten password: a code that opens once, from whoever may give it. The second factor is asked for as ever. */
export function resetDoor(parts: IdentityParts) {
  const { store, library, failures, now, tell } = parts;
  return {
    /** Whoever calls has seen to it that `by` may. An earlier code of the same person opens nothing any more. */
    beginReset: async (
      userId: string,
      by: string,
      { withoutFactors = false, mailed = false } = {},
    ): Promise<{ code: string; until: Date }> => {
      await store.dropBegunOf(kind, userId);
      const reset: Reset = { userId, by, withoutFactors, ...(mailed ? {} : { seenBy: by }) };
      const code = await begin(parts, kind, reset, resetHours * 3600);
      // Told while their sessions still stand: who did not ask for it can say so before anybody comes in.
      if (!mailed) await store.addNotice(newId(), userId, 'password-link', new Date(now()));
      return { code, until: new Date(now() + resetHours * 3_600_000) };
    },
    /** Sets the password, ends every session, and leaves word for the person. Undefined where the code opens nothing. */
    takeReset: async (code: string, password: string, way: Way): Promise<{ email: string } | undefined> => {
      const found = (await take(parts, kind, code)) as Reset | undefined;
      const user = found && (await store.userById(found.userId));
      if (!found || !user) return undefined;
      const { userId, by, withoutFactors, seenBy } = found;
      // Recorded first: what cannot be recorded does not happen.
      await tell({
        what: 'ground/governance/reset-password',
        outcome: 'applied',
        userId,
        details: { by, withoutFactors, from: way.from, ...(seenBy === undefined ? {} : { seenBy }) },
      });
      await library.setPassword(userId, password, user.password === null);
      await store.setLetIn(userId, seenBy ?? null, new Date(now()));
      await store.endSessions(userId);
      if (withoutFactors) await store.dropWaysOf(userId);
      await failures.unlock(user.email);
      await store.addNotice(newId(), userId, withoutFactors ? 'password-and-factors-reset' : 'password-reset', new Date(now()));
      return { email: user.email };
    },
    notices: async (userId: string): Promise<readonly Notice[]> =>
      (await store.noticesOf(userId)).map(({ id, kind: what, at }) => ({ id, kind: what as Notice['kind'], at: at.toISOString() })),
    sawNotice: async (userId: string, id: string): Promise<boolean> => (await store.sawNotice(id, userId, new Date(now()))) > 0,
  };
}

import type { IdentityParts } from './parts.ts';
import type { SessionRow } from './store.ts';

/** How long a session lasts, as the practice's policy says. */
export interface Limits {
  readonly idleMinutes: number;
  readonly longestHours: number;
}
export const usualLimits: Limits = { idleMinutes: 15, longestHours: 12 };

export interface Session {
  readonly id: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly proof: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly confirmedAt: Date;
  /** The practice whose provider said who this is: the session opens no other. */
  readonly vouchedBy: string | undefined;
  readonly emergency: string | undefined;
  /** Who saw the link by which the password was set, where nothing older than it showed that this is its person. */
  readonly letInBy: string | undefined;
  /** It ended by itself. It opens nothing any more, and is there to say why. */
  readonly over: 'idle' | 'longest' | undefined;
}

/** When a session ends by itself, and why. */
export interface Standing {
  readonly idleEndsAt: Date;
  readonly endsAt: Date;
  readonly over: 'idle' | 'longest' | undefined;
}

export function standing(
  { seenAt, startedAt, over: ended }: Pick<Session, 'seenAt' | 'startedAt' | 'over'>,
  limits: Limits,
  now: number,
): Standing {
  const idleEndsAt = new Date(seenAt.getTime() + limits.idleMinutes * 60_000);
  const endsAt = new Date(startedAt.getTime() + limits.longestHours * 3_600_000);
  const over = ended ?? (now >= endsAt.getTime() ? 'longest' : now >= idleEndsAt.getTime() ? 'idle' : undefined);
  return { idleEndsAt, endsAt, over };
}

/** One of the places where somebody is signed in. The place is known by its network address only. */
export interface Device {
  readonly id: string;
  readonly current: boolean;
  readonly agent: string;
  readonly from: string;
  readonly proof: string;
  readonly startedAt: string;
  readonly seenAt: string;
}

const present = (row: SessionRow): Session => ({
  id: row.id,
  user: { id: row.userId, name: row.name, email: row.email },
  proof: row.proof,
  startedAt: row.startedAt,
  seenAt: row.seenAt,
  confirmedAt: row.confirmedAt,
  vouchedBy: row.vouchedBy ?? undefined,
  emergency: row.emergency ?? undefined,
  letInBy: row.letInBy ?? undefined,
  over: row.proof === 'over:idle' ? 'idle' : row.proof === 'over:longest' ? 'longest' : undefined,
});

/** How long somebody may still change factors and passwords after they showed who they are. */
export const confirmedFor = 10 * 60_000;
/** Not each request writes when somebody was last there. */
const seenEvery = 10_000;

export function sessionDoor(parts: IdentityParts) {
  const { library, store, now } = parts;
  return {
    /** The session of a cookie, whether or not its time is over: `standing` says. */
    session: async (cookie: string | undefined, secure: boolean): Promise<Session | undefined> => {
      if (cookie === undefined) return undefined;
      const found = await library.sessionOf(cookie, secure);
      const row = found ? await store.session(found.sessionId) : undefined;
      return row ? present(row) : undefined;
    },
    /** Its person did something `idleFor` milliseconds ago. */
    seen: async (session: Session, idleFor: number): Promise<void> => {
      const at = now() - idleFor;
      if (at - session.seenAt.getTime() >= seenEvery) await store.seen(session.id, new Date(at));
    },
    /**
     * `alone`: the practice that vouched for them is the only one. Else its provider could set the password, or add the key, that opens
     * the others.
     */
    isFresh: ({ confirmedAt, startedAt, vouchedBy }: Session, alone: boolean): boolean =>
      now() - Math.max(confirmedAt.getTime(), vouchedBy !== undefined && alone ? startedAt.getTime() : 0) < confirmedFor,
    /** A session whose time is over. */
    endOver: async (session: Session, why: 'idle' | 'longest'): Promise<void> => {
      // Of several requests that find it over, one tells; a longer limit does not bring it back.
      if ((await store.markOver(session.id, `over:${why}`)) > 0)
        await parts.tell({ what: 'ground/governance/sign-off', outcome: 'applied', userId: session.user.id, details: { why } });
    },
    signOut: async (cookie: string | undefined, secure: boolean): Promise<readonly string[]> => {
      const found = cookie === undefined ? undefined : await library.sessionOf(cookie, secure);
      const row = found ? await store.session(found.sessionId) : undefined;
      const cookies = await library.close(cookie, secure);
      if (row) await parts.tell({ what: 'ground/governance/sign-off', outcome: 'applied', userId: row.userId, details: { why: 'asked' } });
      return cookies;
    },
    devices: async (session: Session): Promise<Device[]> =>
      (await store.sessionsOf(session.user.id))
        .filter(({ proof }) => !proof.startsWith('over:'))
        .map((row) => ({
          id: row.id,
          current: row.id === session.id,
          agent: row.agent ?? '',
          from: row.from ?? '',
          proof: row.proof,
          startedAt: row.startedAt.toISOString(),
          seenAt: row.seenAt.toISOString(),
        })),
    /** Ends one other session of the same person; false where there is no such one. */
    endDevice: async (session: Session, id: string): Promise<boolean> => {
      const ended = (await store.endSession(id, session.user.id)) > 0;
      if (ended) await tellEnded(parts, session.user.id, 'on another device', 1);
      return ended;
    },
    endOthers: async (session: Session): Promise<number> => {
      const ended = await store.endSessions(session.user.id, session.id);
      if (ended > 0) await tellEnded(parts, session.user.id, 'on another device', ended);
      return ended;
    },
    /** Signs somebody off everywhere: for those who administer people. */
    endSessions: async (userId: string): Promise<number> => {
      const ended = await store.endSessions(userId);
      if (ended > 0) await tellEnded(parts, userId, 'by an administrator', ended);
      return ended;
    },
    setEmergency: async (sessionId: string, emergency: string | undefined): Promise<void> =>
      void (await store.setEmergency(sessionId, emergency ?? null)),
  };
}

const tellEnded = (parts: IdentityParts, userId: string, why: string, sessions: number): Promise<void> =>
  parts.tell({ what: 'ground/governance/sign-off', outcome: 'applied', userId, details: { why, sessions } });

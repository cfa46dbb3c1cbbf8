import type { signInPool } from '../../../store/sign-in-pool.ts';

export type SignInPool = ReturnType<typeof signInPool>;

/** A session as it stands, with its person. */
export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly proof: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly confirmedAt: Date;
  readonly vouchedBy: string | null;
  readonly emergency: string | null;
  readonly letInBy: string | null;
  readonly from: string | null;
  readonly agent: string | null;
}

const session = `select s.id, s."userId", u.name, u.email, coalesce(s.proof, 'password') as proof, coalesce(s."startedAt", s."createdAt") as "startedAt",
    coalesce(s."seenAt", s."createdAt") as "seenAt", coalesce(s."confirmedAt", s."createdAt") as "confirmedAt", s."vouchedBy", s.emergency,
    s."ipAddress" as "from", s."userAgent" as agent,
    -- A factor that is older than the link shows the person; one that was set up since could be whose the link was.
    case when s."vouchedBy" is null and (s.proof not in ('passkey', 'password+totp', 'password+passkey')
        or exists (select 1 from authenticator f where f."userId" = u.id and coalesce(f."confirmedAt", f."createdAt") > u."letInAt")
        or exists (select 1 from passkey f where f."userId" = u.id and f."createdAt" > u."letInAt"))
      then u."letInBy" end as "letInBy"
  from session s join "user" u on u.id = s."userId"`;

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string | null;
}
const user = `select u.id, u.name, u.email, a.password from "user" u
  left join account a on a."userId" = u.id and a."providerId" = 'credential'`;

export interface AuthenticatorRow {
  readonly userId: string;
  readonly secret: string;
  readonly confirmedAt: Date | null;
  readonly lastStep: number;
}
export interface PasskeyRow {
  readonly id: string;
  readonly userId: string;
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: string | null;
  readonly name: string;
  readonly createdAt: Date;
  readonly usedAt: Date | null;
}
export interface BegunRow {
  readonly kind: string;
  readonly value: string;
  readonly tries: number;
  readonly endsAt: Date;
}

/** What belongs to people and to no practice: sessions, factors, failed tries. Whoever asks says whose. */
export function identityStore(pool: SignInPool) {
  const rows = async <T extends object>(sql: string, values: readonly unknown[] = []): Promise<T[]> =>
    (await pool.query<T>(sql, [...values])).rows;
  const one = async <T extends object>(sql: string, values: readonly unknown[]): Promise<T | undefined> => (await rows<T>(sql, values))[0];
  const count = async (sql: string, values: readonly unknown[]): Promise<number> => (await pool.query(sql, [...values])).rowCount ?? 0;
  return {
    ...people({ rows, one, count }),
    ...factors({ rows, one, count }),
    ...passkeys({ rows, one, count }),
    ...begun({ rows, one, count }),
    ...notices({ rows, one, count }),
  };
}
export type IdentityStore = ReturnType<typeof identityStore>;

interface Sql {
  rows<T extends object>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  one<T extends object>(sql: string, values: readonly unknown[]): Promise<T | undefined>;
  count(sql: string, values: readonly unknown[]): Promise<number>;
}

const people = ({ rows, one, count }: Sql) => ({
  userByEmail: (email: string) => one<UserRow>(`${user} where u.email = $1`, [email.toLowerCase()]),
  userById: (id: string) => one<UserRow>(`${user} where u.id = $1`, [id]),
  session: (id: string) => one<SessionRow>(`${session} where s.id = $1`, [id]),
  sessionsOf: (userId: string) => rows<SessionRow>(`${session} where s."userId" = $1 order by s."startedAt" desc`, [userId]),
  seen: (id: string, at: Date) => count('update session set "seenAt" = $2 where id = $1 and "seenAt" < $2', [id, at]),
  confirmed: (id: string, at: Date, proof: string) =>
    count('update session set "confirmedAt" = $2, proof = $3 where id = $1', [id, at, proof]),
  setLetIn: (userId: string, by: string | null, at: Date) =>
    count('update "user" set "letInBy" = $2, "letInAt" = $3 where id = $1', [userId, by, at]),
  setEmergency: (id: string, emergency: string | null) => count('update session set emergency = $2 where id = $1', [id, emergency]),
  endSession: (id: string, userId: string) => count('delete from session where id = $1 and "userId" = $2', [id, userId]),
  endSessions: (userId: string, but?: string) => count('delete from session where "userId" = $1 and id <> $2', [userId, but ?? '']),
  markOver: (id: string, proof: string) =>
    count('update session set proof = $2 where id = $1 and proof not like $3', [id, proof, 'over:%']),
  endSessionsBefore: (at: Date) => count('delete from session where "startedAt" < $1', [at]),
  providerLink: (provider: string, subject: string) =>
    one<{ userId: string }>('select "userId" from account where "providerId" = $1 and "accountId" = $2', [provider, subject]),
  providerLinkOf: (provider: string, userId: string) =>
    one<{ accountId: string }>('select "accountId" from account where "providerId" = $1 and "userId" = $2', [provider, userId]),
});

const notices = ({ rows, count }: Sql) => ({
  addNotice: (id: string, userId: string, kind: string, at: Date) =>
    count('insert into notice (id, "userId", kind, at) values ($1, $2, $3, $4)', [id, userId, kind, at]),
  noticesOf: (userId: string) =>
    rows<{ id: string; kind: string; at: Date }>('select id, kind, at from notice where "userId" = $1 and "seenAt" is null order by at', [
      userId,
    ]),
  sawNotice: (id: string, userId: string, at: Date) =>
    count('update notice set "seenAt" = $3 where id = $1 and "userId" = $2 and "seenAt" is null', [id, userId, at]),
  /** Second factors, passkeys, and the links with identity providers. */
  dropWaysOf: async (userId: string): Promise<void> => {
    for (const table of ['authenticator', '"recoveryCode"', 'passkey']) await count(`delete from ${table} where "userId" = $1`, [userId]);
    await count(`delete from account where "userId" = $1 and "providerId" <> 'credential'`, [userId]);
  },
});

const factors = ({ rows, one, count }: Sql) => ({
  authenticator: (userId: string) => one<AuthenticatorRow>('select * from authenticator where "userId" = $1', [userId]),
  beginAuthenticator: (id: string, userId: string, secret: string, at: Date) =>
    count(
      `insert into authenticator (id, "userId", secret, "lastStep", "createdAt") values ($1, $2, $3, 0, $4)
       on conflict ("userId") do update set secret = $3, "lastStep" = 0, "createdAt" = $4 where authenticator."confirmedAt" is null`,
      [id, userId, secret, at],
    ),
  confirmAuthenticator: (userId: string, secret: string, at: Date) =>
    count('update authenticator set "confirmedAt" = $3 where "userId" = $1 and secret = $2 and "confirmedAt" is null', [
      userId,
      secret,
      at,
    ]),
  /** Answers 0 where another request took this code, or a later one, in the meantime. */
  takeStep: (userId: string, step: number) =>
    count('update authenticator set "lastStep" = $2 where "userId" = $1 and "lastStep" < $2', [userId, step]),
  dropAuthenticator: (userId: string) => count('delete from authenticator where "userId" = $1', [userId]),
  recoveryCodesLeft: async (userId: string): Promise<number> =>
    (await rows('select id from "recoveryCode" where "userId" = $1 and "usedAt" is null', [userId])).length,
  /** The new ones take the place of the old, in one statement. */
  setRecoveryCodes: (userId: string, codes: readonly { id: string; hash: string }[], at: Date) =>
    count(
      `with gone as (delete from "recoveryCode" where "userId" = $1)
       insert into "recoveryCode" (id, "userId", hash, "createdAt") select c.id, $1, c.hash, $4 from unnest($2::text[], $3::text[]) as c (id, hash)`,
      [userId, codes.map(({ id }) => id), codes.map(({ hash }) => hash), at],
    ),
  takeRecoveryCode: (userId: string, hash: string, at: Date) =>
    count('update "recoveryCode" set "usedAt" = $3 where "userId" = $1 and hash = $2 and "usedAt" is null', [userId, hash, at]),
  dropRecoveryCodes: (userId: string) => count('delete from "recoveryCode" where "userId" = $1', [userId]),
});

const passkeys = ({ rows, one, count }: Sql) => ({
  passkeysOf: (userId: string) => rows<PasskeyRow>('select * from passkey where "userId" = $1 order by "createdAt", id', [userId]),
  passkey: (credentialId: string) => one<PasskeyRow>('select * from passkey where "credentialId" = $1', [credentialId]),
  addPasskey: (row: Omit<PasskeyRow, 'usedAt'>) =>
    count(
      `insert into passkey (id, "userId", "credentialId", "publicKey", counter, transports, name, "createdAt")
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict ("credentialId") do nothing`,
      [row.id, row.userId, row.credentialId, row.publicKey, row.counter, row.transports, row.name, row.createdAt],
    ),
  usedPasskey: (id: string, counter: number, at: Date) =>
    count('update passkey set counter = $2, "usedAt" = $3 where id = $1', [id, counter, at]),
  renamePasskey: (id: string, userId: string, name: string) =>
    count('update passkey set name = $3 where id = $1 and "userId" = $2', [id, userId, name]),
  dropPasskey: (id: string, userId: string) => count('delete from passkey where id = $1 and "userId" = $2', [id, userId]),
});

const begun = ({ one, count }: Sql) => ({
  begin: (id: string, hash: string, kind: string, value: string, endsAt: Date) =>
    count('insert into begun (id, hash, kind, value, tries, "endsAt") values ($1, $2, $3, $4, 0, $5)', [id, hash, kind, value, endsAt]),
  /** One try at it: answers nothing when it has ended or was tried too often. */
  tryBegun: (hash: string, kind: string, at: Date, most: number) =>
    one<BegunRow>(
      'update begun set tries = tries + 1 where hash = $1 and kind = $2 and "endsAt" > $3 and tries < $4 returning kind, value, tries, "endsAt"',
      [hash, kind, at, most],
    ),
  /** Takes it, once: of two at the same moment one gets it. */
  takeBegun: (hash: string, kind: string, at: Date) =>
    one<BegunRow>('delete from begun where hash = $1 and kind = $2 and "endsAt" > $3 returning kind, value, tries, "endsAt"', [
      hash,
      kind,
      at,
    ]),
  dropBegunOf: (kind: string, userId: string) =>
    count("delete from begun where kind = $1 and value::json ->> 'userId' = $2", [kind, userId]),
  forgetBegun: (at: Date) => count('delete from begun where "endsAt" <= $1', [at]),
});

export interface Tried {
  readonly admitted: boolean;
  readonly failures: number;
  readonly lockedUntil: Date | null;
}

/** Failed tries, where every server sees them and a restart forgets nothing. */
export function lockoutStore(pool: SignInPool) {
  return {
    /**
     * Counts a try before its outcome is known, so that many at once are no way around it; a locked key admits none and counts none.
     * `pauses` are the milliseconds to wait after 0, 1, 2, … failures; the last stands for all beyond.
     */
    attempt: async (key: string, attempt: string, now: Date, pauses: readonly number[], forgetBefore: Date): Promise<Tried> => {
      const locked = 'l."lockedUntil" > $3';
      const failures = 'case when l."triedAt" < $5 then 1 else l.failures + 1 end';
      const until = (count: string) =>
        `case when ($4::bigint[])[least(${count}, cardinality($4)) ] = 0 then null else $3::timestamptz + make_interval(secs => ($4::bigint[])[least(${count}, cardinality($4))] / 1000.0) end`;
      const { rows } = await pool.query<{ attempt: string; failures: number; lockedUntil: Date | null }>(
        `insert into lockout as l (id, key, failures, "triedAt", "lockedUntil", attempt) values ($2, $1, 1, $3, ${until('1')}, $2)
         on conflict (key) do update set
           failures = case when ${locked} then l.failures else ${failures} end,
           "triedAt" = case when ${locked} then l."triedAt" else $3 end,
           "lockedUntil" = case when ${locked} then l."lockedUntil" else ${until(`(${failures})`)} end,
           attempt = case when ${locked} then l.attempt else $2 end
         returning l.attempt, l.failures, l."lockedUntil"`,
        [key, attempt, now, pauses, forgetBefore],
      );
      const row = rows[0];
      return { admitted: row?.attempt === attempt, failures: row?.failures ?? 0, lockedUntil: row?.lockedUntil ?? null };
    },
    forget: async (key: string): Promise<number> => (await pool.query('delete from lockout where key = $1', [key])).rowCount ?? 0,
    /** Takes one try back: it was none that failed. */
    takeBack: async (key: string): Promise<void> => {
      await pool.query('update lockout set failures = greatest(failures - 1, 0), "lockedUntil" = null where key = $1', [key]);
    },
    lockedUntil: async (keys: readonly string[], now: Date): Promise<Date | null> => {
      const { rows } = await pool.query<{ until: Date | null }>(
        'select max("lockedUntil") as until from lockout where key = any($1) and "lockedUntil" > $2',
        [keys, now],
      );
      return rows[0]?.until ?? null;
    },
    sweep: async (before: Date): Promise<void> => {
      await pool.query('delete from lockout where "triedAt" < $1', [before]);
    },
  };
}
export type LockoutStore = ReturnType<typeof lockoutStore>;

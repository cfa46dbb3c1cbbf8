import { hash, verify } from '@node-rs/argon2';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { getMigrations } from 'better-auth/db/migration';
import { z } from 'zod';
import { asKept } from './kept-cookie.ts';
import { identityTables } from './tables.ts';
import { hashOfToken, newToken } from './token.ts';

type Database = NonNullable<BetterAuthOptions['database']>;

export const passwords = {
  // argon2id with OWASP's memory and passes; the salt and the settings stand in the hash itself.
  hash: (password: string) => hash(password, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
  verify: ({ hash: known, password }: { hash: string; password: string }) => verify(known, password),
};

/** Ours alone: requests are rebuilt with it after `http` has compared the browser's origin with the host. */
const inside = (secure: boolean): string => `${secure ? 'https' : 'http'}://claimwright.internal`;

/** The outermost bound, for the cookie; the policy of the practice ends sessions long before. */
const cookieSeconds = 24 * 3600;

/** How a session begins: by whoever has been shown to be this user, and with which proof. */
const beginning = z.object({
  userId: z.string(),
  proof: z.string(),
  now: z.number(),
  from: z.string(),
  agent: z.string(),
  vouchedBy: z.string().optional(),
});

const openSession = createAuthEndpoint.serverOnly({ method: 'POST', body: beginning }, async (ctx) => {
  const { userId, proof, now, from, agent, vouchedBy } = ctx.body;
  const user = await ctx.context.internalAdapter.findUserById(userId);
  if (!user) throw new Error('a session is for somebody who is there');
  const at = new Date(now);
  const token = newToken();
  const fields = {
    token: hashOfToken(token),
    ipAddress: from,
    userAgent: agent.slice(0, 300),
    proof,
    startedAt: at,
    seenAt: at,
    // A provider's word is no proof of one's own: what changes how somebody signs in asks them anew.
    confirmedAt: vouchedBy === undefined ? at : new Date(0),
    ...(vouchedBy === undefined ? {} : { vouchedBy }),
  };
  const session = await ctx.context.internalAdapter.createSession(userId, false, fields, true);
  await setSessionCookie(ctx, { session: { ...session, token }, user }, false);
  return { id: session.id };
});

const identity = { id: 'claimwright-identity', schema: identityTables, endpoints: { openSession } } as const;

const optionsFor = (database: Database, secret: string, secure: boolean) =>
  ({
    appName: 'Claimwright',
    baseURL: inside(secure),
    basePath: '/',
    secret,
    database,
    emailAndPassword: { enabled: true, disableSignUp: true, password: passwords, minPasswordLength: 12, maxPasswordLength: 200 },
    session: { expiresIn: cookieSeconds, disableSessionRefresh: true },
    rateLimit: { enabled: false },
    plugins: [identity],
    advanced: {
      cookiePrefix: 'claimwright',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  }) satisfies BetterAuthOptions;

/** Makes the library's tables and ours beside them, with the owner's rights; `pool` must see them as its first schema. Safe to repeat. */
export async function prepareSignIn(ownerPool: Database): Promise<void> {
  const { runMigrations } = await getMigrations(optionsFor(ownerPool, 'not used to sign anything at all', false));
  await runMigrations();
}

export interface Beginning {
  readonly userId: string;
  /** What showed who it is: `password`, `password+totp`, `password+recovery-code`, `passkey`, `single-sign-on`. */
  readonly proof: string;
  readonly now: number;
  readonly from: string;
  readonly agent: string;
  readonly vouchedBy?: string | undefined;
}

/** The library, as the rest of this room uses it. */
export interface Library {
  /** The cookies of a new session. */
  open(beginning: Beginning, secure: boolean): Promise<{ readonly id: string; readonly cookies: readonly string[] }>;
  /** Which session a cookie is, signature checked. */
  sessionOf(cookie: string, secure: boolean): Promise<{ readonly sessionId: string } | undefined>;
  /** Ends the session of these cookies; answers the cookies that take its place. */
  close(cookie: string | undefined, secure: boolean): Promise<readonly string[]>;
  addUser(name: string, email: string, password: string | undefined): Promise<{ id: string; name: string; email: string }>;
  /** `first`: there is none yet, as for whoever came by a provider only. */
  setPassword(userId: string, password: string, first?: boolean): Promise<void>;
  linkProvider(userId: string, provider: string, subject: string): Promise<void>;
}

export function openLibrary(database: Database, secret: string): Library {
  // The cookie's name and its Secure mark hang on the way in: one instance for plain HTTP on this machine, one for HTTPS.
  const plain = betterAuth(optionsFor(database, secret, false));
  const secured = betterAuth(optionsFor(database, secret, true));
  const by = (secure: boolean) => (secure ? secured : plain);
  return {
    open: async (body, secure) => {
      const { headers, response } = await by(secure).api.openSession({ body: { ...body }, returnHeaders: true });
      return { id: response.id, cookies: headers.getSetCookie() };
    },
    sessionOf: async (cookie, secure) => {
      const kept = await asKept(cookie, secret, secure);
      const found = kept === undefined ? null : await by(secure).api.getSession({ headers: new Headers({ cookie: kept }) });
      return found ? { sessionId: found.session.id } : undefined;
    },
    close: async (cookie, secure) => {
      const headers = new Headers({ origin: inside(secure), 'content-type': 'application/json' });
      const kept = cookie === undefined ? undefined : await asKept(cookie, secret, secure);
      if (kept !== undefined) headers.set('cookie', kept);
      const answer = await by(secure).handler(new Request(`${inside(secure)}/sign-out`, { method: 'POST', headers, body: '{}' }));
      return answer.headers.getSetCookie();
    },
    addUser: async (name, email, password) => {
      const { internalAdapter } = await plain.$context;
      const user = await internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: true }, { method: 'admin' });
      if (password !== undefined)
        await internalAdapter.linkAccount({
          userId: user.id,
          providerId: 'credential',
          accountId: user.id,
          password: await passwords.hash(password),
        });
      return { id: user.id, name: user.name, email: user.email };
    },
    setPassword: async (userId, password, first) => {
      const { internalAdapter } = await plain.$context;
      const hashed = await passwords.hash(password);
      if (first) await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: hashed });
      else await internalAdapter.updatePassword(userId, hashed);
    },
    linkProvider: async (userId, providerId, accountId) => {
      const { internalAdapter } = await plain.$context;
      await internalAdapter.linkAccount({ userId, providerId, accountId });
    },
  };
}

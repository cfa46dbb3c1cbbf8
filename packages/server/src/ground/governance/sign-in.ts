import { hash, verify } from '@node-rs/argon2';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { countFailures } from './failures.ts';

/** Who somebody is; what that person may do is the membership's business. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export type SignedIn = { readonly cookies: readonly string[] } | { readonly waitSeconds: number } | 'refused';

export interface SignIn {
  /** `from` is the caller's network address: failures are counted for it and for the person. */
  signIn(email: string, password: string, from: string, secure: boolean): Promise<SignedIn>;
  /** Ends the session of these cookies; answers the cookies that take its place. */
  signOut(cookie: string | undefined, secure: boolean): Promise<readonly string[]>;
  userOf(cookie: string | undefined, secure: boolean): Promise<User | undefined>;
  addUser(name: string, email: string, password: string): Promise<User>;
}

type Pool = NonNullable<BetterAuthOptions['database']>;
const passwords = {
  // argon2id with OWASP's memory and passes; the salt and the settings stand in the hash itself.
  hash: (password: string) => hash(password, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
  verify: ({ hash: known, password }: { hash: string; password: string }) => verify(known, password),
};
const hours = 3600;
/** Ours alone: requests are rebuilt with it after `http` has compared the browser's origin with the host. */
const inside = (secure: boolean): string => `${secure ? 'https' : 'http'}://claimwright.internal`;

const optionsFor = (database: Pool, secret: string, secure: boolean): BetterAuthOptions => ({
  appName: 'Claimwright',
  baseURL: inside(secure),
  basePath: '/',
  secret,
  database,
  emailAndPassword: { enabled: true, disableSignUp: true, password: passwords, minPasswordLength: 12, maxPasswordLength: 200 },
  session: { expiresIn: 12 * hours, updateAge: hours / 4 },
  rateLimit: { enabled: false },
  advanced: {
    cookiePrefix: 'claimwright',
    useSecureCookies: secure,
    defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
  },
  telemetry: { enabled: false },
  logger: { disabled: true },
});

/** Makes the library's tables with the owner's rights; `pool` must see them as its first schema. Safe to repeat. */
export async function prepareSignIn(ownerPool: Pool): Promise<void> {
  const { runMigrations } = await getMigrations(optionsFor(ownerPool, 'not used to sign anything at all', false));
  await runMigrations();
}

export function openSignIn(pool: Pool, secret: string, now: () => number): SignIn {
  // The cookie's name and its Secure mark hang on the way in: one instance for plain HTTP on this machine, one for HTTPS.
  const plain = betterAuth(optionsFor(pool, secret, false));
  const secured = betterAuth(optionsFor(pool, secret, true));
  const failures = countFailures(now);
  const call = (path: string, secure: boolean, init: { cookie?: string | undefined; body?: object }) => {
    const headers = new Headers({ origin: inside(secure), 'content-type': 'application/json' });
    if (init.cookie !== undefined) headers.set('cookie', init.cookie);
    return (secure ? secured : plain).handler(
      new Request(`${inside(secure)}${path}`, { method: 'POST', headers, body: JSON.stringify(init.body ?? {}) }),
    );
  };
  return {
    signIn: async (email, password, from, secure) => {
      const keys = [`person ${email.toLowerCase()}`, `address ${from}`];
      const wait = failures.waitFor(...keys);
      if (wait > 0) return { waitSeconds: Math.ceil(wait / 1000) };
      const answer = await call('/sign-in/email', secure, { body: { email, password } });
      if (answer.ok) {
        failures.succeeded(...keys);
        return { cookies: answer.headers.getSetCookie() };
      }
      if (answer.status >= 500) throw new Error(`sign-in answered ${answer.status}`);
      failures.failed(...keys);
      return 'refused';
    },
    signOut: async (cookie, secure) => (await call('/sign-out', secure, { cookie })).headers.getSetCookie(),
    userOf: async (cookie, secure) => {
      if (cookie === undefined) return undefined;
      const found = await (secure ? secured : plain).api.getSession({ headers: new Headers({ cookie }) });
      return found ? { id: found.user.id, name: found.user.name, email: found.user.email } : undefined;
    },
    addUser: async (name, email, password) => {
      const context = await plain.$context;
      const user = await context.internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: true }, { method: 'admin' });
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await passwords.hash(password),
      });
      return { id: user.id, name: user.name, email: user.email };
    },
  };
}

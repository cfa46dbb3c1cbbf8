import { signInSecret } from '../../../../store/keys/house-secrets.ts';
import { withAdmin } from '../../../../store/provision.ts';
import { signInPool } from '../../../../store/sign-in-pool.ts';
import { type FreshDatabase, freshDatabase } from '../../../../store/testing/fresh-database.ts';
import type { Entered } from '../entering.ts';
import { openSignIn, type SignIn } from '../index.ts';
import type { IdentityEvent, Way } from '../parts.ts';
import type { Session } from '../sessions.ts';

/** The ways in on a database of their own, with a clock that the test moves, and what they told the record. */
export interface FrontDoor {
  readonly db: FreshDatabase;
  readonly pool: ReturnType<typeof signInPool>;
  readonly signIn: SignIn;
  readonly told: IdentityEvent[];
  readonly secret: string;
  /** Another server on the same database. */
  another(): SignIn;
  pass(milliseconds: number): void;
  now(): number;
  close(): Promise<void>;
}

export const way = (from = '127.0.0.1', origin = 'http://localhost:7400'): Way => ({
  from,
  agent: 'a browser of this test',
  secure: origin.startsWith('https'),
  origin,
});

export async function openFrontDoor(): Promise<FrontDoor> {
  const db = await freshDatabase();
  const pool = signInPool(db.appUrl);
  const secret = await withAdmin(db.adminUrl, (client) => signInSecret(client, db.store.keys.keeper));
  let time = Date.now();
  const told: IdentityEvent[] = [];
  const tell = async (event: IdentityEvent) => void told.push(event);
  const another = () => openSignIn(pool, secret, () => time, tell);
  return {
    ...{ db, pool, told, secret, another, signIn: another() },
    pass: (milliseconds) => {
      time += milliseconds;
    },
    now: () => time,
    close: async () => {
      await pool.end();
      await db.drop();
    },
  };
}

export const cookieOf = (setCookies: readonly string[]): string => setCookies.map((cookie) => cookie.replace(/;.*/, '')).join('; ');

/** The cookie of whoever was let in. */
export function letIn(entered: Entered): string {
  if (entered === 'refused' || !('cookies' in entered)) throw new Error(`not let in: ${JSON.stringify(entered)}`);
  return cookieOf(entered.cookies);
}

export async function sessionOf(signIn: SignIn, cookie: string): Promise<Session> {
  const session = await signIn.session(cookie, false);
  if (!session) throw new Error('no session');
  return session;
}

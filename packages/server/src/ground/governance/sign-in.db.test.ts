import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withAdmin } from '../../store/provision.ts';
import { signInPool, signInSecret } from '../../store/sign-in-pool.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { openSignIn, type SignIn } from './sign-in.ts';

const password = 'correct horse battery';
let db: FreshDatabase;
let pool: ReturnType<typeof signInPool>;
let signIn: SignIn;
let now = 0;

beforeAll(async () => {
  db = await freshDatabase();
  pool = signInPool(db.appUrl);
  signIn = openSignIn(pool, await withAdmin(db.adminUrl, signInSecret), () => now);
  await signIn.addUser('Dana Reyes', 'Dana@demo.claimwright.example', password);
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});

const cookieOf = (setCookies: readonly string[]) => setCookies.map((cookie) => cookie.replace(/;.*/, '')).join('; ');
async function enter(secure = false): Promise<readonly string[]> {
  const answer = await signIn.signIn('dana@demo.claimwright.example', password, '127.0.0.1', secure);
  if (answer === 'refused' || !('cookies' in answer)) throw new Error('not let in');
  return answer.cookies;
}

describe('signing in', () => {
  test('opens a session in a cookie that scripts cannot read, and signing out ends it', async () => {
    const cookies = await enter();
    expect(cookies.join('\n')).toMatch(/HttpOnly/i);
    expect(cookies.join('\n')).toMatch(/SameSite=Lax/i);
    expect(cookies.join('\n')).not.toMatch(/Secure/i);
    expect(await signIn.userOf(cookieOf(cookies), false)).toMatchObject({ name: 'Dana Reyes', email: 'dana@demo.claimwright.example' });
    await signIn.signOut(cookieOf(cookies), false);
    expect(await signIn.userOf(cookieOf(cookies), false)).toBeUndefined();
  });

  test('marks the cookie Secure where the way in is HTTPS', async () => {
    expect((await enter(true)).join('\n')).toMatch(/Secure/);
  });

  test('a forged or missing cookie is nobody', async () => {
    const forged = cookieOf(await enter()).replace(/=(.)/, (_, first) => `=${first === 'a' ? 'b' : 'a'}`);
    expect(await signIn.userOf(forged, false)).toBeUndefined();
    expect(await signIn.userOf(undefined, false)).toBeUndefined();
  });

  test('keeps passwords as argon2id', async () => {
    const { rows } = await pool.query('select password from account');
    expect(rows).toEqual([{ password: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/) }]);
  });

  test('a wrong password and an unknown person get the same answer, and too many tries a pause', async () => {
    expect(await signIn.signIn('dana@demo.claimwright.example', 'wrong password here', '10.1.1.1', false)).toBe('refused');
    expect(await signIn.signIn('nobody@demo.claimwright.example', 'wrong password here', '10.1.1.2', false)).toBe('refused');
    for (let i = 0; i < 5; i++) await signIn.signIn('dana@demo.claimwright.example', 'wrong password here', `10.1.2.${i}`, false);
    expect(await signIn.signIn('dana@demo.claimwright.example', password, '10.1.3.1', false)).toMatchObject({
      waitSeconds: expect.any(Number),
    });
    now += 3_600_000;
    expect((await enter()).length).toBeGreaterThan(0);
  });
});

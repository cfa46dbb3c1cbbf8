import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { passwords } from './library.ts';
import { standing, usualLimits } from './sessions.ts';
import { cookieOf, type FrontDoor, letIn, openFrontDoor, sessionOf, way } from './testing/front-door.ts';

const password = 'correct horse battery';
const email = 'dana@demo.claimwright.example';
const minute = 60_000;
let door: FrontDoor;

beforeAll(async () => {
  door = await openFrontDoor();
  await door.signIn.addUser('Dana Reyes', 'Dana@demo.claimwright.example', password);
});
afterAll(() => door.close());

async function enter(origin?: string): Promise<readonly string[]> {
  const answer = await door.signIn.signIn(email, password, way('127.0.0.1', origin));
  if (answer === 'refused' || !('cookies' in answer)) throw new Error('not let in');
  return answer.cookies;
}

describe('signing in', () => {
  test('opens a session in a cookie that scripts cannot read, and signing out ends it', async () => {
    const cookies = await enter();
    expect(cookies.join('\n')).toMatch(/HttpOnly/i);
    expect(cookies.join('\n')).toMatch(/SameSite=Lax/i);
    expect(cookies.join('\n')).not.toMatch(/Secure/i);
    expect(await door.signIn.session(cookieOf(cookies), false)).toMatchObject({ user: { name: 'Dana Reyes', email }, proof: 'password' });
    await door.signIn.signOut(cookieOf(cookies), false);
    expect(await door.signIn.session(cookieOf(cookies), false)).toBeUndefined();
    expect(door.told).toMatchObject([
      { what: 'ground/governance/sign-in', outcome: 'applied', details: { proof: 'password', from: '127.0.0.1' } },
      { what: 'ground/governance/sign-off', details: { why: 'asked' } },
    ]);
  });

  test('marks the cookie Secure where the way in is HTTPS', async () => {
    expect((await enter('https://localhost')).join('\n')).toMatch(/__Secure-claimwright\.session_token=.*Secure/);
  });

  test('a forged or missing cookie is nobody', async () => {
    const forged = cookieOf(await enter()).replace(/=(.)/, (_, first) => `=${first === 'a' ? 'b' : 'a'}`);
    expect(await door.signIn.session(forged, false)).toBeUndefined();
    expect(await door.signIn.session(undefined, false)).toBeUndefined();
  });

  test('what is kept of a session opens none: neither its hash alone nor signed with the token’s own signature', async () => {
    const cookie = cookieOf(await enter());
    const token = /session_token=([\w-]{43})\./.exec(cookie)?.[1] ?? 'none';
    const kept = await door.pool.query<{ token: string }>('select token from session');
    expect(kept.rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept.rows)).not.toContain(token);
    for (const row of kept.rows)
      for (const forged of [cookie.replace(token, row.token), `claimwright.session_token=${row.token}`])
        expect(await door.signIn.session(forged, false)).toBeUndefined();
    expect(await door.signIn.session(cookie, false)).toBeDefined();
  });

  test('keeps passwords as argon2id', async () => {
    const { rows } = await door.pool.query('select password from account');
    expect(rows).toEqual([{ password: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/) }]);
  });

  test('who cannot be recorded is not let in', async () => {
    const before = await door.pool.query('select count(*) from session');
    door.told.push = () => {
      throw new Error('the record cannot be written');
    };
    await expect(enter()).rejects.toThrow('the record cannot be written');
    Reflect.deleteProperty(door.told, 'push');
    expect((await door.pool.query('select count(*) from session')).rows).toEqual(before.rows);
  });
});

describe('lock-out', () => {
  const wrong = (from: string, to = email, by = door.signIn) => by.signIn(to, 'wrong password here', way(from));

  test('a wrong password and an unknown person get the same answer, for the same work', async () => {
    const asked = vi.spyOn(passwords, 'verify');
    const workOf = async (to: string, from: string) => {
      asked.mockClear();
      expect(await wrong(from, to)).toBe('refused');
      // Counted, not timed: what an answer takes is the argon2id of whatever hash it is compared with, and its settings stand in it.
      return asked.mock.calls.map(([{ hash }]) => /^\$argon2id\$[^$]+\$[^$]+\$/.exec(hash)?.[0]);
    };
    const known = await workOf(email, '10.1.0.1');
    expect(known).toEqual(['$argon2id$v=19$m=19456,t=2,p=1$']);
    for (let i = 0; i < 3; i++) expect(await workOf(`nobody${i}@elm.example`, `10.1.1.${i}`)).toEqual(known);
    asked.mockRestore();
    door.pass(60 * minute);
  });

  test('five failures lock a person out, known or not, on every server, over a restart, and the right password waits too', async () => {
    for (const to of [email, 'nobody@elm.example']) {
      for (let i = 0; i < 5; i++) expect(await wrong(`10.2.0.${i}`, to)).toBe('refused');
      expect(await door.another().signIn(to, password, way('10.2.1.1'))).toEqual({ waitSeconds: 15 });
    }
    const user = await door.signIn.userByEmail(email);
    expect(await door.signIn.lockedUntil(user?.id ?? '')).toEqual(new Date(door.now() + 15_000));
    expect(door.told.at(-6)).toMatchObject({ what: 'ground/governance/lock-out', userId: user?.id, details: { lockedForSeconds: 15 } });
    door.pass(15_000);
    expect(await wrong('10.2.1.2')).toBe('refused');
    expect(await wrong('10.2.1.3')).toEqual({ waitSeconds: 30 });
    door.pass(60 * minute);
    expect((await enter()).length).toBeGreaterThan(0);
    expect(await door.signIn.lockedUntil(user?.id ?? '')).toBeUndefined();
  });

  test('the wait doubles up to a quarter of an hour, and an administrator ends it', async () => {
    let waited = 0;
    for (let i = 0; i < 22; i++) {
      const answer = await wrong(`10.3.0.${i}`);
      if (answer === 'refused' || !('waitSeconds' in answer)) continue;
      waited = answer.waitSeconds;
      door.pass(waited * 1000);
    }
    expect(waited).toBe(900);
    await wrong('10.3.2.1');
    await wrong('10.3.2.2');
    const user = await door.signIn.userByEmail(email);
    expect(await door.signIn.unlock(user?.id ?? '')).toBe(true);
    expect(await door.signIn.unlock(user?.id ?? '')).toBe(false);
    expect((await enter()).length).toBeGreaterThan(0);
  });

  test('fifty guesses at once are five', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => wrong(`10.4.0.${i}`, 'burst@elm.example')));
    expect(answers.filter((answer) => answer === 'refused').length).toBe(5);
  });

  test('an address that tries many names is locked out, and the office next door is not', async () => {
    for (let i = 0; i < 25; i++) expect(await wrong('10.5.0.1', `name${i}@elm.example`)).toBe('refused');
    expect(await wrong('10.5.0.1', 'name99@elm.example')).toMatchObject({ waitSeconds: 15 });
    expect(await door.signIn.signIn(email, password, way('10.5.0.2'))).toHaveProperty('cookies');
  });

  test('the table holds neither names nor addresses', async () => {
    const { rows } = await door.pool.query('select * from lockout');
    expect(rows.length).toBeGreaterThan(20);
    expect(JSON.stringify(rows)).not.toMatch(/@|10\.5\.|elm\.|"dana/);
  });
});

describe('sessions', () => {
  test('end by themselves when nobody does anything, and after half a day whatever is done', async () => {
    const cookie = cookieOf(await enter());
    const over = async () => standing(await sessionOf(door.signIn, cookie), usualLimits, door.now()).over;
    door.pass(15 * minute - 1);
    expect(await over()).toBeUndefined();
    await door.signIn.seen(await sessionOf(door.signIn, cookie), 0);
    door.pass(14 * minute);
    expect(await over()).toBeUndefined();
    // The page asks by itself, its person is away: what counts is when they last did something.
    await door.signIn.seen(await sessionOf(door.signIn, cookie), 14 * minute);
    door.pass(minute);
    expect(await over()).toBe('idle');
    const day = cookieOf(await enter());
    for (let passed = 0; passed < 12 * 60; passed += 10) {
      expect(standing(await sessionOf(door.signIn, day), usualLimits, door.now()).over).toBeUndefined();
      await door.signIn.seen(await sessionOf(door.signIn, day), 0);
      door.pass(10 * minute);
    }
    expect(standing(await sessionOf(door.signIn, day), usualLimits, door.now()).over).toBe('longest');
  });

  test('one that is over is ended, and told once', async () => {
    const session = await sessionOf(door.signIn, cookieOf(await enter()));
    const before = door.told.length;
    await Promise.all([door.signIn.endOver(session, 'idle'), door.signIn.endOver(session, 'idle')]);
    expect(door.told.slice(before)).toMatchObject([{ what: 'ground/governance/sign-off', details: { why: 'idle' } }]);
  });

  test('are listed by device, and ended one by one, all others at once, or all by an administrator', async () => {
    await door.signIn.endSessions((await door.signIn.userByEmail(email))?.id ?? '');
    const mine = letIn(await door.signIn.signIn(email, password, way('10.9.0.1')));
    const phone = letIn(await door.signIn.signIn(email, password, { ...way('10.9.0.2'), agent: 'a phone' }));
    const third = letIn(await door.signIn.signIn(email, password, way('10.9.0.3')));
    const me = await sessionOf(door.signIn, mine);
    const devices = await door.signIn.devices(me);
    expect(devices.map(({ from, current }) => [from, current]).sort()).toEqual([
      ['10.9.0.1', true],
      ['10.9.0.2', false],
      ['10.9.0.3', false],
    ]);
    await door.signIn.addUser('Kim Ode', 'kim@elm.example', password);
    const kim = await sessionOf(door.signIn, letIn(await door.signIn.signIn('kim@elm.example', password, way())));
    const phones = devices.find(({ agent }) => agent === 'a phone')?.id ?? '';
    expect(await door.signIn.endDevice(kim, phones)).toBe(false);
    expect(await door.signIn.endDevice(me, phones)).toBe(true);
    expect(await door.signIn.session(phone, false)).toBeUndefined();
    expect(await door.signIn.endOthers(me)).toBe(1);
    expect(await door.signIn.session(third, false)).toBeUndefined();
    expect(await door.signIn.endSessions(me.user.id)).toBe(1);
    expect(await door.signIn.session(mine, false)).toBeUndefined();
    expect(await door.signIn.session(letIn(await door.signIn.signIn('kim@elm.example', password, way())), false)).toBeDefined();
  });

  test('a new password ends the others and is the only one that opens', async () => {
    const old = cookieOf(await enter());
    const me = await sessionOf(door.signIn, cookieOf(await enter()));
    await door.signIn.setPassword(me, 'a longer battery horse');
    expect(await door.signIn.session(old, false)).toBeUndefined();
    expect(await door.signIn.signIn(email, password, way())).toBe('refused');
    expect(await door.signIn.signIn(email, 'a longer battery horse', way())).toHaveProperty('cookies');
  });
});

test('nothing that was told holds a password, a name or an address of mail', () => {
  expect(JSON.stringify(door.told)).not.toMatch(/battery|Dana|@|wrong password/);
});

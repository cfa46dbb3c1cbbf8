import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Session } from './sessions.ts';
import { type FrontDoor, letIn, openFrontDoor, sessionOf, way } from './testing/front-door.ts';
import { stepAt, totpAt } from './totp.ts';

const password = 'correct horse battery';
const email = 'dana@elm.example';
let door: FrontDoor;
let session: Session;
let secret = '';
let recoveryCodes: readonly string[] = [];

beforeAll(async () => {
  door = await openFrontDoor();
  await door.signIn.addUser('Dana Reyes', email, password);
  session = await sessionOf(door.signIn, letIn(await door.signIn.signIn(email, password, way())));
});
afterAll(() => door.close());

const code = (steps = 0) => totpAt(secret, stepAt(door.now()) + steps);
async function first(from?: string): Promise<string> {
  const entered = await door.signIn.signIn(email, password, way(from));
  if (entered === 'refused' || !('token' in entered)) throw new Error(`no second factor was asked for: ${JSON.stringify(entered)}`);
  return entered.token;
}

describe('an authenticator app', () => {
  test('is offered with a picture made here, and asked for only once it showed a code', async () => {
    const offer = await door.signIn.offerAuthenticator(session);
    secret = offer?.secret ?? '';
    expect(offer?.picture).toMatch(/^<svg /);
    expect(offer?.picture).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    expect(offer?.address).toContain(`secret=${secret}`);
    expect(await door.signIn.signIn(email, password, way())).toHaveProperty('cookies');
    expect(await door.signIn.confirmAuthenticator(session, '000000')).toBeUndefined();
    recoveryCodes = (await door.signIn.confirmAuthenticator(session, code())) ?? [];
    expect(recoveryCodes.length).toBe(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await door.signIn.factors(session.user.id)).toMatchObject({ authenticator: true, recoveryCodesLeft: 10 });
    expect(await door.signIn.offerAuthenticator(session)).toBeUndefined();
    expect((await sessionOf(door.signIn, letIn(await withCode()))).proof).toBe('password+totp');
  });

  const withCode = async () => {
    door.pass(60_000);
    return door.signIn.secondFactor(await first(), { code: code() }, way());
  };

  test('its secret stands encrypted in the database, its recovery codes hashed', async () => {
    const [kept, codes] = await Promise.all([
      door.pool.query<{ secret: string }>('select secret from authenticator'),
      door.pool.query<{ hash: string }>('select hash from "recoveryCode"'),
    ]);
    expect(kept.rows[0]?.secret).not.toContain(secret);
    expect(kept.rows[0]?.secret.length).toBeGreaterThan(64);
    for (const each of recoveryCodes) expect(JSON.stringify(codes.rows)).not.toContain(each);
  });

  test('a code counts once, although it is typed twice at the same moment', async () => {
    door.pass(60_000);
    const now = code();
    const tokens = [await first(), await first()];
    const answers = await Promise.all(tokens.map((token) => door.signIn.secondFactor(token, { code: now }, way())));
    expect(answers.filter((answer) => answer === 'refused').length).toBe(1);
    expect(await door.signIn.secondFactor(await first(), { code: now }, way())).toBe('refused');
  });

  test('a first factor lasts five minutes, serves once, and five codes', async () => {
    door.pass(30 * 60_000);
    const late = await first();
    door.pass(5 * 60_000);
    expect(await door.signIn.secondFactor(late, { code: code() }, way())).toBe('refused');
    const token = await first();
    expect(await door.signIn.secondFactor(token, { code: code() }, way())).toHaveProperty('cookies');
    door.pass(60_000);
    expect(await door.signIn.secondFactor(token, { code: code() }, way())).toBe('refused');
    expect(await door.signIn.secondFactor('made up', { code: code() }, way())).toBe('refused');
    expect(await door.signIn.secondFactor(undefined, { code: code() }, way())).toBe('refused');
  });

  test('who knows the password guesses codes no faster: the lock-out counts them over many sign-ins', async () => {
    door.pass(60 * 60_000);
    let guesses = 0;
    for (let i = 0; i < 12; i++) {
      const entered = await door.signIn.signIn(email, password, way(`10.0.0.${i}`));
      if (entered === 'refused' || !('token' in entered)) break;
      for (let n = 0; n < 6; n++)
        if ((await door.signIn.secondFactor(entered.token, { code: '000000' }, way(`10.0.1.${i}`))) === 'refused') guesses++;
    }
    expect(guesses).toBeLessThanOrEqual(12);
    expect(await door.signIn.lockedUntil(session.user.id)).toBeDefined();
    expect(await door.signIn.unlock(session.user.id)).toBe(true);
    door.pass(60_000);
    expect(await door.signIn.secondFactor(await first(), { code: code() }, way())).toHaveProperty('cookies');
  });
});

describe('recovery codes', () => {
  test('open once each, however they are typed, and are worthless when new ones are made', async () => {
    door.pass(60 * 60_000);
    const typed = recoveryCodes[0]?.toLowerCase().replace('-', ' ') ?? '';
    expect(await door.signIn.secondFactor(await first(), { recoveryCode: typed }, way())).toHaveProperty('cookies');
    expect(await door.signIn.secondFactor(await first(), { recoveryCode: typed }, way())).toBe('refused');
    expect((await door.signIn.factors(session.user.id)).recoveryCodesLeft).toBe(9);
    const renewed = await door.signIn.renewRecoveryCodes(session);
    expect(await door.signIn.secondFactor(await first(), { recoveryCode: recoveryCodes[1] ?? '' }, way())).toBe('refused');
    const answer = await door.signIn.secondFactor(await first(), { recoveryCode: renewed[1] ?? '' }, way());
    expect((await sessionOf(door.signIn, letIn(answer))).proof).toBe('password+recovery-code');
  });
});

describe('showing again who one is', () => {
  test('is asked for after ten minutes, and a password or a code answers it', async () => {
    door.pass(60_000);
    const cookie = letIn(await door.signIn.secondFactor(await first(), { code: code() }, way()));
    const fresh = await sessionOf(door.signIn, cookie);
    const again = async () => door.signIn.isFresh(await sessionOf(door.signIn, cookie), true);
    expect(await again()).toBe(true);
    door.pass(10 * 60_000);
    expect(await again()).toBe(false);
    expect(await door.signIn.confirm(fresh, { password: 'not this one' }, way())).toBe('refused');
    expect(await again()).toBe(false);
    expect(await door.signIn.confirm(fresh, { password }, way())).toBe('confirmed');
    expect(await again()).toBe(true);
    door.pass(10 * 60_000);
    expect(await door.signIn.confirm(fresh, { code: code() }, way())).toBe('confirmed');
    expect(await again()).toBe(true);
  });

  test('an authenticator that is taken away takes its recovery codes along', async () => {
    expect(await door.signIn.removeAuthenticator(session)).toBe(true);
    expect(await door.signIn.removeAuthenticator(session)).toBe(false);
    expect(await door.signIn.factors(session.user.id)).toEqual({ authenticator: false, recoveryCodesLeft: 0, passkeys: [] });
    expect(await door.signIn.signIn(email, password, way())).toHaveProperty('cookies');
  });
});

test('what was told names the acts and none of the secrets', () => {
  const acts = new Set(door.told.map(({ what }) => what.replace('ground/governance/', '')));
  for (const act of ['sign-in', 'lock-out', 'add-authenticator', 'remove-authenticator', 'make-recovery-codes'])
    expect(acts).toContain(act);
  const all = JSON.stringify(door.told);
  for (const hidden of [secret, ...recoveryCodes, password, email]) expect(all).not.toContain(hidden);
});

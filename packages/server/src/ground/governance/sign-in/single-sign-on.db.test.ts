import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Provider as OurProvider } from './single-sign-on.ts';
import { type FrontDoor, letIn, openFrontDoor, sessionOf, way } from './testing/front-door.ts';
import { type OpenIdProvider, openIdProvider } from './testing/openid-provider.ts';

const origin = 'http://localhost:7400';
let door: FrontDoor;
let openid: OpenIdProvider;
let provider: OurProvider;
let works: string[] = [];

beforeAll(async () => {
  door = await openFrontDoor();
  openid = await openIdProvider(origin);
  const { issuer } = openid;
  provider = {
    id: 'practice-1',
    issuer,
    clientId: 'claimwright',
    clientSecret: 'a secret of the provider',
    domains: ['elm.example'],
    secondFactor: false,
  };
  for (const name of ['Dana', 'Kim', 'Left'])
    works.push(
      (await door.signIn.addUser(`${name} Reyes`, `${name}@elm.example`, name === 'Kim' ? undefined : 'correct horse battery')).id,
    );
  works = works.slice(0, 2);
});
afterAll(async () => {
  await openid.close();
  await door.close();
});

const known = async ({ id }: { id: string }) => works.includes(id);
const find = async (id: string) => (id === provider.id ? provider : undefined);
const begin = (by = provider) => door.signIn.beginSignOn(by, '/claims', way('10.0.0.1', origin));
async function back(as: string, by = provider) {
  const { url, token } = await begin(by);
  const returned = await openid.visit(url, as);
  return {
    token,
    state: returned.searchParams.get('state') ?? '',
    code: returned.searchParams.get('code') ?? '',
    issuer: returned.searchParams.get('iss') ?? undefined,
  };
}
const end = (given: { state: string; code: string; issuer?: string | undefined; cookie: string | undefined }) =>
  door.signIn.endSignOn(given, find, known, way('10.0.0.1', origin));
const through = async (as: string) => {
  const { token, ...given } = await back(as);
  return end({ ...given, cookie: token });
};
const why = () => door.told.at(-1)?.details?.why;

describe('single sign-on, at a real OpenID provider', () => {
  test('asks with a code challenge, state and nonce, and lets in whom the practice knows', async () => {
    const asked = new URL((await begin()).url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', scope: 'openid email' });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length, name).toBeGreaterThanOrEqual(43);
    const { entered, to } = await through('dana');
    expect(to).toBe('/claims');
    expect(await sessionOf(door.signIn, letIn(entered))).toMatchObject({ user: { email: 'dana@elm.example' }, proof: 'single-sign-on' });
    expect(door.told.map(({ what }) => what)).toContain('ground/governance/link-sign-on');
    letIn((await through('dana')).entered);
  });

  test('a provider that asks for two factors is relied on where the practice says so, and else our own is asked for', async () => {
    const assured = provider;
    provider = { ...assured, secondFactor: true };
    expect((await sessionOf(door.signIn, letIn((await through('dana')).entered))).proof).toBe('single-sign-on+provider');
    provider = assured;
  });

  test('refuses whoever is not known, not verified, of another domain, gone, or under somebody else’s address', async () => {
    for (const [as, because] of [
      ['stranger', 'sign-on: nobody of this address works here'],
      ['unverified', 'sign-on: the address is not verified'],
      ['elsewhere', 'sign-on: the address is of another domain'],
      ['left', 'sign-on: does not work here'],
      ['eve', 'sign-on: the address is linked with somebody else'],
    ] as const) {
      expect((await through(as)).entered, as).toBe('refused');
      expect(why(), as).toBe(because);
    }
    const { rows } = await door.pool.query('select count(*)::int as n from "user"');
    expect(rows[0].n, 'nobody was made').toBe(3);
  });

  test('an answer counts once, in the browser that asked, in time, and from the provider that was asked', async () => {
    const { token, ...given } = await back('kim');
    expect((await end({ ...given, cookie: undefined })).entered).toBe('refused');
    expect((await end({ ...given, cookie: 'of another browser' })).entered).toBe('refused');
    expect((await end({ ...given, state: 'made up', cookie: 'made up' })).entered).toBe('refused');
    letIn((await end({ ...given, cookie: token })).entered);
    expect((await end({ ...given, cookie: token })).entered, 'replayed').toBe('refused');

    const late = await back('kim');
    door.pass(10 * 60_000);
    expect((await end({ ...late, cookie: late.token })).entered, 'too late').toBe('refused');

    const mixed = await back('kim');
    expect((await end({ ...mixed, issuer: 'https://evil.example', cookie: mixed.token })).entered).toBe('refused');
    expect(why()).toBe('sign-on: another provider answered');
  });

  test('a code of another round, which carries another nonce and challenge, opens nothing', async () => {
    const [first, second] = [await back('kim'), await back('kim')];
    expect((await end({ state: second.state, code: first.code, issuer: first.issuer, cookie: second.token })).entered).toBe('refused');
    expect(why()).toBe('sign-on: the answer is not the provider’s');
  });

  test('a token for another program, or with a wrong secret, opens nothing', async () => {
    const right = provider;
    const { token, ...given } = await back('kim');
    provider = { ...right, clientSecret: 'another one' };
    expect((await end({ ...given, cookie: token })).entered).toBe('refused');
    provider = right;
    await expect(begin({ ...right, issuer: `${right.issuer}/other` })).rejects.toThrow();
  });

  test('a provider that names an address in the clear is not followed there', async () => {
    let wrong: { readonly [endpoint: string]: unknown } = {};
    const server = createServer((_, answer) => {
      const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const right = { authorization_endpoint: `${at}/auth`, token_endpoint: `${at}/token`, jwks_uri: `${at}/keys` };
      answer.setHeader('content-type', 'application/json').end(JSON.stringify({ issuer: at, ...right, ...wrong }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bent = { ...provider, issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    await expect(begin(bent)).resolves.toHaveProperty('url');
    for (const endpoint of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'])
      for (const address of ['http://id.elm.example/x', 'http://localhost.elm.example/x', 'javascript:alert(1)', undefined]) {
        wrong = { [endpoint]: address };
        await expect(begin(bent), `${endpoint} ${address}`).rejects.toThrow(/https/);
      }
    server.close();
  });

  test('nothing that was told holds a code, a token or an address of mail', () => {
    expect(JSON.stringify(door.told)).not.toMatch(/@|eyJ|battery/);
  });
});

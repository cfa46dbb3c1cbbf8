import { createAuthorizationURL, validateAuthorizationCode, validateToken } from 'better-auth/oauth2';
import { isSafeAddress } from '../safe-address.ts';
import { admit, type Entered, refuse } from './entering.ts';
import { begin, type IdentityParts, take, type Way } from './parts.ts';
import { newToken } from './token.ts';

/** An OpenID provider as a practice has set it up. */
export interface Provider {
  /** The practice's: one provider each. */
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whose addresses it may speak for. */
  readonly domains: readonly string[];
  /** The provider asks for a second factor itself, and the practice relies on it. */
  readonly secondFactor: boolean;
}

interface Discovered {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
}

/** Why somebody whom the provider knows is not let in; `letIn` where they are. */
export type Known = (user: { id: string }, provider: Provider) => Promise<boolean>;

const waysSeconds = 10 * 60;
const callback = (origin: string): string => `${origin}/api/auth/sign-on/callback`;
const linkName = (provider: Provider): string => `sign-on:${provider.issuer}`;
/** Signatures by a key pair only: a shared secret or none at all would let anybody sign. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

async function discover(issuer: string): Promise<Discovered> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(5000),
    headers: { accept: 'application/json' },
  });
  const found = (await answer.json()) as Discovered;
  if (!answer.ok || found.issuer !== issuer) throw new Error('the provider does not call itself by the name that was set up');
  // What it names is followed by the browser with the state, and by us with the secret and for the keys: none of it in the clear.
  const named = [found.authorization_endpoint, found.token_endpoint, found.jwks_uri];
  if (!isSafeAddress(issuer) || !named.every((address) => typeof address === 'string' && isSafeAddress(address)))
    throw new Error('the provider names an address that is not reached by https');
  return found;
}

interface Began {
  readonly provider: string;
  readonly verifier: string;
  readonly nonce: string;
  readonly to: string;
}

/** OpenID Connect: authorization code with PKCE, state and nonce. The provider says who somebody is; the practice has said who works here. */
export function signOnDoor(parts: IdentityParts) {
  return {
    /** Where to send the browser, and what it must bring back with the provider's answer. */
    beginSignOn: async (provider: Provider, to: string, way: Way): Promise<{ url: string; token: string }> => {
      const { authorization_endpoint: authorizationEndpoint } = await discover(provider.issuer);
      const began: Began = { provider: provider.id, verifier: `${newToken()}${newToken()}`, nonce: newToken(), to };
      const state = await begin(parts, 'sign-on', began, waysSeconds);
      const url = await createAuthorizationURL({
        id: provider.id,
        options: { clientId: provider.clientId },
        authorizationEndpoint,
        redirectURI: callback(way.origin),
        state,
        codeVerifier: began.verifier,
        nonce: began.nonce,
        scopes: ['openid', 'email'],
      });
      return { url: url.toString(), token: state };
    },
    /** The provider's answer. `state` must be the one that this very browser began with, and counts once. */
    endSignOn: async (
      given: { state: string; code: string; issuer?: string | undefined; cookie: string | undefined },
      providerOf: (id: string) => Promise<Provider | undefined>,
      known: Known,
      way: Way,
    ): Promise<{ entered: Entered; to: string }> => {
      const refused = async (why: string, userId?: string) => ({ entered: await refuse(parts, userId, why, way), to: '/' });
      if (given.cookie !== given.state) return refused('sign-on: not begun in this browser');
      const began = (await take(parts, 'sign-on', given.state)) as Began | undefined;
      const provider = began && (await providerOf(began.provider));
      if (!began || !provider) return refused('sign-on: not begun, or too late');
      if (given.issuer !== undefined && given.issuer !== provider.issuer) return refused('sign-on: another provider answered');
      const claims = await claimsOf(provider, began, given.code, way).catch(() => undefined);
      if (!claims || claims.nonce !== began.nonce) return refused('sign-on: the answer is not the provider’s');
      const user = await userOf(parts, provider, claims);
      if (typeof user === 'string') return refused(user);
      if (!(await known(user, provider))) return refused('sign-on: does not work here', user.id);
      await link(parts, provider, claims.sub, user.id);
      const proof = provider.secondFactor ? 'single-sign-on+provider' : 'single-sign-on';
      return { entered: await admit(parts, { userId: user.id, proof, vouchedBy: provider.id }, way), to: began.to };
    },
  };
}

interface Claims {
  readonly sub: string;
  readonly nonce?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

async function claimsOf(provider: Provider, began: Began, code: string, way: Way): Promise<Claims | undefined> {
  const discovered = await discover(provider.issuer);
  const tokens = await validateAuthorizationCode({
    code,
    codeVerifier: began.verifier,
    redirectURI: callback(way.origin),
    options: { clientId: provider.clientId, clientSecret: provider.clientSecret },
    tokenEndpoint: discovered.token_endpoint,
    authentication: 'basic',
  });
  if (tokens.idToken === undefined) return undefined;
  const { payload } = await validateToken<Claims>(tokens.idToken, discovered.jwks_uri, {
    audience: provider.clientId,
    issuer: provider.issuer,
    algorithms,
    requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    clockTolerance: 30,
  });
  return payload;
}

/** By the provider's own name for somebody; the first time by an address that the provider has verified and may speak for. */
async function userOf(parts: IdentityParts, provider: Provider, claims: Claims): Promise<{ id: string } | string> {
  const linked = await parts.store.providerLink(linkName(provider), claims.sub);
  if (linked) return { id: linked.userId };
  const email = claims.email?.toLowerCase();
  if (email === undefined || claims.email_verified !== true) return 'sign-on: the address is not verified';
  if (!provider.domains.includes(email.slice(email.lastIndexOf('@') + 1))) return 'sign-on: the address is of another domain';
  const user = await parts.store.userByEmail(email);
  if (!user) return 'sign-on: nobody of this address works here';
  // An address that passed to somebody else must not open what was its first owner's.
  if (await parts.store.providerLinkOf(linkName(provider), user.id)) return 'sign-on: the address is linked with somebody else';
  return { id: user.id };
}

async function link(parts: IdentityParts, provider: Provider, subject: string, userId: string): Promise<void> {
  if (await parts.store.providerLink(linkName(provider), subject)) return;
  await parts.library.linkProvider(userId, linkName(provider), subject);
  await parts.tell({ what: 'ground/governance/link-sign-on', outcome: 'applied', userId });
}

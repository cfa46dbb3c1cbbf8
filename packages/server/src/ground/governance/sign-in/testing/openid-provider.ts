import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Who signs in there: the name under which the provider knows them, and what it says of them. */
const people: { readonly [sub: string]: { email: string; email_verified: boolean } } = {
  dana: { email: 'Dana@elm.example', email_verified: true },
  eve: { email: 'dana@elm.example', email_verified: true },
  unverified: { email: 'kim@elm.example', email_verified: false },
  stranger: { email: 'nobody@elm.example', email_verified: true },
  elsewhere: { email: 'dana@oak.example', email_verified: true },
  left: { email: 'left@elm.example', email_verified: true },
  kim: { email: 'kim@elm.example', email_verified: true },
};

export interface OpenIdProvider {
  readonly issuer: string;
  /** Signs in and consents as a person does in a browser; answers the address to which the provider sends them back. */
  visit(url: string, as: string): Promise<URL>;
  close(): Promise<void>;
}

/** A real OpenID provider on this machine, for a program at `origin`. Its client is `claimwright`. */
export async function openIdProvider(origin: string): Promise<OpenIdProvider> {
  // The address must be known before the provider is: it calls itself by it.
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'claimwright',
        client_secret: 'a secret of the provider',
        redirect_uris: [`${origin}/api/auth/sign-on/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
      { client_id: 'another', client_secret: 'of another', redirect_uris: [`${origin}/api/auth/sign-on/callback`] },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
    cookies: { keys: ['a key of this test'] },
  });
  server.on('request', oidc.callback());
  return {
    issuer,
    visit: (url, as) => visit(origin, url, as),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A browser at the provider: follows it through its sign-in and consent, with its cookies, until it is sent back to us. */
async function visit(origin: string, url: string, as: string): Promise<URL> {
  const jar = new Map<string, string>();
  let next = new URL(url);
  let body: URLSearchParams | undefined;
  for (let steps = 0; steps < 12; steps++) {
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body ? { method: 'POST', body } : {}),
    });
    body = undefined;
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const to = answer.headers.get('location');
    if (to !== null) {
      next = new URL(to, next);
      if (next.origin === origin) return next;
      continue;
    }
    const page = await answer.text();
    const [, action] = /<form[^>]*action="([^"]+)"/.exec(page) ?? [];
    if (!action) throw new Error(`the provider shows no form: ${page.slice(0, 300)}`);
    next = new URL(action, next);
    body = page.includes('name="login"')
      ? new URLSearchParams({ prompt: 'login', login: as, password: 'x' })
      : new URLSearchParams({ prompt: 'consent' });
  }
  throw new Error('the provider leads nowhere');
}

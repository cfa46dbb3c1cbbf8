/** What the tests use of the package, which brings no types of its own. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export default class Provider {
    constructor(
      issuer: string,
      configuration: {
        readonly clients: readonly object[];
        readonly pkce: { required(): boolean };
        readonly claims: { readonly [scope: string]: readonly string[] };
        readonly conformIdTokenClaims: boolean;
        readonly features: object;
        readonly cookies: { readonly keys: readonly string[] };
        findAccount(context: unknown, id: string): { accountId: string; claims(): Promise<object> };
      },
    );
    callback(): RequestListener;
  }
}

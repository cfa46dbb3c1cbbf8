import type { Provider } from '../single-sign-on.ts';
import type { Policy } from './policy.ts';
import { activeProviders, type ProviderRow, policyAt, worksAt } from './store.ts';

/** How long an answer may be old: each request asks for it, and hardly anybody ever changes it. */
const freshFor = 3000;

/** What signing in must know of the practices. */
export interface SignInDesk {
  policyOf(practice: { readonly tenant: string; readonly demo: boolean }): Promise<Policy>;
  /** The providers that practices have set up. */
  providers(): Promise<readonly (Provider & { readonly name: string })[]>;
  worksAt(tenant: string, userId: string): Promise<boolean>;
  /** After a change here: what is known may be old. */
  forget(): void;
}

export function signInDesk(store: Parameters<typeof policyAt>[0], now: () => number): SignInDesk {
  const policies = remembered((key: string, demo: boolean) => policyAt(store, key, demo), now);
  const providers = remembered(() => activeProviders(store), now);
  return {
    policyOf: ({ tenant, demo }) => policies.get(tenant, demo),
    providers: async () => (await providers.get('all', false)).map(present),
    worksAt: (tenant, userId) => worksAt(store, tenant, userId),
    forget: () => {
      policies.forget();
      providers.forget();
    },
  };
}

const present = ({ tenantId, name, issuer, clientId, clientSecret, domains, secondFactor }: ProviderRow) => ({
  id: tenantId,
  ...{ name, issuer, clientId, clientSecret, domains, secondFactor },
});

function remembered<T>(ask: (key: string, demo: boolean) => Promise<T>, now: () => number) {
  const known = new Map<string, { at: number; answer: Promise<T> }>();
  return {
    get: (key: string, demo: boolean): Promise<T> => {
      const found = known.get(key);
      if (found && now() - found.at < freshFor && now() >= found.at) return found.answer;
      const answer = ask(key, demo);
      known.set(key, { at: now(), answer });
      answer.catch(() => known.delete(key));
      return answer;
    },
    forget: () => known.clear(),
  };
}

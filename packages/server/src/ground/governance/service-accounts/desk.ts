import { scopesWithin } from '@claimwright/core/ground/governance';
import type { Actor, Gate } from '../../../gate/index.ts';
import { fits, newKey, readKey } from './key.ts';
import { found, noteUse, rolesNow } from './store.ts';
import type { KeyMade } from './views.ts';

/** What the HTTP side may ask of service accounts. */
export interface ServiceDesk {
  /** The key is shown this once; only its hash goes through the gate. */
  create(actor: Actor, input: object): Promise<KeyMade>;
  rotate(actor: Actor, accountId: string, input: object): Promise<KeyMade>;
  /** Who comes in with this key now; undefined where it opens nothing. */
  actorOf(text: string): Promise<Actor | undefined>;
}

interface Parts {
  readonly gate: Gate;
  readonly store: Parameters<typeof found>[0];
  now(): number;
}

/** Each request would be a write: once a minute says enough. */
const notedEvery = 60_000;

export function serviceDesk({ gate, store, now }: Parts): ServiceDesk {
  const make = async (actor: Actor, command: string, input: object): Promise<KeyMade> => {
    const { text, id: keyId, prefix, hash } = newKey(actor.tenant);
    const { result } = await gate.act<{ accountId: string; expiresAt: string }>(command, { ...input, keyId, prefix, hash }, actor);
    return { ...result, keyId, key: text };
  };
  return {
    create: (actor, input) => make(actor, 'ground/governance/create-service-account', input),
    rotate: (actor, accountId, input) => make(actor, 'ground/governance/rotate-service-key', { ...input, accountId }),
    actorOf: async (text) => {
      const given = readKey(text);
      if (!given) return undefined;
      const kept = await found(store, given.tenant, given.id);
      // Compared even where there is nothing to compare with: how long it takes says nothing.
      const right = fits(given.secret, kept?.key.hash ?? ''.padEnd(43, 'A'));
      if (!kept || !right) return undefined;
      const { key, account } = kept;
      const at = now();
      if (key.revokedAt || account.revokedAt || key.expiresAt.getTime() <= at) return undefined;
      // Asked at each use: whoever made it may have left, or lost a right, and then so has the key.
      const keyOf = key.madeBy ?? account.createdBy;
      const scopes = scopesWithin(await rolesNow(store, given.tenant, keyOf), account.scopes);
      if (scopes.length === 0) return undefined;
      if (!key.usedAt || at - key.usedAt.getTime() >= notedEvery) await noteUse(store, given.tenant, key.id, new Date(at));
      const { id, name, roles } = account;
      return { kind: 'service', id, name, tenant: given.tenant, roles, scopes, keyOf };
    },
  };
}

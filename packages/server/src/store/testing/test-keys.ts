import { createHash, createSecretKey } from 'node:crypto';
import type { KeyKeeper } from '../keys/keeper.ts';
import { openWith, sealWith } from '../keys/key-ring.ts';
import { type Keys, openKeys } from '../keys/keys.ts';

/** A keeper whose key is made of its name: for tests, and for processes that tests start. */
export function memoryKeeper(name = 'test'): KeyKeeper {
  let generation = 0;
  const keyOf = (id: string) => createSecretKey(createHash('sha256').update(`${name}/${id}`).digest());
  const bound = Buffer.from('memory');
  return {
    kind: 'memory',
    where: 'nowhere',
    wrap: async (secret) => {
      const kekId = `memory-${generation}`;
      return { kekId, bytes: sealWith(keyOf(kekId), bound, secret) };
    },
    unwrap: async ({ kekId, bytes }) => openWith(keyOf(kekId), bound, bytes),
    renew: async () => {
      generation += 1;
    },
  };
}

export const testKeys = (appUrl: string): Keys => openKeys(appUrl, memoryKeeper());

import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  type ChainName,
  type Checkpoint,
  chainNames,
  checkpointBreaks,
  checkpointHash,
  genesis,
  type Held,
  readCheckpoint,
  type SignedCheckpoint,
} from '@claimwright/core/ground/governance';
import type { Tx } from '../store/store.ts';
import { checkpointsOf } from './checkpoints.ts';
import { sha256 } from './record.ts';
import type { VerifyView } from './views.ts';
import type { Witness, Witnessed } from './witness.ts';

/** The checkpoints to hold the chains against, and what is wrong with them by themselves. */
interface HeldAgainst {
  readonly chains: { readonly [chain in ChainName]: readonly Held[] };
  readonly view: VerifyView['checkpoints'];
}

/** Where both have one, the second place's counts: whoever can change the database cannot change that. */
export async function heldAgainst(tx: Tx, witness: Witness | undefined): Promise<HeldAgainst> {
  const broken: string[] = [];
  const chains: { [chain in ChainName]: readonly Held[] } = { acts: [], reads: [] };
  let made = 0;
  let witnessed = 0;
  const strangers = new Set<string>();
  for (const chain of chainNames) {
    const here = sound(chain, 'the database', await checkpointsOf(tx, chain), tx.tenant, witness, { broken, strangers });
    const there = sound(chain, 'the second place', (await witness?.kept(tx.tenant, chain)) ?? [], tx.tenant, witness, {
      broken,
      strangers,
    });
    made += here.size;
    witnessed += there.size;
    for (const [n, { text, held }] of there) {
      const own = here.get(n);
      const { from, to, at } = held.checkpoint;
      if (!own) broken.push(`${chain}: checkpoint ${n} (entries ${from} to ${to}, ${at}) is not in the database, but in the second place`);
      else if (own.text !== text) broken.push(`${chain}: checkpoint ${n} of the database is not the one that the second place holds`);
    }
    const all = new Map([...here, ...there]);
    chains[chain] = [...all.values()].map(({ held }) => held).sort((a, b) => a.checkpoint.n - b.checkpoint.n);
    broken.push(...inOrder(all.values()).map((says) => `${chain}: ${says}`));
  }
  return {
    chains,
    view: {
      ...{ made, witnessed, broken, acts: through(chains.acts), reads: through(chains.reads), unknownKeys: [...strangers] },
      ...(witness ? { place: witness.place, key: witness.key } : {}),
    },
  };
}

interface Read {
  readonly text: string;
  readonly held: Held;
}
interface Found {
  readonly broken: string[];
  readonly strangers: Set<string>;
}

/** Those that can be read and whose signature holds, by their number. */
function sound(
  chain: ChainName,
  place: string,
  kept: readonly (SignedCheckpoint | Witnessed)[],
  tenant: string,
  witness: Witness | undefined,
  found: Found,
): Map<number, Read> {
  const good = new Map<number, Read>();
  for (const [index, one] of kept.entries()) {
    const checkpoint = readCheckpoint(one.text);
    const name = `${chain}: checkpoint ${checkpoint?.n ?? index + 1} of ${place}`;
    if (!checkpoint || checkpoint.tenant !== tenant || checkpoint.chain !== chain) {
      found.broken.push(`${name} was changed: it cannot be read`);
      continue;
    }
    const trusted = witness?.trusts(one.text, one.signature, checkpoint.key);
    if (trusted === false || (trusted === undefined && !signedByItsKey(checkpoint, one))) {
      found.broken.push(`${name} was changed: its signature does not hold`);
      continue;
    }
    if (trusted === undefined) found.strangers.add(checkpoint.key);
    if (good.has(checkpoint.n)) found.broken.push(`${name} stands there twice`);
    good.set(checkpoint.n, { text: one.text, held: 'marks' in one ? { checkpoint, marks: one.marks } : { checkpoint } });
  }
  return good;
}

/** Whether the key that a checkpoint brings made its signature. Whose key that is, a person must know. */
function signedByItsKey({ key, publicKey }: Checkpoint, { text, signature }: SignedCheckpoint): boolean {
  try {
    const der = Buffer.from(publicKey, 'base64');
    const opened = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return (
      createHash('sha256').update(der).digest('hex') === key && verify(null, Buffer.from(text), opened, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}

function inOrder(all: Iterable<Read>): string[] {
  const sorted = [...all].sort((a, b) => a.held.checkpoint.n - b.held.checkpoint.n);
  return checkpointBreaks(
    sorted.map(({ text, held }) => ({ checkpoint: held.checkpoint, hash: checkpointHash(text, sha256) })),
    genesis,
  );
}

const through = (held: readonly Held[]): number => held.at(-1)?.checkpoint.to ?? 0;

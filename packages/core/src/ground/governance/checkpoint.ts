import { canonical } from './canonical.ts';
import type { Sha256 } from './merkle.ts';
import type { ChainName } from './record.ts';

/** A batch of a chain as it stood at a moment, to be signed: whoever holds it can tell later that nothing before it was changed. */
export interface Checkpoint {
  readonly v: 1;
  readonly tenant: string;
  readonly chain: ChainName;
  /** 1, 2, 3 … within its chain. */
  readonly n: number;
  readonly from: number;
  readonly to: number;
  /** Merkle root over the hashes of entries `from` to `to`. */
  readonly root: string;
  /** The hash before entry `from`. */
  readonly previous: string;
  /** The hash of entry `to`. */
  readonly head: string;
  /** ISO instant. */
  readonly at: string;
  /** SHA-256 of the checkpoint before it, so that none can be left out; the chain's beginning for the first. */
  readonly before: string;
  /** Fingerprint of the key that signs it: SHA-256 over the key as it stands in `publicKey`. */
  readonly key: string;
  /** The public half (SPKI, base64), so that the signature can be checked where the key is not known any more. */
  readonly publicKey: string;
}

/** A checkpoint as it is kept: the very text that was signed. */
export interface SignedCheckpoint {
  readonly text: string;
  readonly signature: string;
}

/** How many characters of an entry's hash the second place keeps, to name the entry that was replaced. */
export const markLength = 12;

/** The one text of a checkpoint: what is signed. */
export const checkpointText = (checkpoint: Checkpoint): string => canonical({ ...checkpoint });

export const checkpointHash = (text: string, sha256: Sha256): string => sha256(`checkpoint\n${text}`);

const texts = ['tenant', 'chain', 'root', 'previous', 'head', 'at', 'before', 'key', 'publicKey'] as const;
const numbers = ['n', 'from', 'to'] as const;

/** Reads the text of a checkpoint; undefined where it is none, or is written otherwise than checkpoints are. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const checkpoint = value as Checkpoint;
  const whole =
    checkpoint.v === 1 &&
    texts.every((key) => typeof checkpoint[key] === 'string') &&
    numbers.every((key) => Number.isSafeInteger(checkpoint[key]) && checkpoint[key] > 0);
  return whole && checkpointText(checkpoint) === text ? checkpoint : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type Canonical,
  type ChainName,
  type Checkpoint,
  canonical,
  checkpointHash,
  type PathStep,
  type SignedCheckpoint,
} from '@claimwright/core/ground/governance';
import { sha256, type Witness } from '../../../gate/index.ts';

/** What goes into a bundle: whole batches of the chains, or single entries with the proofs that lead to their batches. */
export interface BundleParts {
  readonly tenant: string;
  readonly at: string;
  /** Who exports it. */
  readonly by: string;
  /** What was asked for, in words: a span of time, a subject. */
  readonly asked: { readonly [key: string]: string };
  readonly checkpoints: readonly BundleCheckpoint[];
  /** Of a span of time: the checkpoints that stand right before and after it, so that it cannot be shortened. */
  readonly beside?: readonly (BundleCheckpoint & { readonly place: 'before' | 'after' })[];
  /** Until where the second place held each chain. */
  readonly ends?: readonly BundleCheckpoint[];
  /** Single entries, where not all are wanted. */
  readonly picked?: readonly { readonly chain: ChainName; readonly seq: number }[];
  /** Those entries whose words go along. */
  readonly words: readonly BundleWords[];
  /** The entries of a batch, in their order; with a way to the root where entries are picked. */
  entries(checkpoint: Checkpoint): AsyncIterable<BundleEntry>;
}

export interface BundleCheckpoint extends SignedCheckpoint {
  readonly checkpoint: Checkpoint;
}

export interface BundleEntry {
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
  readonly path?: readonly PathStep[];
}

export interface BundleWords {
  readonly chain: ChainName;
  readonly seq: number;
  readonly salt: string;
  readonly words: string;
}

const verifierName = 'verify-record.mjs';
const files = (): [name: string, text: string][] => [
  [verifierName, readFileSync(new URL(`./verifier/${verifierName}`, import.meta.url), 'utf8')],
  ['README.md', readFileSync(new URL('./verifier/README.md', import.meta.url), 'utf8')],
];

/** The bundle, line by line: the manifest first, the seal over all lines last. Verified by the file that it brings, without us. */
export async function* bundleOf(parts: BundleParts, witness: Witness): AsyncGenerator<string> {
  const whole = createHash('sha256');
  let lines = 0;
  const line = (value: object): string => {
    const text = `${JSON.stringify(value)}\n`;
    whole.update(text);
    lines += 1;
    return text;
  };
  const enclosed = files();
  const all = [...parts.checkpoints, ...(parts.beside ?? [])].sort((a, b) => a.checkpoint.n - b.checkpoint.n);
  const keys = [...new Set([witness.key, ...all.map(({ checkpoint }) => checkpoint.key)])];
  const manifest = manifestOf(parts, keys, enclosed, witness.key);
  yield line({ kind: 'manifest', text: manifest, signature: witness.sign(manifest) });
  for (const id of keys) yield line({ kind: 'key', id, pem: pemOf(id, all, witness) });
  for (const [name, text] of enclosed) yield line({ kind: 'file', name, text });
  for (const chain of ['acts', 'reads'] as const) {
    const own = all.filter(({ checkpoint }) => checkpoint.chain === chain);
    // Picked entries lean on all checkpoints; whole batches each on their own, which comes after them.
    if (parts.picked) for (const { text, signature } of own) yield line({ kind: 'checkpoint', text, signature });
    for (const one of own) {
      const { checkpoint, text, signature } = one;
      if (!('place' in one)) for await (const entry of parts.entries(checkpoint)) yield line(entryLine(entry, checkpoint));
      if (!parts.picked) yield line({ kind: 'checkpoint', text, signature });
    }
  }
  for (const { chain, seq, salt, words } of parts.words) yield line({ kind: 'words', chain, seq, salt, words });
  const sum = whole.digest('hex');
  yield `${JSON.stringify({ kind: 'seal', lines, sha256: sum, signature: witness.sign(`seal\n${lines}\n${sum}`) })}\n`;
}

/** Of a key that this installation does not know, as the checkpoints bring it: those of the one it was restored from. */
function pemOf(id: string, checkpoints: readonly BundleCheckpoint[], witness: Witness): string {
  const brought = checkpoints.find(({ checkpoint }) => checkpoint.key === id)?.checkpoint.publicKey ?? '';
  return witness.publicKeyOf(id) ?? `-----BEGIN PUBLIC KEY-----\n${brought.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`;
}

const entryLine = ({ body, previous, hash, path }: BundleEntry, { n }: Checkpoint): object =>
  path === undefined
    ? { kind: 'entry', body, previous, hash }
    : {
        kind: 'proved',
        body,
        previous,
        hash,
        checkpoint: n,
        path: path.map(({ side, hash: beside }) => `${side === 'left' ? 'L' : 'R'}${beside}`),
      };

function manifestOf(parts: BundleParts, keys: readonly string[], enclosed: readonly [string, string][], key: string): string {
  const manifest: { [name: string]: Canonical } = {
    ...{ v: 2, format: 'claimwright-record', tenant: parts.tenant, at: parts.at, by: parts.by, asked: parts.asked, key, keys },
    files: enclosed.map(([name, text]) => [name, sha256(text)]),
    checkpoints: parts.checkpoints.map(({ checkpoint: { chain, n, from, to } }) => [chain, n, from, to]),
    beside: (parts.beside ?? []).map(({ checkpoint: { chain, n }, place }) => [chain, n, place]),
    ends: (parts.ends ?? []).map(({ checkpoint: { chain, n, to }, text }) => [chain, n, to, checkpointHash(text, sha256)]),
    words: parts.words.map(({ chain, seq }) => [chain, seq]),
  };
  if (parts.picked) manifest.entries = parts.picked.map(({ chain, seq }) => [chain, seq]);
  return canonical(manifest);
}

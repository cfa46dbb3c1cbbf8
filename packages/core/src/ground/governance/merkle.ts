/** Answers the lower-case hex SHA-256 of a text's UTF-8 bytes. */
export type Sha256 = (text: string) => string;

/** One step from a leaf to the root: the hash beside it, and on which side that stands. */
export interface PathStep {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

/**
 * A node over two others. A leaf is an entry's own hash, whose text begins with 64 hex digits: no node can be taken for an entry, nor
 * an entry for a node.
 */
const node = (left: string, right: string, sha256: Sha256): string => sha256(`node\n${left}\n${right}`);

function above(level: readonly string[], sha256: Sha256): string[] {
  const next: string[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const left = level[i] ?? '';
    const right = level[i + 1];
    // One without a neighbour moves up as it is, as in RFC 6962.
    next.push(right === undefined ? left : node(left, right, sha256));
  }
  return next;
}

/** The root over the hashes of a batch's entries, in their order. */
export function merkleRoot(hashes: readonly string[], sha256: Sha256): string {
  let level = hashes;
  while (level.length > 1) level = above(level, sha256);
  return level[0] ?? sha256('node');
}

/** What leads from one entry of a batch to the batch's root, so that it can be proved without the others. */
export function pathTo(hashes: readonly string[], index: number, sha256: Sha256): PathStep[] {
  const path: PathStep[] = [];
  let level = hashes;
  let at = index;
  while (level.length > 1) {
    const beside = at % 2 === 0 ? at + 1 : at - 1;
    const hash = level[beside];
    if (hash !== undefined) path.push({ side: beside < at ? 'left' : 'right', hash });
    level = above(level, sha256);
    at = Math.floor(at / 2);
  }
  return path;
}

export const rootOfPath = (hash: string, path: readonly PathStep[], sha256: Sha256): string =>
  path.reduce((below, step) => (step.side === 'left' ? node(step.hash, below, sha256) : node(below, step.hash, sha256)), hash);

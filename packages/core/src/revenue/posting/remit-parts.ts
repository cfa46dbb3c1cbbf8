import type { Cents, PlainDate } from '../../ground/base/index.ts';
import { idKey } from '../../ground/parties/index.ts';
import { controlKey, dayCharge, KEPT_WHEN_CUT } from './claim-index.ts';

/** Of a claim of a remit what says with which others it has to do. Members stand as any keys that are equal where they are. */
export interface NamedInRemit {
  readonly index: number;
  readonly patientControlNumber: string;
  readonly payerControlNumber?: string | undefined;
  readonly originalReference?: string | undefined;
  readonly members: readonly string[];
  readonly servedFrom?: PlainDate | undefined;
  readonly billed: Cents;
}
/** The same of a claim of ours. */
export interface NamedClaim {
  readonly id: string;
  readonly patientControlNumber: string;
  readonly member?: string | undefined;
  readonly servedFrom?: PlainDate | undefined;
  readonly billed: Cents;
}
/** An earlier posting: by which numbers it was spoken of, and the claim that it went to. */
export interface NamedPrior {
  readonly claimId: string;
  readonly patientControlNumber: string;
  readonly payerControlNumber?: string | undefined;
}

/** Claims of a remit that have to do with each other and with no others of it, and those of ours that they may speak of. */
export interface RemitPart {
  readonly indexes: readonly number[];
  readonly claimIds: readonly string[];
}

/** The shortest number that is looked for as the beginning or the end of another. */
const shortest = 4;

function* endsOf(key: string): Generator<string> {
  for (let length = shortest; length <= key.length; length++) {
    yield key.slice(0, length);
    if (length < key.length) yield key.slice(-length);
  }
}

/** FNV-1a, of 32 bits: as many as a number has without room of its own. */
function hashOf(kind: string, of: readonly string[]): number {
  let hash = 0x811c9dc5 ^ kind.charCodeAt(0);
  for (const text of of) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x7c, 0x01000193);
  }
  return hash;
}

/**
 * Divides the claims of a remit by all the ways in which planning relates them: the same number however it is written, the same member,
 * day and charge, one of our claims that both may speak of, an earlier posting that both may speak of. Fed first with the claims of the remit, then with
 * ours and the postings, in as many portions as they are read in.
 */
export class RemitParts {
  private readonly parents: number[] = [];
  /**
   * By what is the same, as a hash of it: there are millions. Two that share a hash by chance are planned together, where they come out as
   * they do apart.
   */
  private readonly nodes = new Map<number, number>();
  /** Numbers by day and charge, and long ones as they stand: one may be a piece of the other. */
  private readonly said = new Map<string, number>();
  private readonly ours = new Map<string, number>();
  /** By the index of a claim of the remit. */
  private readonly members = new Map<number, number>();
  private readonly claims = new Map<string, number>();

  private made(): number {
    return this.parents.push(this.parents.length) - 1;
  }

  private root(node: number): number {
    let at = node;
    for (let up = this.parents[at] ?? at; up !== at; up = this.parents[at] ?? at) {
      // Halving the way keeps it short.
      this.parents[at] = this.parents[up] ?? up;
      at = up;
    }
    return at;
  }

  private join(a: number, b: number): void {
    this.parents[this.root(a)] = this.root(b);
  }

  private tie(node: number, kind: 'k' | 'p' | 'm', ...of: readonly string[]): void {
    const token = hashOf(kind, of);
    const known = this.nodes.get(token);
    if (known === undefined) this.nodes.set(token, node);
    else this.join(node, known);
  }

  private tieNumber(node: number, list: Map<string, number>, of: NamedInRemit | NamedClaim): void {
    const key = controlKey(of.patientControlNumber);
    this.tie(node, 'k', key);
    this.putAmong(list, `${dayCharge(of.servedFrom, of.billed)}|${key}`, node);
    if (of.patientControlNumber.length >= KEPT_WHEN_CUT) this.putAmong(list, `s ${of.patientControlNumber.toUpperCase()}`, node);
  }

  private putAmong(list: Map<string, number>, key: string, node: number): void {
    const known = list.get(key);
    if (known === undefined) list.set(key, node);
    else this.join(node, known);
  }

  addOfRemit(claim: NamedInRemit): void {
    const node = this.made();
    this.members.set(claim.index, node);
    this.tieNumber(node, this.said, claim);
    for (const number of [claim.payerControlNumber, claim.originalReference]) if (number !== undefined) this.tie(node, 'p', idKey(number));
    for (const member of claim.members) this.tie(node, 'm', member, dayCharge(claim.servedFrom, claim.billed));
  }

  addClaim(claim: NamedClaim): void {
    const node = this.claimNode(claim.id);
    this.tieNumber(node, this.ours, claim);
    if (claim.member !== undefined) this.tie(node, 'm', claim.member, dayCharge(claim.servedFrom, claim.billed));
  }

  addPrior(prior: NamedPrior): void {
    const node = this.claimNode(prior.claimId);
    this.tie(node, 'k', controlKey(prior.patientControlNumber));
    if (prior.payerControlNumber !== undefined) this.tie(node, 'p', idKey(prior.payerControlNumber));
  }

  /** A person said that this claim of the remit is, or was, that one of ours. */
  addSaid(index: number, claimId: string): void {
    const node = this.members.get(index);
    if (node !== undefined) this.join(node, this.claimNode(claimId));
  }

  private claimNode(id: string): number {
    const known = this.claims.get(id);
    if (known !== undefined) return known;
    const node = this.made();
    this.claims.set(id, node);
    return node;
  }

  /** Numbers that were cut, or had something put before or behind them. */
  private joinPieces(whole: ReadonlyMap<string, number>, pieces: ReadonlyMap<string, number>): void {
    for (const [key, node] of whole) {
      const long = key.startsWith('s ');
      const at = long ? 2 : key.lastIndexOf('|') + 1;
      const before = key.slice(0, at);
      const number = key.slice(at);
      if (long)
        for (let length = KEPT_WHEN_CUT; length < number.length; length++) this.joinPiece(node, pieces, before + number.slice(0, length));
      else for (const end of endsOf(number)) this.joinPiece(node, pieces, before + end);
    }
  }

  private joinPiece(node: number, pieces: ReadonlyMap<string, number>, piece: string): void {
    const other = pieces.get(piece);
    if (other !== undefined) this.join(node, other);
  }

  /** The parts, by their first claims. */
  parts(): RemitPart[] {
    this.joinPieces(this.said, this.ours);
    this.joinPieces(this.ours, this.said);
    const found = new Map<number, { indexes: number[]; claimIds: string[] }>();
    for (const [index, node] of this.members) {
      const root = this.root(node);
      const part = found.get(root);
      if (part === undefined) found.set(root, { indexes: [index], claimIds: [] });
      else part.indexes.push(index);
    }
    for (const [id, node] of this.claims) found.get(this.root(node))?.claimIds.push(id);
    for (const part of found.values()) part.indexes.sort((a, b) => a - b);
    return [...found.values()].sort((a, b) => (a.indexes[0] ?? 0) - (b.indexes[0] ?? 0));
  }
}

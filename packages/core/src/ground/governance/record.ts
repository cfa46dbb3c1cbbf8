import { type Canonical, canonical } from './canonical.ts';
import type { Sha256 } from './merkle.ts';

/** What was done, and what was seen. */
export type ChainName = 'acts' | 'reads';
export const chainNames: readonly ChainName[] = ['acts', 'reads'];

/** Who or what acted: an agent with its version, a key of a service, and the emergency access under which it happened. */
export interface RecordActor {
  readonly kind: string;
  readonly id: string;
  readonly version?: string;
  readonly emergency?: string;
  /** Who saw the link by which this person's password was set, and could be the one who acted. */
  readonly letInBy?: string;
}

/**
 * One entry of the record. `digests` names the rows that the act wrote: a hash over their canonical text for each table. Entries of
 * version 1 know nothing of what stands below `digests`, and hold what a person said in `because`.
 */
export interface RecordBody {
  readonly v: 1 | 2;
  readonly tenant: string;
  readonly chain: ChainName;
  readonly seq: number;
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly actor: RecordActor;
  readonly what: string;
  readonly outcome: string;
  /** `claim:0192…`: what it was about, never a name. */
  readonly subjects: readonly string[];
  readonly purpose?: string;
  /** The program's own reason. What a person wrote is not here but under `said`. */
  readonly because?: string;
  readonly details?: { readonly [key: string]: Canonical };
  readonly digests?: { readonly [table: string]: { readonly rows: number; readonly sha256: string } };
  /** On whose behalf: an agent's principal, a patient's request. */
  readonly for?: { readonly kind: string; readonly id: string };
  /** Digest of what a person wrote, with a salt. The words stand beside the chain, encrypted, and can be destroyed without breaking it. */
  readonly said?: string;
  /**
   * Digests of the input, and of the plan that the rules made of it and of the facts: keyed, so that nobody without the practice's key
   * finds by trying what they are of. Older entries hold the plan's without a key.
   */
  readonly input?: string;
  readonly plan?: string;
  /** Hash of the source data that it was decided on: the raw file. */
  readonly source?: string;
  /** Versions of the policies that let it pass: the access table, the ladder of autonomy, a payer's policy. */
  readonly policies?: { readonly [policy: string]: string };
  /** What a machine's confidence rests on: model, rule set, evidence, each with its version. */
  readonly evidence?: { readonly [name: string]: Canonical };
  /** The proposal that this carries out, and who made it; the actor is its approver. */
  readonly proposal?: { readonly id: string; readonly by: string };
  /** The act that this one takes back. */
  readonly reverses?: string;
}

/** The chain's beginning. */
export const genesis = '0'.repeat(64);

export const bodyText = (body: RecordBody): string => flatText(body) ?? canonical(body as unknown as Canonical);

/**
 * The canonical text of an entry that says no more than who saw what and why, as readings do, which come by the ten thousands a second: the
 * engine's own writer puts keys as they stand here, in their order, and is four times as fast. Undefined for any other.
 */
function flatText({ actor, at, chain, id, outcome, purpose, seq, subjects, tenant, v, what, ...more }: RecordBody): string | undefined {
  const { id: who, kind, ...others } = actor;
  for (const _ in more) return undefined;
  for (const _ in others) return undefined;
  if (!Number.isSafeInteger(seq)) return undefined;
  return JSON.stringify({ actor: { id: who, kind }, at, chain, id, outcome, purpose, seq, subjects, tenant, v, what });
}

/** What is hashed (SHA-256, hex) for an entry: the hash before it, a line break, the body's text. */
export const hashedText = (previous: string, body: string): string => `${previous}\n${body}`;

/** What is hashed for the words of a person that an entry has under `said`. */
export const saidText = (salt: string, words: string): string => `said\n${salt}\n${words}`;

export interface ChainEntry {
  readonly seq: number;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
}

export interface Break {
  readonly seq: number;
  readonly says: string;
}

/** Takes the entries of a chain one after the other, and names every one that is not what was written. */
export interface ChainWalk {
  take(entry: ChainEntry): void;
  /** The chain is over; `head` is what is kept of its end elsewhere. Answers the breaks, in their order. */
  end(head?: string): readonly Break[];
}

/** So many breaks are named one by one; who rewrote more than that has rewritten the chain. */
const mostNamed = 100;

/** Entries must come in the order of their numbers, as a table keeps them. */
export function walkChain(sha256: Sha256, from: { readonly seq: number; readonly hash: string }): ChainWalk {
  const breaks: Break[] = [];
  const name = (seq: number, says: string): void => {
    if (breaks.length < mostNamed && breaks.at(-1)?.seq !== seq) breaks.push({ seq, says });
  };
  let last: { seq: number; hash: string; intact: boolean } = { ...from, intact: true };
  /** An entry that does not follow the one before it: which of the two was replaced shows when the next one comes. */
  let torn: { seq: number; hash: string } | undefined;
  const settle = (leanedOn: string | undefined): void => {
    if (!torn) return;
    const replaced = leanedOn === torn.hash && torn.seq - 1 > from.seq ? torn.seq - 1 : torn.seq;
    name(replaced, `entry ${replaced} is not the one that was written there: its neighbour follows another`);
    torn = undefined;
  };
  return {
    take: (entry) => {
      settle(entry.previous);
      if (entry.seq > last.seq + 1) name(last.seq + 1, missing(last.seq + 1, entry.seq - 1));
      const follows = entry.seq === last.seq + 1;
      const fault = faultOf(entry, sha256);
      if (fault !== undefined) name(entry.seq, fault);
      else if (follows && last.intact && entry.previous !== last.hash) torn = { seq: entry.seq, hash: entry.hash };
      last = { seq: entry.seq, hash: entry.hash, intact: fault === undefined };
    },
    end: (head) => {
      settle(head);
      return [...breaks].sort((a, b) => a.seq - b.seq);
    },
  };
}

export const missing = (from: number, to: number): string =>
  from === to ? `entry ${from} is missing` : `entries ${from} to ${to} are missing`;

/** What is wrong with an entry by itself. */
function faultOf(entry: ChainEntry, sha256: Sha256): string | undefined {
  if (sha256(hashedText(entry.previous, entry.body)) !== entry.hash) return `entry ${entry.seq} was changed after it was written`;
  const inside = seqOf(entry.body);
  return inside === entry.seq ? undefined : `entry ${entry.seq} was replaced: it carries the number ${inside ?? 'of none'} inside`;
}

/** The number is the last whole number of that key: keys are sorted, and `seq` comes after all that a person could have written. */
function seqOf(body: string): number | undefined {
  const at = body.lastIndexOf('"seq":');
  const match = /^"seq":(\d+)/.exec(body.slice(at, at + 30));
  return at >= 0 && match ? Number(match[1]) : undefined;
}

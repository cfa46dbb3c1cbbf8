import { type LoopNode, pack, type Use } from '../engine/compile.ts';
import type { Segment } from '../engine/segment.ts';
import { elementText, replaced } from './interchange-writer.ts';
import type { Part, SplitBy } from './part.ts';
import type { SourceEnvelope } from './source.ts';

const HL = pack('HL');
const BHT = pack('BHT');
const NM1 = pack('NM1');

/** A level above the claims: billing provider, subscriber, patient. */
interface Level {
  readonly node: LoopNode;
  readonly segments: Uint8Array[];
  /** Payer and provider that it names. */
  payer: string;
  provider: string;
  written: boolean;
}

/** What a part holds of the set that is being read. */
interface Opened {
  readonly part: Part;
  /** The levels that stand open in it, with their new numbers; a subscriber stands anew where patients follow. */
  at: { readonly level: Level; readonly parent: boolean; readonly number: number }[];
  numbers: number;
}

/** Takes one 837 apart: each claim goes to its part with the levels above it, which are numbered anew. */
export class ClaimsSplitter {
  private readonly envelope: SourceEnvelope;
  private readonly version: string;
  private readonly by: SplitBy;
  private readonly partFor: (key: string) => Part;
  private readonly header: Uint8Array[] = [];
  private levels: Level[] = [];
  private readonly opened = new Map<Part, Opened>();
  /** Where the next segment without a place of its own goes. */
  private claim: Part | undefined;

  constructor(envelope: SourceEnvelope, version: string, by: SplitBy, partFor: (key: string) => Part) {
    this.envelope = envelope;
    this.version = version;
    this.by = by;
    this.partFor = partFor;
  }

  segment(raw: Uint8Array, segment: Segment, use: Use | undefined): void {
    if (use === undefined) {
      this.put(raw);
      return;
    }
    const { node } = use;
    if (use.opens && node.id === '2300') this.openClaim();
    else if (!this.inClaim(node)) {
      this.claim = undefined;
      if (node.id.startsWith('2000') && (use.opens || this.levels.at(-1)?.node !== node)) this.openLevel(node);
      if (segment.id === NM1) this.name(segment);
    }
    this.put(raw);
  }

  /** Ends the set in every part that has something of it. */
  end(): void {
    this.leaveLevels(0);
    if (this.opened.size === 0) this.enter(this.partFor(''), []);
    for (const part of [...this.opened.keys()]) this.leave(part);
  }

  leave(part: Part): void {
    if (this.opened.delete(part)) part.writer.end();
  }

  private put(raw: Uint8Array): void {
    if (this.claim !== undefined) {
      this.claim.writer.segment(raw);
      return;
    }
    const last = this.levels[this.levels.length - 1];
    // More of a level after its claims is as good as a level of its own: what was written cannot take it any more.
    if (last?.written === true) this.openLevel(last.node);
    const level = this.levels[this.levels.length - 1];
    if (level !== undefined) level.segments.push(raw);
    else this.header.push(raw);
  }

  /** Whether a claim is open and `node` stands in it. */
  private inClaim(node: LoopNode): boolean {
    if (this.claim === undefined) return false;
    for (let at: LoopNode | undefined = node; at !== undefined; at = at.parent) if (at.id === '2300') return true;
    return false;
  }

  private openLevel(node: LoopNode): void {
    // A segment of a level's own party does not open the level again.
    const depth = this.levels.findIndex((level) => level.node.depth >= node.depth);
    if (depth >= 0) this.leaveLevels(depth);
    const above = this.levels[this.levels.length - 1];
    this.levels.push({ node, segments: [], payer: above?.payer ?? '', provider: above?.provider ?? '', written: false });
  }

  /** A level that nobody wrote held no claim: it stands in a part all the same, or it would be lost. */
  private leaveLevels(depth: number): void {
    const last = this.levels[this.levels.length - 1];
    if (last !== undefined && !last.written && this.levels.length > depth) this.enter(this.partFor(this.key()), this.levels);
    this.levels = this.levels.slice(0, depth);
  }

  private name(segment: Segment): void {
    const level = this.levels[this.levels.length - 1];
    if (level === undefined) return;
    const who = segment.text(1);
    const key = segment.text(9) || segment.text(3);
    if (who === 'PR') level.payer = key;
    else if (who === '85') level.provider = key;
  }

  private key(): string {
    const level = this.levels[this.levels.length - 1];
    return (this.by === 'payer' ? level?.payer : level?.provider) ?? '';
  }

  private openClaim(): void {
    const part = this.partFor(this.key());
    this.enter(part, this.levels);
    part.claims++;
    this.claim = part;
  }

  /** Writes into a part what stands above the next claim, as far as it does not stand there yet. */
  private enter(part: Part, levels: readonly Level[]): void {
    const opened = this.opened.get(part) ?? this.begin(part);
    let same = 0;
    while (same < levels.length && opened.at[same]?.level === levels[same] && opened.at[same]?.parent === same < levels.length - 1) same++;
    opened.at = opened.at.slice(0, same);
    levels.slice(same).forEach((level, i) => {
      const parent = same + i < levels.length - 1;
      const number = ++opened.numbers;
      const above = opened.at[opened.at.length - 1]?.number;
      opened.at.push({ level, parent, number });
      level.written = true;
      for (const raw of level.segments) part.writer.segment(this.numbered(raw, number, above, parent));
    });
  }

  private begin(part: Part): Opened {
    const opened: Opened = { part, at: [], numbers: 0 };
    this.opened.set(part, opened);
    part.writer.begin(this.envelope, '837', this.version);
    const { element } = this.envelope;
    for (const raw of this.header) {
      const isBatch = pack(elementText(raw, element, 0)) === BHT;
      part.writer.segment(isBatch ? replaced(raw, element, { 3: referenceOf(elementText(raw, element, 3), part) }) : raw);
    }
    return opened;
  }

  private numbered(raw: Uint8Array, number: number, above: number | undefined, parent: boolean): Uint8Array {
    const { element } = this.envelope;
    if (pack(elementText(raw, element, 0)) !== HL) return raw;
    return replaced(raw, element, { 1: String(number), 2: above === undefined ? '' : String(above), 4: parent ? '1' : '0' });
  }
}

/** Each part is a transmission of its own: the batch's reference with the part's name behind it. */
function referenceOf(reference: string, { name }: Part): string {
  const tail = `-${name.replace(/[^0-9]/g, '').slice(-9) || name.slice(-9)}`;
  return `${reference.slice(0, 30 - tail.length)}${tail}`;
}

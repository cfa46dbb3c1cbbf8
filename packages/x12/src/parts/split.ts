import { pack, type Use } from '../engine/compile.ts';
import type { Segment } from '../engine/segment.ts';
import type { ExitStatus } from '../views/status.ts';
import { ClaimsSplitter } from './claims-splitter.ts';
import { Controls, InterchangeWriter } from './interchange-writer.ts';
import type { Part, PartOutput, SplitBy } from './part.ts';
import { noClaims, type Refusal, refusalOf } from './refusal.ts';
import { Source, type SourceEnvelope } from './source.ts';

/** One of the parts that a file was taken apart into. */
export interface SplitPart {
  readonly name: string;
  readonly sets: number;
  readonly claims: number;
}

/** How the parts are numbered. */
export interface SplitOptions {
  /** The first interchange control number of the parts; else that of the source. */
  readonly control?: number;
}

/** What came of taking a file apart. */
export interface SplitOutcome {
  readonly readable: boolean;
  readonly parts: readonly SplitPart[];
  readonly status: ExitStatus;
  /** The parts are then worth nothing. */
  readonly refused?: Refusal;
}

/**
 * Takes a file apart into interchanges that stand for themselves: the envelope of the source, control numbers and counts anew.
 * Only what stands above the claims at hand is kept in memory.
 * @param by what each part holds
 * @param open makes the output of a part; names are unique and fit for a file
 * @param options the first control number
 * @returns `push` takes chunks of any size; `end` tells the parts, or why there are none
 */
export function createSplitter(
  by: SplitBy,
  open: (name: string) => PartOutput,
  options: SplitOptions = {},
): { push(chunk: Uint8Array): void; end(): SplitOutcome } {
  const splitter = new Splitter(by, open, options);
  const source = new Source(splitter);
  return {
    push: (chunk: Uint8Array): void => {
      if (splitter.refused === undefined && source.damage === undefined) source.push(chunk);
    },
    end: (): SplitOutcome => {
      const refused = splitter.refused ?? (source.damage === undefined ? undefined : refusalOf(source.damage));
      if (refused !== undefined) return { readable: true, parts: [], status: 2, refused };
      const { readable } = source.finish();
      const late = splitter.refused ?? (source.damage === undefined ? undefined : refusalOf(source.damage));
      if (!readable) return { readable, parts: [], status: 2 };
      if (late !== undefined) return { readable, parts: [], status: 2, refused: late };
      return { readable, parts: splitter.finish(), status: 0 };
    },
  };
}

const N1 = pack('N1');
const CLP = pack('CLP');
const CLM = pack('CLM');

export class Splitter {
  refused: Refusal | undefined;
  private readonly by: SplitBy;
  private readonly open: (name: string) => PartOutput;
  private readonly controls: Controls;
  private readonly parts: Part[] = [];
  private readonly byKey = new Map<string, Part>();
  private readonly names = new Set<string>();
  private set = '';
  private version = '';
  private envelope: SourceEnvelope | undefined;
  private part: Part | undefined;
  /** Segments of a set whose part is not known yet. */
  private waiting: Uint8Array[] = [];
  private claims: ClaimsSplitter | undefined;

  constructor(by: SplitBy, open: (name: string) => PartOutput, { control }: SplitOptions) {
    this.by = by;
    this.open = open;
    this.controls = new Controls(control);
  }

  begin(envelope: SourceEnvelope, set: string, version: string): void {
    this.set = set;
    this.version = version;
    this.envelope = envelope;
    this.waiting = [];
    this.part = undefined;
    this.claims = undefined;
    const { by } = this;
    if (by === 'set') this.start(this.partNamed(`set-${this.number()}-${set}`));
    else if (set === '837') this.claims = new ClaimsSplitter(envelope, version, by, (key) => this.partFor(key));
    else if (set !== '835' || typeof by === 'object') this.refused = noClaims(set);
  }

  segment(raw: Uint8Array, segment: Segment, use: Use | undefined): void {
    if (this.refused !== undefined) return;
    if (this.claims !== undefined) this.claims.segment(raw, segment, use);
    else {
      if (this.part === undefined) {
        const key = this.payment(segment);
        if (key !== undefined) this.start(this.partFor(key));
        else this.waiting.push(raw);
      }
      if (this.part !== undefined) {
        if (segment.id === CLP || segment.id === CLM) this.part.claims++;
        this.part.writer.segment(raw);
      }
    }
  }

  end(): void {
    if (this.refused !== undefined) return;
    if (this.claims !== undefined) this.claims.end();
    else {
      if (this.part === undefined) this.start(this.partFor(''));
      this.part?.writer.end();
    }
    if (this.by === 'set' && this.part !== undefined) this.close(this.part);
  }

  acknowledgments(envelope: SourceEnvelope, raws: readonly Uint8Array[]): void {
    const part = this.partNamed(`answer-${this.number()}-TA1`);
    part.writer.acknowledgments(envelope, raws);
    this.close(part);
  }

  finish(): SplitPart[] {
    for (const part of this.parts) this.close(part);
    return this.parts.map(({ name, writer, claims }) => ({ name, sets: writer.sets, claims }));
  }

  /** The payer or payee of an 835, where this segment names it. */
  private payment(segment: Segment): string | undefined {
    const wanted = this.by === 'payer' ? 'PR' : 'PE';
    if (segment.id !== N1 || segment.text(1) !== wanted) return segment.id === CLP ? '' : undefined;
    return segment.text(4) || segment.text(2);
  }

  private start(part: Part): void {
    if (this.envelope === undefined) return;
    this.part = part;
    part.writer.begin(this.envelope, this.set, this.version);
    for (const raw of this.waiting) part.writer.segment(raw);
    this.waiting = [];
  }

  /** The part of a payer or provider, or the one that takes the next claim. */
  private partFor(key: string): Part {
    if (typeof this.by === 'object') {
      const last = this.parts[this.parts.length - 1];
      if (last !== undefined && !last.closed && last.claims < this.by.claims) return last;
      if (last !== undefined) {
        this.claims?.leave(last);
        this.close(last);
      }
      return this.partNamed(`claims-${this.number()}`);
    }
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const part = this.partNamed(`${this.by === 'payer' ? 'payer' : 'provider'}-${key === '' ? 'unnamed' : key}`);
    this.byKey.set(key, part);
    return part;
  }

  private number(): string {
    return String(this.parts.length + 1).padStart(4, '0');
  }

  private partNamed(wanted: string): Part {
    const safe = wanted.replace(/[^A-Za-z0-9-]+/g, '-').slice(0, 80);
    let name = safe;
    for (let n = 2; this.names.has(name.toLowerCase()); n++) name = `${safe}-${n}`;
    this.names.add(name.toLowerCase());
    const output = this.open(name);
    const part: Part = {
      name,
      output,
      writer: new InterchangeWriter(this.controls, (bytes) => output.write(bytes)),
      claims: 0,
      closed: false,
    };
    this.parts.push(part);
    return part;
  }

  private close(part: Part): void {
    if (part.closed) return;
    part.closed = true;
    part.writer.finish();
    part.output.close();
  }
}

import type { SetDefinition } from '../definitions/grammar.ts';
import { definitionFor, envelope as envelopeSegments, sets } from '../definitions/index.ts';
import type { Envelope, Range, SetEnd, X12Finding, X12Reader } from '../types.ts';
import type { Builder } from './builder.ts';
import { Checker } from './checker.ts';
import { type CompiledSet, compileSet, type LoopNode, pack, type Use } from './compile.ts';
import { EnvelopeTracker } from './envelope.ts';
import { Findings } from './findings.ts';
import { MOST_ELEMENTS, nameOf, type Segment, segmentName } from './segment.ts';
import type { Separators } from './separators.ts';
import { BLANK, CROWDED, ENDLESS, INDENTED, INTERCHANGE, LOST, MARK, NOTHING, TEXT, Tokenizer, WRAPPED } from './tokenizer.ts';
import { Walker } from './walker.ts';

const ISA = pack('ISA');
const IEA = pack('IEA');
const GS = pack('GS');
const GE = pack('GE');
const ST = pack('ST');
const SE = pack('SE');
const TA1 = pack('TA1');

/** The opening of a set, as far as every set has it. */
export interface SetStart {
  readonly set: string;
  readonly version: string;
  readonly control: string;
  readonly envelope: Envelope;
  readonly at: number;
}

/** Hears every segment in the order of the file: with its use where it has a place in a known set, and whether the set is known. */
export type SegmentTap = (segment: Segment, use: Use | undefined, known: boolean) => void;

/** What the engine tells, segment by segment. Readers of claims and explainers are both made of it. */
export interface EngineListener {
  interchange?(envelope: Envelope): void;
  /** A set begins; the answer, if any, builds its objects. */
  setStart?(start: SetStart, compiled: CompiledSet | undefined, findings: Findings, checks: boolean): Builder | undefined;
  segment?: SegmentTap;
  setEnd?(end: SetEnd): void;
  finding?(finding: X12Finding): void;
}

const compiled = new Map<SetDefinition, CompiledSet>();

/** The tables of a definition, made once. */
export function compiledSet(definition: SetDefinition): CompiledSet {
  let set = compiled.get(definition);
  if (set === undefined) {
    set = compileSet(definition);
    compiled.set(definition, set);
  }
  return set;
}

const envelopeUses: readonly Use[] = envelopeSegments.map((segment, index) => ({
  index,
  segment,
  id: pack(segment.id),
  node: { index: 0, id: '', name: '', parent: undefined, depth: 0, uses: [], needed: [], table: [], direct: [] } as unknown as LoopNode,
  opens: false,
  order: 0,
  need: 'required',
  max: 1,
  name: segment.name,
  at: segment.id,
  stray: false,
  element: 0,
  values: [],
}));

interface Follower {
  readonly walker: Walker;
  readonly checker: Checker;
}
const SILENT = { closed: () => {} };

/** The open set. */
interface OpenSet {
  readonly start: SetStart;
  readonly range: Range;
  readonly walker: Walker | undefined;
  readonly checker: Checker | undefined;
  readonly builder: Builder | undefined;
  segments: number;
  to: number;
}

/** Bytes in, segments, objects and findings out. */
export class Engine implements X12Reader {
  private readonly listener: EngineListener;
  private readonly checks: boolean;
  private readonly findings: Findings;
  private readonly tokenizer = new Tokenizer();
  private readonly envelope: EnvelopeTracker;
  private readonly envelopeChecker: Checker;
  private separators: Separators | undefined;
  private seeking = true;
  private open: OpenSet | undefined;
  private readonly followers = new Map<CompiledSet, Follower>();
  private total = 0;
  private taken = 0;
  /** Text that stood outside interchanges and was not told yet. */
  private outside: Range | undefined;
  /** Whether it holds an interchange that could not be read. */
  private lost = false;

  constructor(listener: EngineListener, checks: boolean) {
    this.listener = listener;
    this.checks = checks;
    this.findings = new Findings(listener.finding?.bind(listener));
    this.envelope = new EnvelopeTracker(this.findings);
    this.envelopeChecker = new Checker(this.findings, envelopeUses);
  }

  push(chunk: Uint8Array): void {
    for (let offset = 0; offset < chunk.length; ) {
      const taken = this.tokenizer.fill(chunk, offset);
      offset += taken;
      this.total += taken;
      this.drain(false);
    }
  }

  end(): { readonly readable: boolean; readonly interchanges: number; readonly sets: number } {
    const { tokenizer } = this;
    tokenizer.end();
    if (tokenizer.noted !== 0) this.tellLayout(tokenizer);
    this.drain(true);
    if (!this.seeking && tokenizer.pending > 0 && this.separators !== undefined) this.endWithoutTerminator(this.separators);
    this.abandonSet();
    this.envelope.abandon();
    const readable = this.envelope.interchanges > 0;
    if (readable) this.tellOutside();
    else this.refuse();
    return { readable, interchanges: this.envelope.interchanges, sets: this.envelope.sets };
  }

  private endWithoutTerminator(separators: Separators): void {
    const range = { from: this.tokenizer.offset, to: this.total };
    this.tokenizer.fill(Uint8Array.of(separators.segment), 0);
    const taken = this.taken;
    this.drain(true);
    if (this.taken > taken) this.findings.report('file.not-terminated', 'the last segment', range);
  }

  private refuse(): void {
    const whole = { from: 0, to: this.total };
    const code = this.wide ? 'file.wide-characters' : this.lost ? 'file.isa-unreadable' : 'file.unreadable';
    this.findings.report(code, 'the file', whole);
  }

  /** Whether the first letters stood two bytes apart. */
  private wide = false;

  private drain(atEnd: boolean): void {
    for (;;) {
      if (this.seeking) {
        if (!this.seek(atEnd)) return;
        continue;
      }
      const next = this.tokenizer.next();
      if (next === NOTHING) return;
      if (next === INTERCHANGE) {
        this.leaveInterchange();
        continue;
      }
      if (this.tokenizer.noted !== 0) this.tellLayout(this.tokenizer);
      this.take(this.tokenizer.segment);
    }
  }

  private leaveInterchange(): void {
    this.abandonSet();
    this.envelope.abandon();
    this.seeking = true;
  }

  private seek(atEnd: boolean): boolean {
    const { tokenizer } = this;
    const from = tokenizer.offset;
    if (from === 0 && !this.look() && !atEnd) return false;
    const opening = tokenizer.seek(atEnd);
    if (opening.skipped > 0) this.passOver(from, opening.skipped, opening.what);
    if (opening.kind === 'more') return false;
    this.tellOutside();
    const before = this.separators;
    this.separators = opening.separators;
    this.findings.forget();
    tokenizer.use(opening.separators);
    this.seeking = false;
    const range = { from: tokenizer.offset, to: Math.min(this.total, tokenizer.offset + opening.length) };
    if (opening.guessed) {
      const { damaged } = opening;
      const isa = { from: damaged === undefined ? range.from : from + opening.skipped, to: range.from };
      if (damaged === undefined) this.findings.report('isa.missing', 'ISA', isa);
      else this.findings.report('isa.damaged', 'ISA', isa, { found: damaged.separators });
      this.announce(this.envelope.openInterchange(opening.separators, undefined));
    } else if (opening.length !== 106) this.findings.report('isa.length', 'ISA', range, { found: opening.length });
    if (before !== undefined && !same(before, opening.separators)) this.findings.report('file.separators', 'ISA', range);
    return true;
  }

  /** Notes two-byte characters at the very beginning, once its four bytes are there. */
  private look(): boolean {
    const start = this.tokenizer.bytesAhead(4);
    if (start.length < 4) return false;
    const mark = ((start[0] as number) << 8) | (start[1] as number);
    this.wide = mark === 0xfffe || mark === 0xfeff || (start[1] === 0 && start[3] === 0) || (start[0] === 0 && start[2] === 0);
    return true;
  }

  /** What stood before an interchange: blanks are nothing to tell, a byte-order mark hardly, text is. */
  private passOver(from: number, count: number, what: number): void {
    // The terminator that was lent to the last segment is no byte of the file.
    const range = { from, to: Math.min(this.total, from + count) };
    if ((what & LOST) !== 0) this.lost = true;
    const { mark } = this.tokenizer;
    if ((what & MARK) !== 0 && this.outside === undefined)
      this.findings.once('file.byte-order-mark', 'the file', { from: mark, to: mark + 3 });
    if (this.outside !== undefined) this.outside = { from: this.outside.from, to: range.to };
    else if ((what & TEXT) !== 0) this.outside = { from: this.tokenizer.text, to: range.to };
  }

  private tellOutside(): void {
    if (this.outside !== undefined)
      this.findings.report(this.lost ? 'file.interchange-lost' : 'file.text-outside', 'the file', this.outside);
    this.outside = undefined;
    this.lost = false;
  }

  private tellLayout(tokenizer: Tokenizer): void {
    const { noted, segment } = tokenizer;
    const at = nameOf(segment.id);
    const range = segment.range();
    if ((noted & WRAPPED) !== 0) this.findings.once('file.line-breaks', at, range);
    if ((noted & INDENTED) !== 0) this.findings.once('file.indented', at, range);
    if ((noted & BLANK) !== 0) this.findings.once('file.blank-segment', at, range);
    if ((noted & CROWDED) !== 0) this.findings.report('segment.elements', at, range, { segment: at, found: 'more', known: MOST_ELEMENTS });
    if ((noted & ENDLESS) !== 0) {
      const { from, to } = tokenizer.endless;
      this.findings.report('file.endless-segment', 'segment', { from, to });
    }
    tokenizer.noted = 0;
  }

  private announce(envelope: Envelope): void {
    this.findings.control = undefined;
    if (this.checks) this.envelopeChecker.repetition = this.separators?.repetition ?? 0;
    this.listener.interchange?.(envelope);
  }

  private take(segment: Segment): void {
    this.taken++;
    const set = this.open;
    if (set !== undefined) {
      const { id } = segment;
      if (id === SE) this.closeSet(set, segment);
      else if (id === ST || id === GS || id === GE || id === ISA || id === IEA) {
        this.abandonSet();
        this.takeEnvelope(segment);
      } else this.takeInSet(set, segment);
    } else this.takeEnvelope(segment);
  }

  private takeInSet(set: OpenSet, segment: Segment): void {
    set.segments++;
    set.to = segment.to;
    const { walker } = set;
    let use: Use | undefined;
    if (segment.id === 0) this.findings.report('segment.malformed', 'segment', segment.range());
    else if (walker !== undefined) {
      use = walker.step(segment);
      if (use !== undefined) {
        set.checker?.check(use, segment);
        set.builder?.take(use, segment);
      }
    }
    this.listener.segment?.(segment, use, walker !== undefined);
  }

  private takeEnvelope(segment: Segment): void {
    const { id } = segment;
    const at = segment.range();
    this.checkEnvelope(segment);
    if (id === ISA && this.separators !== undefined) {
      this.announce(this.envelope.openInterchange(this.separators, segment));
    } else if (id === GS) this.envelope.openGroup(segment);
    else if (id === ST) {
      this.openSet(segment);
      return;
    } else if (id === SE) this.findings.report('envelope.stray-end', 'SE', at, { segment: 'SE' });
    else if (id === GE) this.envelope.closeGroup(segment);
    else if (id === IEA) {
      this.envelope.closeInterchange(segment);
      this.seeking = true;
    } else if (id !== TA1) this.findings.report('segment.outside', segmentName(segment), at, { segment: segmentName(segment) });
    this.listener.segment?.(segment, undefined, true);
  }

  private checkEnvelope(segment: Segment): void {
    if (!this.checks) return;
    const use = envelopeUses.find((candidate) => candidate.id === segment.id);
    if (use !== undefined && segment.id !== ST && segment.id !== SE) this.envelopeChecker.check(use, segment);
  }

  private openSet(segment: Segment): void {
    const id = segment.text(1);
    const control = segment.text(2);
    const said = segment.text(3);
    const version = this.envelope.version === '' ? said : this.envelope.version;
    this.findings.control = control;
    this.envelope.openSet(segment, control);
    if (said !== '' && said !== version) this.findings.report('st.version', 'ST03', segment.elementRange(3));
    const envelope = this.envelope.current ?? this.envelope.openInterchange(this.separators as Separators, undefined);
    const start: SetStart = { set: id, version, control, envelope, at: segment.from };
    const known = this.definition(start, said, segment);
    const table = known === undefined ? undefined : compiledSet(known);
    const builder = this.listener.setStart?.(start, table, this.findings, this.checks);
    const follower = table === undefined ? undefined : this.followerOf(table);
    const walker = follower?.walker;
    const checker = this.checks ? follower?.checker : undefined;
    if (checker !== undefined) checker.repetition = this.separators?.repetition ?? 0;
    this.open = { start, range: segment.range(), walker, checker, builder, segments: 1, to: segment.to };
    const use = walker?.begin(segment, this.checks, builder ?? SILENT);
    if (use !== undefined) {
      checker?.check(use, segment);
      builder?.take(use, segment);
    }
    this.listener.segment?.(segment, use, use !== undefined);
  }

  /** Who follows a set through its grammar: made once, since a file may have a hundred thousand small sets. */
  private followerOf(table: CompiledSet): Follower {
    let follower = this.followers.get(table);
    if (follower === undefined) {
      follower = { walker: new Walker(table, this.findings), checker: new Checker(this.findings, table.uses) };
      this.followers.set(table, follower);
    }
    return follower;
  }

  /** The grammar to follow: by ST03, which speaks for its own set, else by GS08, else the nearest of that set. */
  private definition(start: SetStart, said: string, segment: Segment): SetDefinition | undefined {
    const known = definitionFor(start.set, said) ?? definitionFor(start.set, start.version);
    if (known !== undefined) return known;
    const { set, version } = start;
    const near = version.includes('X') ? [] : sets.filter((candidate) => candidate.set === set);
    const old = /40\d0/.test(version);
    const guess = near.find((candidate) => candidate.versions.some((v) => v.startsWith(old ? '004' : '005')));
    if (guess === undefined) this.findings.report('set.unknown', 'ST01', segment.elementRange(1), { set });
    else
      this.findings.report('set.version', 'GS08', segment.elementRange(1), {
        set,
        version: version || 'none',
        as: guess.versions[0] ?? '',
      });
    return guess;
  }

  private closeSet(set: OpenSet, segment: Segment): void {
    set.segments++;
    set.to = segment.to;
    const use = set.walker?.step(segment);
    if (use !== undefined) set.checker?.check(use, segment);
    if (this.checks) {
      this.envelope.compare('count.segments', 'SE01', segment, set.segments);
      if (segment.text(2) !== set.start.control) this.findings.report('control.set', 'SE02', segment.elementRange(2));
    }
    this.listener.segment?.(segment, use, use !== undefined);
    this.finishSet(set, false);
  }

  private abandonSet(): void {
    const set = this.open;
    if (set === undefined) return;
    this.findings.report('st.not-closed', 'SE', set.range);
    this.finishSet(set, true);
  }

  private finishSet(set: OpenSet, cut: boolean): void {
    set.walker?.finish(cut);
    this.open = undefined;
    this.listener.setEnd?.({
      set: set.start.set,
      version: set.start.version,
      control: set.start.control,
      segments: set.segments,
      claims: set.builder?.claims ?? 0,
      bytes: { from: set.start.at, to: set.to },
    });
    this.findings.control = undefined;
  }
}

const same = (a: Separators, b: Separators): boolean =>
  a.element === b.element && a.component === b.component && a.repetition === b.repetition && a.segment === b.segment;

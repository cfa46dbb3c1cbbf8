import type { Envelope, Range } from '../types.ts';
import { shortDate } from './dates.ts';
import type { Findings } from './findings.ts';
import type { Segment } from './segment.ts';
import type { Separators } from './separators.ts';

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Remembering every control number of an endless file would cost memory; after this many, reuse is no longer looked for. */
const MOST_CONTROLS = 20_000;

const NOWHERE: Range = { from: 0, to: 0 };

/** Follows ISA, GS, GE and IEA: what is open, how much it holds, and whether the ends agree with the beginnings. */
export class EnvelopeTracker {
  current: Draft<Envelope> | undefined;
  /** GS08 of the open group. */
  version = '';
  interchanges = 0;
  sets = 0;
  private readonly findings: Findings;
  private interchangeAt: Range = NOWHERE;
  private groupAt: Range = NOWHERE;
  private groupOpen = false;
  private groupControl = '';
  private groups = 0;
  private setsInGroup = 0;
  private readonly interchangeControls = new Set<string>();
  private readonly groupControls = new Set<string>();
  private readonly setControls = new Set<string>();

  constructor(findings: Findings) {
    this.findings = findings;
  }

  /** An interchange begins; `segment` is its ISA, or nothing where the file has none. */
  openInterchange(separators: Separators, segment: Segment | undefined): Envelope {
    const interchangeDate = segment === undefined ? undefined : shortDate(segment.text(9));
    const repetition = separators.repetition === 0 ? {} : { repetition: String.fromCharCode(separators.repetition) };
    this.current = {
      interchangeControl: segment?.text(13) ?? '',
      sender: segment?.text(6) ?? '',
      receiver: segment?.text(8) ?? '',
      ...(interchangeDate === undefined ? {} : { interchangeDate }),
      test: segment?.text(15) === 'T',
      separators: {
        element: String.fromCharCode(separators.element),
        component: String.fromCharCode(separators.component),
        ...repetition,
        segment: String.fromCharCode(separators.segment),
      },
    };
    this.interchanges++;
    this.interchangeAt = segment?.range() ?? NOWHERE;
    this.groups = 0;
    this.groupControls.clear();
    this.version = '';
    this.groupOpen = false;
    if (segment !== undefined)
      this.reused(this.interchangeControls, this.current.interchangeControl, 'isa.control-reused', 'ISA13', segment.elementRange(13));
    return this.current;
  }

  openGroup(segment: Segment): void {
    this.abandonGroup();
    this.groupOpen = true;
    this.groupAt = segment.range();
    this.groupControl = segment.text(6);
    this.version = segment.text(8);
    this.groups++;
    this.setsInGroup = 0;
    this.setControls.clear();
    if (this.current !== undefined) this.current = { ...this.current, groupControl: this.groupControl };
    this.reused(this.groupControls, this.groupControl, 'gs.control-reused', 'GS06', segment.elementRange(6));
  }

  openSet(segment: Segment, control: string): void {
    this.sets++;
    this.setsInGroup++;
    if (!this.groupOpen) this.findings.once('gs.missing', 'GS', segment.range());
    this.reused(this.setControls, control, 'st.control-reused', 'ST02', segment.elementRange(2));
  }

  closeGroup(segment: Segment): void {
    if (!this.groupOpen) {
      this.findings.report('envelope.stray-end', 'GE', segment.range(), { segment: 'GE' });
      return;
    }
    this.compare('count.sets', 'GE01', segment, this.setsInGroup);
    if (segment.text(2) !== this.groupControl) this.findings.report('control.group', 'GE02', segment.elementRange(2));
    this.groupOpen = false;
    this.version = '';
    if (this.current !== undefined) {
      const { groupControl, ...rest } = this.current;
      this.current = rest;
    }
  }

  closeInterchange(segment: Segment): void {
    if (this.current === undefined) {
      this.findings.report('envelope.stray-end', 'IEA', segment.range(), { segment: 'IEA' });
      return;
    }
    this.abandonGroup();
    this.compare('count.groups', 'IEA01', segment, this.groups);
    if (segment.text(2) !== this.current.interchangeControl && this.interchangeAt !== NOWHERE)
      this.findings.report('control.interchange', 'IEA02', segment.elementRange(2));
    this.current = undefined;
  }

  /** Compares a count that the file says with what was found. */
  compare(code: 'count.sets' | 'count.groups' | 'count.segments', at: string, segment: Segment, found: number): void {
    const said = segment.text(1);
    if (/^\d+$/.test(said) && Number(said) === found) return;
    this.findings.report(code, at, segment.elementRange(1), { said: /^\d{1,12}$/.test(said) ? Number(said) : 'none', found });
  }

  /** The file goes on or ends without the GE and IEA that were due. */
  abandon(): void {
    this.abandonGroup();
    if (this.current !== undefined) {
      if (this.interchangeAt !== NOWHERE) this.findings.report('isa.not-closed', 'IEA', this.interchangeAt);
      this.current = undefined;
    }
  }

  private abandonGroup(): void {
    if (this.groupOpen) this.findings.report('gs.not-closed', 'GE', this.groupAt);
    this.groupOpen = false;
    this.version = '';
  }

  private reused(
    seen: Set<string>,
    control: string,
    code: 'isa.control-reused' | 'gs.control-reused' | 'st.control-reused',
    at: string,
    bytes: Range,
  ): void {
    if (seen.has(control)) this.findings.report(code, at, bytes, { number: control });
    else if (seen.size < MOST_CONTROLS) seen.add(control);
  }
}

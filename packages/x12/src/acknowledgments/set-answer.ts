import type { Use } from '../engine/compile.ts';
import type { Draft } from '../engine/pieces.ts';
import type { Segment } from '../engine/segment.ts';
import type { Writable } from '../engine/segment-writer.ts';
import type { AcknowledgedSet, ElementInError, Range, SegmentInError, X12Finding } from '../types.ts';
import { fit, saidOf, versionOf } from './errors.ts';

/** More remarks on one set help nobody; the first ones name what to mend. */
const MOST_SEGMENTS = 500;

type ElementRemark = Draft<Writable<ElementInError>>;
interface SegmentRemark extends Draft<Omit<Writable<SegmentInError>, 'elements'>> {
  readonly elements: ElementRemark[];
}
type Context = SegmentRemark['contexts'][number];

/** What a 999 says of one set, gathered while the set passes. */
export class SetAnswer {
  private readonly set: string;
  private readonly control: string;
  private readonly version: string;
  private errors = 0;
  private remarks = 0;
  private readonly setErrors: string[] = [];
  private readonly segments: SegmentRemark[] = [];
  /** Where each segment begins in the file, and its id. */
  private starts = new Float64Array(32);
  private count = 0;
  /** The byte after the last segment that has passed. */
  private passed = -1;
  private ended = false;
  /** What the findings of a segment that has not passed yet are about. */
  private waiting: { readonly finding: X12Finding; readonly remark: SegmentRemark; readonly element: ElementRemark | undefined }[] = [];
  /** The claim or question that is open, which names the business that is meant. */
  private business: Context | undefined;
  private businessAt = 0;

  constructor(set: string, control: string, version: string) {
    this.set = set;
    this.control = control;
    this.version = version;
  }

  /** A segment has passed. */
  take(id: string, segment: Segment, use: Use | undefined): void {
    if (this.count === 0 && use === undefined) this.refuse('1');
    if (id === 'SE') this.ended = true;
    this.passed = segment.to;
    this.remember(segment.from);
    if (id === 'HL') this.business = undefined;
    else if (id === 'CLM') this.open('CLM01', segment.text(1));
    else if (id === 'TRN' && this.set !== '835') this.open('TRN02', segment.text(2));
    if (this.waiting.length > 0) this.quote(id, segment);
  }

  /** Where a segment begins; once no more remarks are kept, nobody asks. */
  private remember(from: number): void {
    if (this.segments.length >= MOST_SEGMENTS) return;
    if (this.count === this.starts.length) {
      const more = new Float64Array(this.count * 2);
      more.set(this.starts);
      this.starts = more;
    }
    this.starts[this.count++] = from;
  }

  note(finding: X12Finding): void {
    const said = saidOf(finding);
    if (said === undefined) return;
    if (finding.severity === 'error') this.errors++;
    else this.remarks++;
    if (said.set !== undefined) {
      this.refuseOnce(said.set);
      return;
    }
    if (this.segments.length >= MOST_SEGMENTS) return;
    const { loop, segment, element, part } = placeOf(finding.at);
    // What is missing is told of the segment that opens the loop in which it is missing.
    const remark = this.remarkOn(segment, this.positionOf(finding.bytes), loop, said.segment ?? '8');
    const missing = said.segment === '3' || said.segment === 'I6';
    if (said.element === undefined) {
      if (!missing) this.waiting.push({ finding, remark, element: undefined });
      return;
    }
    const one: ElementRemark = { number: element || 1, ...(part === 0 ? {} : { part }), error: said.element, contexts: [] };
    remark.elements.push(one);
    if (said.element !== '1') this.waiting.push({ finding, remark, element: one });
  }

  /** One IK3 a segment and fault: several elements of it stand below one. */
  private remarkOn(segment: string, position: number, loop: string, error: string): SegmentRemark {
    const last = this.segments.at(-1);
    if (error === '8' && last !== undefined && last.position === position && last.segment === segment && last.error === '8') return last;
    const contexts = this.business === undefined || position < this.businessAt ? [] : [this.business];
    const remark: SegmentRemark = { segment, position, ...(loop === '' ? {} : { loop }), error, contexts, elements: [] };
    this.segments.push(remark);
    return remark;
  }

  /** Which segment of the set the bytes stand in, from 1; the one that is passing now is not among those that passed. */
  private positionOf({ from }: Range): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) <= from) low = middle + 1;
      else high = middle;
    }
    return from >= this.passed && !this.ended ? this.count + 1 : low;
  }

  /** The set is over, and nothing more will be said of it: only what was said is kept. */
  end(): void {
    this.starts = new Float64Array(0);
    this.waiting = [];
  }

  private open(name: string, value: string): void {
    this.business = value === '' || SIGNS.test(value) ? undefined : { name, value: value.slice(0, 35) };
    this.businessAt = this.count;
  }

  private refuse(error: string): void {
    this.refuseOnce(error);
    this.errors++;
  }

  private refuseOnce(error: string): void {
    if (!this.setErrors.includes(error)) this.setErrors.push(error);
  }

  /** The segment that the waiting findings are about has passed: what it held is repeated to the sender, its id told as it was sent. */
  private quote(id: string, segment: Segment): void {
    for (const { finding, remark, element } of this.waiting) {
      if (finding.bytes.from < segment.from || finding.bytes.from > segment.end) continue;
      if (/^[A-Z][A-Z0-9]{1,2}$/.test(id)) remark.segment = id;
      const value = element === undefined ? '' : quoted(segment, element);
      if (element !== undefined && value !== '') element.value = value;
    }
    this.waiting = [];
  }

  get code(): 'A' | 'E' | 'R' {
    return this.errors > 0 ? 'R' : this.remarks > 0 ? 'E' : 'A';
  }

  get accepted(): boolean {
    return this.code !== 'R';
  }

  /** @param withGroup whether the group is rejected as a whole, and this set with it */
  told(withGroup: boolean): Writable<AcknowledgedSet> {
    const errors = [...new Set([...this.setErrors, ...(this.segments.length > 0 || (withGroup && this.accepted) ? ['5'] : [])])];
    const transaction = fit(this.set, 3, '000').padEnd(3, '0');
    const control = fit(this.control, 9, '0000');
    return { transaction, control, ...versionOf(this.version, 35), code: withGroup ? 'R' : this.code, errors, segments: this.segments };
  }
}

/** Signs that a value may not hold in the answer, whose separators are the usual ones. */
const SIGNS = /[*:^~\p{Cc}]|^\s+$/u;

function quoted(segment: Segment, { number, part }: ElementRemark): string {
  let text = segment.text(number);
  if (part !== undefined) {
    segment.openParts(number);
    for (let i = 0; i < part; i++) text = segment.nextPart() ?? '';
  }
  return SIGNS.test(text) ? '' : [...text].slice(0, 99).join('');
}

/** `2300 CLM05-3` taken apart. */
function placeOf(at: string): { loop: string; segment: string; element: number; part: number } {
  const [, loop = '', segment = '', element = '0', part = '0'] =
    /^(?:(\d{4}[A-Z]{0,2}) )?([A-Z][A-Z0-9]{1,2}?)(?:(\d\d)(?:-(\d+))?)?$/.exec(at) ?? [];
  return { loop, segment: segment || 'UNK', element: Number(element), part: Number(part) };
}

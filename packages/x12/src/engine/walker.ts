import type { CompiledSet, LoopNode, Target, Use } from './compile.ts';
import { elementName, slotOf } from './compile.ts';
import type { Findings } from './findings.ts';
import { type Segment, segmentName } from './segment.ts';
import { zeros } from './table.ts';

/** Hears of loops that end. */
export interface LoopListener {
  closed(node: LoopNode): void;
}

/** Follows a set's segments through its loops by looking them up in the current loop's table. */
export class Walker {
  current: LoopNode;
  /** How often each use came in its open loop: true only while its stamp is the loop's, so that opening a loop clears nothing. */
  private readonly counts: number[];
  private readonly stamps: number[];
  private readonly loopStamps: number[];
  private openings = 1;
  /** Per loop: the place among its siblings that was reached. */
  private readonly reached: number[];
  private readonly path: LoopNode[] = [];
  private readonly openedFrom: Float64Array;
  private readonly openedTo: Float64Array;
  private readonly findings: Findings;
  private readonly root: LoopNode;
  private checks = false;
  private listener: LoopListener = { closed: () => {} };

  constructor(set: CompiledSet, findings: Findings) {
    this.counts = zeros(set.uses.length);
    this.stamps = zeros(set.uses.length);
    this.loopStamps = zeros(set.nodes.length).fill(1);
    this.reached = zeros(set.nodes.length);
    this.openedFrom = new Float64Array(set.nodes.length);
    this.openedTo = new Float64Array(set.nodes.length);
    this.findings = findings;
    this.root = set.root;
    this.current = set.root;
  }

  /** A set of this kind begins: where ST stands. What was counted in the one before no longer holds. */
  begin(segment: Segment, checks: boolean, listener: LoopListener): Use {
    this.checks = checks;
    this.listener = listener;
    this.path.length = 0;
    this.open(this.root);
    this.openedFrom[this.current.index] = segment.from;
    this.openedTo[this.current.index] = segment.end;
    return this.current.opening;
  }

  /** Goes to where this segment belongs; nothing where it belongs nowhere (said in a finding). */
  step(segment: Segment): Use | undefined {
    const slot = slotOf(segment.id);
    const { current } = this;
    const use = current.direct[slot] ?? choose(current.table[slot], segment);
    if (use === undefined) this.refuse(current.table[slot], segment);
    else if (use.opens || use.node !== current || this.checks) this.go(use, segment);
    return use;
  }

  private refuse(targets: readonly Target[] | undefined, segment: Segment): void {
    const name = segmentName(segment);
    if (targets === undefined) {
      this.findings.report('segment.unexpected', this.label(name), segment.range(), { segment: name });
      return;
    }
    const element = elementName(name, targets[0]?.use.element ?? 1);
    this.findings.report('segment.qualifier', this.label(name), segment.range(), { segment: name, element });
  }

  private label(segment: string): string {
    return this.current.id === '' ? segment : `${this.current.id} ${segment}`;
  }

  private go(use: Use, segment: Segment): void {
    const stop = use.opens ? use.node.parent : use.node;
    if (stop !== undefined && this.current !== stop) this.moveTo(stop, segment);
    const owner = this.current;
    if (this.checks) this.note(use, owner, segment);
    if (use.opens) {
      this.open(use.node);
      this.openedFrom[use.node.index] = segment.from;
      this.openedTo[use.node.index] = segment.end;
    }
  }

  /** Closes loops up to one that holds `stop`, then opens those whose own opening is missing. */
  private moveTo(stop: LoopNode, segment: Segment): void {
    while (!this.holds(stop)) this.close();
    while (this.current !== stop) {
      let next = stop;
      while (next.parent !== undefined && next.parent !== this.current) next = next.parent;
      const opening = next.opening;
      if (this.checks)
        this.findings.report('segment.opening-missing', opening.at, segment.range(), { name: opening.name, segment: opening.segment.id });
      this.count(opening, this.current);
      this.open(next);
      this.openedFrom[next.index] = segment.from;
      this.openedTo[next.index] = segment.end;
    }
  }

  /** Whether `node` is the current loop or below it. */
  private holds(node: LoopNode): boolean {
    let at: LoopNode | undefined = node;
    while (at !== undefined && at.depth > this.current.depth) at = at.parent;
    return at === this.current;
  }

  private note(use: Use, owner: LoopNode, segment: Segment): void {
    const count = this.count(use, owner);
    if (count === use.max + 1)
      this.findings.report('segment.repeat', use.at, segment.range(), { name: use.name, segment: use.segment.id, max: use.max });
    const reached = this.reached[owner.index] as number;
    if (use.order > reached) this.reached[owner.index] = use.order;
    else if (use.order < reached)
      this.findings.report('segment.order', use.at, segment.range(), { name: use.name, segment: use.segment.id });
    if (use.stray) this.findings.report('segment.stray', use.at, segment.range(), { segment: use.segment.id });
  }

  private count(use: Use, owner: LoopNode): number {
    const stamp = this.loopStamps[owner.index] as number;
    const count = this.stamps[use.index] === stamp ? (this.counts[use.index] as number) + 1 : 1;
    this.stamps[use.index] = stamp;
    this.counts[use.index] = count;
    return count;
  }

  private open(node: LoopNode): void {
    this.openings = (this.openings + 1) | 0;
    this.loopStamps[node.index] = this.openings;
    this.reached[node.index] = 0;
    this.path.push(node);
    this.current = node;
  }

  private close(): void {
    const node = this.current;
    if (this.checks) {
      for (const use of node.needed) {
        if (this.stamps[use.index] === this.loopStamps[node.index]) continue;
        const bytes = { from: this.openedFrom[node.index] as number, to: this.openedTo[node.index] as number };
        this.findings.report(use.need === 'required' ? 'segment.missing' : 'segment.expected', use.at, bytes, {
          name: use.name,
          segment: use.segment.id,
        });
      }
    }
    this.listener.closed(node);
    this.path.pop();
    this.current = this.path[this.path.length - 1] ?? node;
  }

  /** The set ends: closes every loop. What is missing of one that was cut off is not worth a word each. */
  finish(cut: boolean): void {
    if (cut) this.checks = false;
    while (this.path.length > 0) this.close();
  }
}

/** The nearest target whose steering fits; of equally near ones that which is steered at all. */
function choose(targets: readonly Target[] | undefined, segment: Segment): Use | undefined {
  if (targets === undefined) return undefined;
  let plain: Target | undefined;
  let read = 0;
  let value = 0;
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i] as Target;
    if (plain !== undefined && target.level > plain.level) break;
    const { element, values } = target.use;
    if (element === 0) {
      plain ??= target;
    } else {
      if (element !== read) {
        value = segment.packed(element);
        read = element;
      }
      for (let k = 0; k < values.length; k++) if (values[k] === value) return target.use;
    }
  }
  return plain?.use;
}

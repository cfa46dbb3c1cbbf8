import { definitionFor } from '../definitions/index.ts';
import { elementName, type LoopNode, type Use } from '../engine/compile.ts';
import { compiledSet, type SegmentTap } from '../engine/reader.ts';
import type { Segment } from '../engine/segment.ts';
import type { Range, X12Finding } from '../types.ts';
import { isAt, type Overlay, type OverlayRule, type Spot, spotOf } from './overlay.ts';

/** An open loop, and what its rules have seen in it. */
interface Frame {
  readonly node: LoopNode;
  readonly bytes: Range;
  /** How often each rule's segment or loop came. */
  readonly counts: Map<Rule, number>;
  /** Where a rule's `when` was answered, and with what. */
  readonly answers: Map<Rule, readonly string[]>;
  /** What waits for the loop to end, since a later segment may decide whether the rule holds. */
  readonly waiting: { readonly rule: Rule; readonly bytes: Range; readonly says: string }[];
}

interface Rule extends OverlayRule {
  readonly spot: Spot;
  readonly whenSpot: Spot | undefined;
  readonly overlay: Overlay;
}

/** Holds the sets of a file to overlays: SNIP level 7. Give it what a reader tells. */
export class OverlayChecker {
  private readonly overlays: readonly Overlay[];
  private readonly hand: (finding: X12Finding) => void;
  private rules: readonly Rule[] = [];
  private frames: Frame[] = [];
  private control = '';

  constructor(overlays: readonly Overlay[], hand: (finding: X12Finding) => void) {
    this.overlays = overlays;
    this.hand = hand;
  }

  /** A set begins. */
  begin(control: string): void {
    this.end();
    this.control = control;
  }

  /** Those overlays hold that are for the grammar that the set is read by. */
  private choose(root: LoopNode): void {
    const holds = ({ set, version }: Overlay) => {
      const definition = definitionFor(set, version);
      return definition !== undefined && compiledSet(definition).root === root;
    };
    this.rules = this.overlays.filter(holds).flatMap((overlay) =>
      overlay.rules.flatMap((rule): Rule[] => {
        const spot = spotOf(rule.at);
        return spot === undefined ? [] : [{ ...rule, spot, whenSpot: rule.when === undefined ? undefined : spotOf(rule.when.at), overlay }];
      }),
    );
  }

  readonly tap: SegmentTap = (segment, use) => {
    if (use?.opens === true && use.node.parent === undefined) this.choose(use.node);
    if (use === undefined || this.rules.length === 0) return;
    this.follow(use, segment);
    for (const rule of this.rules) {
      if (rule.whenSpot !== undefined && isAt(use, rule.whenSpot)) this.answer(rule, segment, rule.whenSpot);
      if (isAt(use, rule.spot) && fits(rule, segment)) this.look(rule, use, segment);
    }
  };

  /** The set is over. */
  end(): void {
    while (this.frames.length > 0) this.close();
    this.rules = [];
  }

  private follow(use: Use, segment: Segment): void {
    const stop = use.opens ? use.node.parent : use.node;
    while (this.frames.length > 0 && !isWithin(stop, this.frames.at(-1)?.node)) this.close();
    for (const node of pathOf(stop).slice(this.frames.length)) this.open(node, segment);
    if (use.opens) this.open(use.node, segment);
  }

  private open(node: LoopNode, segment: Segment): void {
    this.frames.push({ node, bytes: segment.range(), counts: new Map(), answers: new Map(), waiting: [] });
  }

  private answer(rule: Rule, segment: Segment, spot: Spot): void {
    const frame = this.frames.at(-1);
    frame?.answers.set(rule, [...(frame.answers.get(rule) ?? []), textAt(segment, spot)]);
  }

  private look(rule: Rule, use: Use, segment: Segment): void {
    const { spot } = rule;
    // A loop is counted in the loop around it.
    const frame = this.frames.at(use.opens ? -2 : -1) ?? this.frames.at(-1);
    if (frame === undefined) return;
    if (spot.element === 0) {
      const count = (frame.counts.get(rule) ?? 0) + 1;
      frame.counts.set(rule, count);
      if (rule.forbidden === true) this.wait(rule, segment.range(), `${rule.at} is not wanted`);
      if (rule.most !== undefined && count === rule.most + 1)
        this.wait(rule, segment.range(), `${rule.at} stands more often than ${rule.most} times`);
    } else {
      const why = whyNot(rule, textAt(segment, spot));
      if (why !== undefined)
        this.wait(rule, segment.elementRange(spot.element), `${elementName(spot.segment, spot.element, spot.part)} ${why}`);
    }
  }

  private wait(rule: Rule, bytes: Range, says: string): void {
    if (rule.when === undefined) this.tell(rule, bytes, says);
    else this.frames.at(-1)?.waiting.push({ rule, bytes, says });
  }

  private close(): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) return;
    for (const { rule, bytes, says } of frame.waiting) if (this.holds(rule)) this.tell(rule, bytes, says);
    for (const rule of this.rules) {
      if (rule.required !== true || rule.spot.element > 0 || !stands(rule, frame.node)) continue;
      if ((frame.counts.get(rule) ?? 0) === 0 && this.holds(rule)) this.tell(rule, frame.bytes, `${rule.at}${whereOf(rule)} is missing`);
    }
    this.frames.pop();
  }

  /** Whether the rule's `when` is answered so, in this loop or one around it. */
  private holds(rule: Rule): boolean {
    const { when } = rule;
    if (when === undefined) return true;
    const answers = this.frames.findLast((frame) => frame.answers.has(rule))?.answers.get(rule) ?? [];
    return answers.some((answer) => when.values.includes(answer));
  }

  private tell(rule: Rule, bytes: Range, words: string): void {
    const because =
      rule.when === undefined
        ? `${rule.overlay.name} asks for it.`
        : `${rule.overlay.name} asks for it, since ${rule.when.at} is ${rule.when.values.join(' or ')}.`;
    this.hand({
      code: 'overlay',
      severity: rule.severity ?? 'error',
      snip: 7,
      at: rule.at,
      bytes,
      says: rule.says ?? `${words}.`,
      because,
      overlay: rule.overlay.name,
      control: this.control,
    });
  }
}

function whyNot(rule: Rule, value: string): string | undefined {
  if (value === '') return rule.required === true ? 'is missing' : undefined;
  if (rule.forbidden === true) return 'is not wanted';
  if (rule.values !== undefined && !rule.values.includes(value)) return `must be ${rule.values.join(' or ')}`;
  const length = [...value].length;
  if (rule.minLength !== undefined && length < rule.minLength) return `is shorter than ${rule.minLength}`;
  if (rule.maxLength !== undefined && length > rule.maxLength) return `is longer than ${rule.maxLength}`;
  return undefined;
}

const fits = (rule: Rule, segment: Segment): boolean =>
  Object.entries(rule.where ?? {}).every(([element, values]) => values.includes(segment.text(Number(element))));

/** In which loops a rule's segment or loop is counted. */
function stands(rule: Rule, node: LoopNode): boolean {
  const { loop, segment } = rule.spot;
  if (segment !== '' && !node.uses.some((use) => !use.opens && use.node.id === loop && use.segment.id === segment))
    return node.uses.some((use) => use.opens && use.node.id === loop && use.segment.id === segment);
  return segment !== '' ? node.id === loop : node.uses.some((use) => use.opens && use.node.id === loop);
}

const whereOf = (rule: Rule): string =>
  Object.entries(rule.where ?? {})
    .map(([, values]) => ` ${values.join(' or ')}`)
    .join('');

function textAt(segment: Segment, { element, part }: Spot): string {
  if (part === 0) return segment.text(element);
  segment.openParts(element);
  let value = '';
  for (let i = 0; i < part; i++) value = segment.nextPart() ?? '';
  return value;
}

/** The loops from the root down to this one. */
function pathOf(node: LoopNode | undefined): readonly LoopNode[] {
  const path: LoopNode[] = [];
  for (let at = node; at !== undefined; at = at.parent) path.unshift(at);
  return path;
}

const isWithin = (node: LoopNode | undefined, frame: LoopNode | undefined): boolean => {
  for (let at = node; at !== undefined; at = at.parent) if (at === frame) return true;
  return false;
};

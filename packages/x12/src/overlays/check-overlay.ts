import { definitionFor } from '../definitions/index.ts';
import { elementName, type LoopNode, type Use } from '../engine/compile.ts';
import { compiledSet, type SegmentTap } from '../engine/reader.ts';
import type { Segment } from '../engine/segment.ts';
import type { Range, X12Finding } from '../types.ts';
import { type Condition, isAt, type Overlay, type OverlayRule, type Spot, spotOf } from './overlay.ts';
import { longestHeld, patternOf } from './pattern.ts';

/** An open loop, and what its rules have seen in it. */
interface Frame {
  readonly node: LoopNode;
  readonly bytes: Range;
  /** How often each rule's segment or loop came. */
  readonly counts: Map<Rule, number>;
  /** What was answered where a condition looks. */
  readonly answers: Map<Asked, readonly string[]>;
  /** What waits for the loop to end, since a later segment may decide whether the rule holds. */
  readonly waiting: { readonly rule: Rule; readonly bytes: Range; readonly says: string }[];
}

/** A condition, with where it looks. */
interface Asked extends Condition {
  readonly spot: Spot;
}
interface Rule extends OverlayRule {
  readonly form: RegExp | undefined;
  readonly spot: Spot;
  readonly asked: Asked | undefined;
  readonly otherwise: readonly Asked[];
  readonly overlay: Overlay | StandardRules;
}
/** What is to be done at one use of the grammar: found once, since a file has millions of segments and few uses. */
interface Work {
  readonly answers: readonly Asked[];
  readonly looks: readonly Rule[];
}

/** The standard's own demands beyond the grammar, held like a guide's, at a SNIP level of their own. */
export interface StandardRules extends Overlay {
  readonly snip: 2 | 4;
}

/** Holds the sets of a file to overlays (SNIP level 7) and to the standard's situations (2 and 4). Give it what a reader tells. */
export class OverlayChecker {
  private readonly overlays: readonly (Overlay | StandardRules)[];
  private readonly hand: (finding: X12Finding) => void;
  private rules: readonly Rule[] = [];
  private readonly chosen = new Map<LoopNode, { readonly rules: readonly Rule[]; readonly works: Map<Use, Work> }>();
  private works = new Map<Use, Work>();
  private frames: Frame[] = [];
  private control = '';

  constructor(overlays: readonly (Overlay | StandardRules)[], hand: (finding: X12Finding) => void) {
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
    const known = this.chosen.get(root) ?? { rules: this.rulesFor(root), works: new Map<Use, Work>() };
    this.chosen.set(root, known);
    this.rules = known.rules;
    this.works = known.works;
  }

  private rulesFor(root: LoopNode): readonly Rule[] {
    const holds = ({ set, version }: Overlay) => {
      const definition = definitionFor(set, version);
      return definition !== undefined && compiledSet(definition).root === root;
    };
    return this.overlays.filter(holds).flatMap((overlay) =>
      overlay.rules.flatMap((rule): Rule[] => {
        const spot = spotOf(rule.at);
        const otherwise = (rule.unless ?? []).flatMap((condition) => askedOf(condition) ?? []);
        const form = rule.pattern === undefined ? undefined : patternOf(rule.pattern, rule.at);
        return spot === undefined ? [] : [{ ...rule, spot, form, asked: rule.when && askedOf(rule.when), otherwise, overlay }];
      }),
    );
  }

  private workAt(use: Use): Work {
    const known = this.works.get(use);
    if (known !== undefined) return known;
    const asked = this.rules.flatMap((rule) => [...(rule.asked === undefined ? [] : [rule.asked]), ...rule.otherwise]);
    const work = { answers: asked.filter(({ spot }) => isAt(use, spot)), looks: this.rules.filter(({ spot }) => isAt(use, spot)) };
    this.works.set(use, work);
    return work;
  }

  readonly tap: SegmentTap = (segment, use) => {
    if (use?.opens === true && use.node.parent === undefined) this.choose(use.node);
    if (use === undefined || this.rules.length === 0) return;
    this.follow(use, segment);
    const { answers, looks } = this.workAt(use);
    for (const asked of answers) this.answer(asked, segment);
    for (const rule of looks) if (fits(rule, segment)) this.look(rule, use, segment);
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

  private answer(asked: Asked, segment: Segment): void {
    const frame = this.frames.at(-1);
    frame?.answers.set(asked, [...(frame.answers.get(asked) ?? []), textAt(segment, asked.spot)]);
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
    if (rule.asked === undefined && rule.otherwise.length === 0) this.tell(rule, bytes, says);
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

  /** Whether the rule's conditions are answered so, in this loop or one around it. */
  private holds({ asked, otherwise }: Rule): boolean {
    return (asked === undefined || this.isAnswered(asked)) && !otherwise.some((one) => this.isAnswered(one));
  }

  private isAnswered(asked: Asked): boolean {
    const answers = this.frames.findLast((frame) => frame.answers.has(asked))?.answers.get(asked) ?? [];
    return answers.some((answer) => asked.values.includes(answer));
  }

  private tell(rule: Rule, bytes: Range, words: string): void {
    const { overlay, when } = rule;
    const since = when === undefined ? '' : `, since ${when.at} is ${when.values.join(' or ')}`;
    const own = 'snip' in overlay;
    this.hand({
      code: own ? (rule.values === undefined ? 'situation.segment' : 'situation.value') : 'overlay',
      severity: rule.severity ?? 'error',
      snip: own ? overlay.snip : 7,
      at: rule.at,
      bytes,
      says: rule.says ?? `${words}.`,
      because: `${overlay.name} asks for it${since}.`,
      ...(own ? {} : { overlay: overlay.name }),
      control: this.control,
    });
  }
}

function askedOf(condition: Condition): Asked | undefined {
  const spot = spotOf(condition.at);
  return spot && { ...condition, spot };
}

function whyNot(rule: Rule, value: string): string | undefined {
  if (value === '') return rule.required === true ? 'is missing' : undefined;
  if (rule.forbidden === true) return 'is not wanted';
  if (rule.values !== undefined && !rule.values.includes(value)) return `must be ${rule.values.join(' or ')}`;
  const length = [...value].length;
  if (rule.form !== undefined && (length > longestHeld || !rule.form.test(value))) return `does not fit ${rule.pattern}`;
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

import type { CompiledSet, LoopNode, Use } from './compile.ts';
import type { Findings } from './findings.ts';
import type { Recorder } from './places.ts';
import type { Segment } from './segment.ts';

/** Makes typed objects of a set's segments as they pass. */
export interface Builder {
  take(use: Use, segment: Segment): void;
  closed(node: LoopNode): void;
  /** Claims that were handed on so far. */
  readonly claims: number;
}

/** What to do with a segment: keyed by where it stands (`2110 CAS`), or by the loops' common number (`2310 NM1`). */
export type Actions<B> = { readonly [at: string]: (builder: B, segment: Segment, use: Use) => void };

/** Whether so much stands in what is being read that the rest is passed over, which is said once. */
export function isTooMuch(recorder: Recorder, findings: Findings, use: Use, segment: Segment): boolean {
  if (!recorder.passes(segment)) return false;
  if (!recorder.told) findings.report('loop.endless', use.at, segment.range());
  recorder.told = true;
  return true;
}

const resolved = new WeakMap<object, WeakMap<CompiledSet, readonly unknown[]>>();

/** The action of each use of a set, by the use's index. */
export function resolveActions<B>(set: CompiledSet, actions: Actions<B>): readonly (Actions<B>[string] | undefined)[] {
  const ofActions = resolved.get(actions) ?? new WeakMap<CompiledSet, readonly unknown[]>();
  resolved.set(actions, ofActions);
  const known = ofActions.get(set) as readonly (Actions<B>[string] | undefined)[] | undefined;
  if (known !== undefined) return known;
  const list = set.uses.map((use) => {
    const { id } = use.node;
    return actions[use.at] ?? actions[`${id.replace(/[A-Z]+$/, '')} ${use.segment.id}`];
  });
  ofActions.set(set, list);
  return list;
}

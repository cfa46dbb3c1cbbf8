import type { ClaimKind } from '../claims/index.ts';
import type { Edit } from './edit.ts';
import { edits } from './edits/index.ts';
import type { Look } from './look.ts';
import { bitsOf, hasTraits, type TraitBits } from './traits.ts';

export const editsOfKind = (kind: ClaimKind): readonly Edit[] => edits.filter(({ kinds }) => kinds === undefined || kinds.includes(kind));

/** Edits by the traits of a claim: those of its lines, and its own. */
type Plans = Map<number, Map<number, readonly Edit[]>>;
const byKind: { readonly [kind in ClaimKind]: { readonly edits: readonly Edit[]; readonly plans: Plans } } = {
  professional: { edits: editsOfKind('professional'), plans: new Map() },
  institutional: { edits: editsOfKind('institutional'), plans: new Map() },
  dental: { edits: editsOfKind('dental'), plans: new Map() },
};
const mostPlans = 500;

const planFor = (all: readonly Edit[], bits: TraitBits): readonly Edit[] =>
  all.filter(({ only }) => only === undefined || hasTraits(bits, only));

/** The edits that can find something at a claim, in their order. Claims alike in their traits have the same. */
export function editsFor(look: Look): readonly Edit[] {
  const { edits: all, plans } = byKind[look.claim.kind];
  const bits = bitsOf(look);
  const known = plans.get(bits.lines)?.get(bits.claim);
  if (known !== undefined) return known;
  const plan = planFor(all, bits);
  if (plans.size >= mostPlans) plans.clear();
  const ofLines = plans.get(bits.lines) ?? new Map<number, readonly Edit[]>();
  if (ofLines.size >= mostPlans) ofLines.clear();
  plans.set(bits.lines, ofLines.set(bits.claim, plan));
  return plan;
}

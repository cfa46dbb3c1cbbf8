import type { ClaimKind, ClaimToSend } from '../claims/index.ts';
import type { Edit } from './edit.ts';
import { edits } from './edits/index.ts';
import type { EditFamily } from './finding.ts';
import type { Look } from './look.ts';
import { bitsOf, hasTraits, type TraitBits } from './traits.ts';

/** A void takes a claim back, right or wrong as that one was: it has to be whole, for the payer to find the claim by, and nothing more. */
const ofVoids: readonly EditFamily[] = ['identity'];
const isVoid = ({ frequency }: Pick<ClaimToSend, 'frequency'>): boolean => frequency === '8';

/** The edits that are of claims like this one. */
export const editsOf = (claim: Pick<ClaimToSend, 'kind' | 'frequency'>): readonly Edit[] =>
  edits.filter(({ kinds, family }) => (kinds === undefined || kinds.includes(claim.kind)) && (!isVoid(claim) || ofVoids.includes(family)));

/** Edits by the traits of a claim: those of its lines, and its own. */
type Plans = Map<number, Map<number, readonly Edit[]>>;
type ByKind = { readonly [kind in ClaimKind]: { readonly edits: readonly Edit[]; readonly plans: Plans } };
const byKind = (frequency: string): ByKind => ({
  professional: { edits: editsOf({ kind: 'professional', frequency }), plans: new Map() },
  institutional: { edits: editsOf({ kind: 'institutional', frequency }), plans: new Map() },
  dental: { edits: editsOf({ kind: 'dental', frequency }), plans: new Map() },
});
const billing = byKind('1');
const voiding = byKind('8');
const mostPlans = 500;

const planFor = (all: readonly Edit[], bits: TraitBits): readonly Edit[] =>
  all.filter(({ only }) => only === undefined || hasTraits(bits, only));

/** The edits that can find something at a claim, in their order. Claims alike in their traits have the same. */
export function editsFor(look: Look): readonly Edit[] {
  const { edits: all, plans } = (isVoid(look.claim) ? voiding : billing)[look.claim.kind];
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

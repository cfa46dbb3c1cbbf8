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

const mostPlans = 5_000;

/** The edits of one kind of claim, and which of them claims of the same traits are put to: chosen once for all of them. */
class Plans {
  readonly #edits: readonly Edit[];
  /** By the traits of codes, of lines, and of claims. */
  readonly #plans = new Map<number, Map<number, Map<number, readonly Edit[]>>>();
  #made = 0;

  constructor(edits: readonly Edit[]) {
    this.#edits = edits;
  }

  for(bits: TraitBits): readonly Edit[] {
    return this.#plans.get(bits.codes)?.get(bits.lines)?.get(bits.claim) ?? this.#make(bits);
  }

  #make(bits: TraitBits): readonly Edit[] {
    if (++this.#made > mostPlans) {
      this.#plans.clear();
      this.#made = 1;
    }
    const plan = this.#edits.filter(({ only }) => only === undefined || hasTraits(bits, only));
    const ofCodes = this.#plans.get(bits.codes) ?? new Map<number, Map<number, readonly Edit[]>>();
    const ofLines = ofCodes.get(bits.lines) ?? new Map<number, readonly Edit[]>();
    this.#plans.set(bits.codes, ofCodes.set(bits.lines, ofLines.set(bits.claim, plan)));
    return plan;
  }
}

type ByKind = { readonly [kind in ClaimKind]: Plans };
const byKind = (frequency: string): ByKind => ({
  professional: new Plans(editsOf({ kind: 'professional', frequency })),
  institutional: new Plans(editsOf({ kind: 'institutional', frequency })),
  dental: new Plans(editsOf({ kind: 'dental', frequency })),
});
const billing = byKind('1');
const voiding = byKind('8');

/** The edits that can find something at a claim, in their order. Claims alike in their traits have the same. */
export const editsFor = (look: Look): readonly Edit[] => (isVoid(look.claim) ? voiding : billing)[look.claim.kind].for(bitsOf(look));

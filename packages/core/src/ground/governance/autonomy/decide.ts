import { type AllowedKind, allowList } from './allow-list.ts';
import { type Consequence, isHarmless, needsAPerson } from './consequence.ts';
import type { Standing } from './setting.ts';
import { ceilingOf, lower } from './workflow.ts';

export type ActorKind = 'person' | 'agent' | 'service' | 'system';
export const isMachine = (kind: ActorKind): boolean => kind !== 'person';

/** What is known of an act that a machine would do. What is not said counts as beyond every limit. */
export interface Proposed {
  readonly actor: ActorKind;
  readonly consequence: Consequence;
  readonly kind?: string;
  readonly confidence?: number;
  readonly amount?: number;
  readonly ageDays?: number;
  /** Why it waits for a person, whatever the level, where its facts say so. */
  readonly waits?: string;
  /** The subject is in the control group of a trial: people work on it without the machine. */
  readonly control?: boolean;
}

export type Verdict =
  /** `automatic`: it applied itself, and lands in the end-of-day review. */
  | { readonly say: 'run'; readonly automatic?: true }
  /** Computed for the scorekeeper; nothing changes and nobody sees it. */
  | { readonly say: 'watch'; readonly because: string }
  | { readonly say: 'park'; readonly because: string }
  | { readonly say: 'refuse'; readonly because: string };

/**
 * Whether an act runs, is only watched, waits for a person, or is refused. A person who holds the right runs; a machine runs what moves
 * nothing, and otherwise goes as far as the ladder lets it: by itself only at `conditional`, only what is on the allow-list, and only
 * within the limits.
 */
export function decideAutonomy(act: Proposed, standing: Standing, list: readonly AllowedKind[] = allowList): Verdict {
  const { actor, consequence } = act;
  if (!isMachine(actor) || isHarmless(consequence)) return { say: 'run' };
  if (standing.stopped)
    return { say: 'refuse', because: 'The switch of this workflow is thrown: no machine acts until a person lets go of it.' };
  const level = lower(standing.level, ceilingOf(standing.workflow));
  if (level === 'off') return { say: 'refuse', because: 'This workflow is switched off.' };
  if (level === 'shadow') return { say: 'watch', because: 'This workflow only watches; it proposes nothing yet.' };
  if (act.control === true) return { say: 'watch', because: 'This one is in the control group: people work on it without the machine.' };
  if (level !== 'conditional') return { say: 'park', because: 'A person decides this: the machine only proposes it.' };
  const beyond = whyNotByItself(act, standing, list);
  return beyond === undefined ? { say: 'run', automatic: true } : { say: 'park', because: beyond };
}

/** Why a machine may not do this by itself, although the level would let it; undefined where it may. */
function whyNotByItself(act: Proposed, standing: Standing, list: readonly AllowedKind[]): string | undefined {
  if (needsAPerson(act.consequence)) return 'This always needs a person.';
  if (act.waits !== undefined) return act.waits;
  const entry = list.find(({ kind, workflow, consequence }) => {
    return kind === act.kind && workflow === standing.workflow && consequence === act.consequence;
  });
  if (entry === undefined) return 'This kind of change is not among those that may apply themselves.';
  if (entry.perPayer && !standing.forPayer) return 'This payer’s record has not earned it yet.';
  const { limits } = standing;
  if (!(act.confidence !== undefined && act.confidence >= limits.minConfidence)) return 'It is not sure enough to apply itself.';
  if (!(act.amount !== undefined && act.amount <= limits.maxAmount)) return 'The amount is above the limit for applying itself.';
  if (!(act.ageDays !== undefined && act.ageDays <= limits.maxAgeDays)) return 'It is older than the limit for applying itself.';
  return undefined;
}

/** Somebody who would approve. `holdsRight`: the access table lets them decide at all. */
export interface Approver {
  readonly kind: ActorKind;
  readonly id: string;
  readonly holdsRight: boolean;
}

/** Why somebody may not approve a machine's proposal; undefined where they may, as far as is known. */
export function whyNotApprove(approver: Approver, proposedBy: string | undefined): string | undefined {
  if (isMachine(approver.kind)) return 'A machine approves nothing.';
  if (!approver.holdsRight) return 'It needs the right “approvals.decide”.';
  return approver.id === proposedBy ? 'Nobody approves what they proposed themselves.' : undefined;
}

export const workflows = ['intake', 'posting', 'deposits'] as const;
export type Workflow = (typeof workflows)[number];
export const levels = ['off', 'shadow', 'assist', 'guided', 'conditional'] as const;
export type Level = (typeof levels)[number];

/**
 * What an act would do in the world. Of these a machine may never do one without a person, at any level: `write-off`, `refund`,
 * `bad-debt`, `submit`, `change-code`, `contact-patient`, `change-contract`, `adverse`, `undo`.
 */
export type Consequence =
  | 'none'
  | 'keeps-document'
  | 'posts-payment'
  | 'ties-deposit'
  | 'decides'
  | 'write-off'
  | 'refund'
  | 'bad-debt'
  | 'submit'
  | 'change-code'
  | 'contact-patient'
  | 'change-contract'
  | 'adverse'
  | 'undo'
  | 'administers';

const harmless: readonly Consequence[] = ['none', 'keeps-document'];

export type Verdict =
  | { readonly say: 'run' }
  | { readonly say: 'park'; readonly because: string }
  | { readonly say: 'refuse'; readonly because: string };

/**
 * Whether an act may run, must wait for a person, or is refused. A person who holds the permission runs; a machine runs what moves
 * nothing, and otherwise proposes as far as the workflow's level lets it. Conditional automation is not earned by any kind of change yet.
 */
export function decideAutonomy(actor: 'person' | 'agent' | 'service' | 'system', consequence: Consequence, level: Level): Verdict {
  if (actor === 'person' || harmless.includes(consequence)) return { say: 'run' };
  if (level === 'off') return { say: 'refuse', because: 'This workflow is switched off.' };
  if (level === 'shadow') return { say: 'refuse', because: 'This workflow only watches; it proposes nothing yet.' };
  return { say: 'park', because: 'A person decides this: the machine only proposes it.' };
}

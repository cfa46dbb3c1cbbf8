/** What an act would do in the world. */
export const consequences = [
  'none',
  'keeps-document',
  'lowers-autonomy',
  'keeps-draft',
  'completes-claim',
  'posts-payment',
  'ties-deposit',
  'decides',
  'write-off',
  'refund',
  'bad-debt',
  'submit',
  'change-code',
  'contact-patient',
  'change-contract',
  'adverse',
  'write-back',
  'undo',
  'administers',
] as const;
export type Consequence = (typeof consequences)[number];

/** Moves nothing, files nothing and tells nobody: a machine may do it at any level. To lower a level is always safe. */
const harmless: readonly Consequence[] = ['none', 'keeps-document', 'lowers-autonomy'];

/**
 * What always needs a person, at every level, whatever anybody has set: money given up or given back, a claim filed, a code changed, a
 * patient written to, a contract changed, care denied, a system of somebody else's written to, something taken back, rights and switches.
 */
export const alwaysAPerson: readonly Consequence[] = [
  'write-off',
  'refund',
  'bad-debt',
  'submit',
  'change-code',
  'contact-patient',
  'change-contract',
  'adverse',
  'write-back',
  'undo',
  'administers',
];

export const isHarmless = (consequence: Consequence): boolean => harmless.includes(consequence);
export const needsAPerson = (consequence: Consequence): boolean => alwaysAPerson.includes(consequence);

/**
 * Which movements of the receivables a machine's own act may book; `entry` is an entry without movements. Looked at in each act's
 * transaction, so that a command which says less of itself than it does cannot be committed by a machine.
 */
export function bookableByMachine(consequence: Consequence): readonly string[] {
  if (consequence === 'keeps-document') return ['charge', 'opening', 'allowance', 'entry'];
  if (consequence === 'posts-payment') return ['payment', 'contractual', 'allowance', 'sequestration', 'transfer'];
  if (consequence === 'ties-deposit') return ['entry'];
  return [];
}

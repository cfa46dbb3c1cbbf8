import type { Permission } from '../access/index.ts';

/**
 * What nobody does in a training practice: all that lets somebody or something in, or anything out. It has no people, programs, models,
 * vendors or partners of its own; nothing is exported from it, nobody is written to, and no files come in but those that the program makes.
 */
export const closedInTraining: readonly Permission[] = [
  ...(['people.manage', 'people.agree', 'people.join', 'service-accounts.manage', 'sign-in.manage'] as const),
  ...(['emergency.take', 'emergency.review', 'organisation.join', 'templates.write', 'templates.push'] as const),
  ...(['models.ask', 'models.manage', 'partners.manage', 'write-backs.decide', 'write-backs.send'] as const),
  ...(['submissions.approve', 'submissions.send', 'submissions.manage'] as const),
  ...(['claims.export', 'claims.export-identified', 'remits.export', 'sources.manage'] as const),
  ...(['books.export', 'record.export', 'disclosures.add', 'keys.manage', 'training.manage', 'onboarding.set'] as const),
  // Its certificates are signed as those of real practices are.
  ...(['retention.set', 'destruction.approve'] as const),
];

/** Closed to people alone: the program itself brings in what is practised on. */
const closedToPeople: readonly Permission[] = ['documents.add'];

export const isClosedInTraining = (right: Permission, kind: string): boolean =>
  closedInTraining.includes(right) || (kind !== 'system' && closedToPeople.includes(right));

/** What of somebody's rights is left in a training practice, for its screens. */
export const openInTraining = (rights: readonly Permission[]): readonly Permission[] =>
  rights.filter((right) => !isClosedInTraining(right, 'person'));

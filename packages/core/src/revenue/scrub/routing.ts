import type { Role } from '../../ground/governance/index.ts';
import { type EditFamily, editFamilies, type ScrubFinding } from './finding.ts';

/** Where held claims wait, by who knows their kind. */
export const reviewQueues = {
  authorization: 'Authorization missing',
  frequency: 'Frequency limit',
  eligibility: 'Eligibility',
  coder: 'Coder review',
  documentation: 'Note and attachments',
  registration: 'Names and numbers',
  payer: 'Payer rules',
  filing: 'Timely filing',
  billing: 'Charges and units',
} as const;
export type ReviewQueue = keyof typeof reviewQueues;
export const reviewQueueNames = Object.keys(reviewQueues) as readonly ReviewQueue[];

/** Whose a queue is: everybody's of a role, or one person's. */
export type QueueOwner = { readonly role: Role } | { readonly person: string };

/** A practice's own words on the matter; what it does not say is as it comes. */
export interface Routing {
  readonly owners: { readonly [queue in ReviewQueue]?: QueueOwner };
  /** By code of a finding, or by family. */
  readonly kinds: { readonly [codeOrFamily: string]: ReviewQueue };
}
export const noRouting: Routing = { owners: {}, kinds: {} };

const owners: { readonly [queue in ReviewQueue]: QueueOwner } = {
  authorization: { role: 'ar-specialist' },
  frequency: { role: 'ar-specialist' },
  eligibility: { role: 'ar-specialist' },
  coder: { role: 'coder' },
  documentation: { role: 'coder' },
  registration: { role: 'biller' },
  payer: { role: 'billing-manager' },
  filing: { role: 'billing-manager' },
  billing: { role: 'biller' },
};

const families: { readonly [family in EditFamily]: ReviewQueue } = {
  identity: 'registration',
  tables: 'coder',
  diagnoses: 'coder',
  pairs: 'coder',
  'unit-limits': 'coder',
  'add-ons': 'coder',
  modifiers: 'coder',
  necessity: 'coder',
  'global-periods': 'coder',
  duplicates: 'billing',
  filing: 'filing',
  authorization: 'authorization',
  eligibility: 'eligibility',
  timed: 'coder',
  charges: 'billing',
  teeth: 'coder',
  'dental-benefits': 'frequency',
  eyes: 'coder',
  institutional: 'billing',
  note: 'coder',
  payer: 'payer',
};

/** Where the code says more than its family. */
const codes: { readonly [code: string]: ReviewQueue } = {
  'frequency-reached': 'frequency',
  'coverage-frequency': 'frequency',
  'attachment-missing': 'documentation',
  'narrative-missing': 'documentation',
  'narrative-too-thin': 'documentation',
  'narrative-of-another-tooth': 'documentation',
  'signature-missing': 'documentation',
  'diagnosis-pointers': 'coder',
  'procedure-against-age': 'coder',
  'procedure-against-sex': 'coder',
  'procedure-not-valid': 'coder',
  'admission-incomplete': 'registration',
  'admitting-diagnosis-missing': 'coder',
  'reason-for-visit-missing': 'coder',
  'present-on-admission-missing': 'coder',
  'stay-procedure-incomplete': 'coder',
};

const isFamily = (name: string): name is EditFamily => Object.hasOwn(editFamilies, name);

/** Whether routing may name this: a family, or what could be the code of a finding. */
export const isKindOfFinding = (name: string): boolean => isFamily(name) || /^[a-z][a-z0-9:-]{2,119}$/.test(name);

/** What is found, as it was kept: an older finding may be of a family that is gone. */
type Found = Pick<ScrubFinding, 'code' | 'severity'> & { readonly family: string };

export function queueOf({ code, family }: Pick<Found, 'code' | 'family'>, { kinds }: Routing = noRouting): ReviewQueue {
  const own = kinds[code] ?? kinds[family];
  if (own !== undefined) return own;
  return codes[code] ?? (isFamily(family) ? families[family] : 'billing');
}

/** The queues in which a claim waits: of what holds it, each once. What only warns puts it in none. */
export const queuesOf = (findings: readonly Found[], routing: Routing = noRouting): readonly ReviewQueue[] => [
  ...new Set(findings.filter(({ severity }) => severity === 'error').map((finding) => queueOf(finding, routing))),
];

export const ownerOf = (queue: ReviewQueue, routing: Routing = noRouting): QueueOwner => routing.owners[queue] ?? owners[queue];

export const isMine = (owner: QueueOwner, { id, roles }: { readonly id: string; readonly roles: readonly string[] }): boolean =>
  'role' in owner ? roles.includes(owner.role) : owner.person === id;

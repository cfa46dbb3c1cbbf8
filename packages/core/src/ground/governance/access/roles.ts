import type { Purpose } from '../purpose.ts';
import type { DataClass } from './addresses.ts';

interface RoleText {
  /** What the screens call it. */
  readonly title: string;
  readonly does: string;
  /** Who may hold it: a person of the practice, a program, whoever brings an invitation's code, or a patient. */
  readonly held: 'person' | 'machine' | 'code' | 'patient';
  /** What it may ever look into, outside of an emergency: no right may reach further. */
  readonly sees: readonly DataClass[];
  /** Why it looks at patient data, where nobody says: the first that the question answers for. */
  readonly looksFor: readonly Purpose[];
}

const office: readonly DataClass[] = ['public', 'practice', 'money', 'patient'];
/** Those who bill and collect. */
const paid: readonly Purpose[] = ['payment', 'operations'];
/** Those who run the practice, or its programs. */
const runs: readonly Purpose[] = ['operations', 'payment'];
const clinical: readonly DataClass[] = ['public', 'practice', 'patient'];
/** A workflow's program: each has a role of its own, and only what its workflow needs. */
const agent = (workflow: string, sees: readonly DataClass[]) => ({
  title: `${workflow} agent`,
  does: `Prepares the work of ${workflow.toLowerCase()} for people.`,
  held: 'machine' as const,
  sees,
  looksFor: paid,
});

/** Everybody there is, in the words of the people who do the work. */
export const roles = {
  biller: { title: 'Biller', does: 'Posts the remits and works the exceptions.', held: 'person', sees: office, looksFor: paid },
  coder: { title: 'Coder', does: 'Reads notes and signs codes, with a credential.', held: 'person', sees: clinical, looksFor: paid },
  'billing-manager': {
    title: 'Billing manager',
    does: 'Leads the billers, and takes back what is above their limits.',
    held: 'person',
    sees: [...office, 'administration'],
    looksFor: paid,
  },
  'ar-specialist': { title: 'A/R specialist', does: 'Follows up on what payers owe.', held: 'person', sees: office, looksFor: paid },
  'office-manager': {
    title: 'Office manager',
    does: 'Everything a biller does, the practice itself, its people and its books.',
    held: 'person',
    sees: [...office, 'record', 'administration'],
    looksFor: paid,
  },
  bookkeeper: {
    title: 'Bookkeeper',
    does: 'Ties out deposits and keeps the books.',
    held: 'person',
    sees: ['public', 'practice', 'money'],
    looksFor: paid,
  },
  'compliance-officer': {
    title: 'Compliance officer',
    does: 'Reads the record and verifies it; posts nothing.',
    held: 'person',
    sees: [...office, 'record', 'administration'],
    looksFor: ['audit', 'operations', 'legal'],
  },
  'claim-reviewer': { title: 'Claim reviewer', does: 'Reviews cases for a payer.', held: 'person', sees: clinical, looksFor: paid },
  'dental-consultant': {
    title: 'Dental consultant',
    does: 'Decides clinical cases, with a license.',
    held: 'person',
    sees: clinical,
    looksFor: paid,
  },
  appeals: { title: 'Appeals', does: 'Decides cases again that somebody else decided.', held: 'person', sees: clinical, looksFor: paid },
  admin: {
    title: 'Administrator',
    does: 'Keeps people, keys and settings; sees neither patients nor money.',
    held: 'person',
    sees: ['public', 'practice', 'administration', 'secrets'],
    looksFor: runs,
  },
  'operations-lead': {
    title: 'Operations lead',
    does: 'Leads many practices of one organisation and gives them their templates.',
    held: 'person',
    sees: ['public', 'practice', 'money', 'administration'],
    looksFor: runs,
  },
  invited: {
    title: 'Invited',
    does: 'Comes in by an invitation, and does nothing else.',
    held: 'code',
    sees: ['public', 'administration'],
    looksFor: runs,
  },
  patient: { title: 'Patient', does: 'Sees what is theirs.', held: 'patient', sees: ['public'], looksFor: ['patient-request'] },
  system: {
    title: 'Claimwright',
    does: 'Reads what arrives and works out proposals; moves nothing.',
    held: 'machine',
    sees: office,
    looksFor: runs,
  },
  'intake-agent': agent('Intake', clinical),
  'posting-agent': agent('Posting', office),
  'deposits-agent': agent('Deposits', office),
  'eligibility-agent': agent('Eligibility', clinical),
  'coding-agent': agent('Coding', clinical),
  'charges-agent': agent('Charge entry', clinical),
  'scrub-agent': agent('Scrubbing', office),
  'submission-agent': agent('Submission', office),
  'denials-agent': agent('Denials', office),
  'collections-agent': agent('Collections', office),
  'authorizations-agent': agent('Authorizations', clinical),
  'contracts-agent': agent('Contracts', ['public', 'practice', 'money']),
  'review-agent': agent('Claims review', clinical),
} as const satisfies { readonly [role: string]: RoleText };

export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as readonly Role[];
/** The roles that somebody who administers people can give. */
export const personRoles: readonly Role[] = roleNames.filter((role) => roles[role].held === 'person');
export const isRole = (name: string): name is Role => Object.hasOwn(roles, name);

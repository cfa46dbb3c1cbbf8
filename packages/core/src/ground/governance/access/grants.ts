import { type Cents, cents } from '../../base/index.ts';
import type { Permission } from './rights.ts';
import type { Role } from './roles.ts';

/** On what a right is given. Nothing said: on nothing. */
export interface Condition {
  /** At most this many cents in one act. */
  readonly upTo?: Cents;
  /** On one's own work only up to this many cents; zero: never on one's own. Who decides is not who did. */
  readonly ownUpTo?: Cents;
  /** On one's own work only. */
  readonly ownOnly?: true;
  /** For these payers, at these sites only. */
  readonly payers?: readonly string[];
  readonly sites?: readonly string[];
  /** Whoever acts must hold this, in force today: it goes on the record with the act. */
  readonly needs?: CredentialKind;
  /** Only under emergency access, which needs a reason and is looked at afterwards. */
  readonly emergency?: true;
}
export type CredentialKind = 'coding-credential' | 'clinical-license';
export const credentialKinds = ['coding-credential', 'clinical-license'] as const satisfies readonly CredentialKind[];

type Granted = { readonly [right in Permission]?: Condition };

const given = (...list: readonly Permission[]): Granted => Object.fromEntries(list.map((right) => [right, {}]));
const inEmergency = (...list: readonly Permission[]): Granted => Object.fromEntries(list.map((right) => [right, { emergency: true }]));

/** What everybody who works here sees: the practice, its colleagues, and who may do what. */
const colleague = given('practice.read', 'access.read', 'people.read', 'onboarding.note', 'training.practise');
const reads = given('documents.read', 'claims.read', 'remits.read', 'deposits.read', 'books.read', 'approvals.read');
const bills: Granted = {
  ...colleague,
  ...reads,
  ...given('autonomy.read', 'autonomy.stop'),
  ...given('documents.add', 'remits.decide', 'postings.propose', 'postings.post', 'deposits.match', 'deposits.propose', 'models.ask'),
  ...given('write-backs.read', 'write-backs.decide', 'emergency.take', 'claims.prepare', 'claims.propose'),
  ...given('claims.export', 'remits.export', 'rules.write'),
  ...given('submissions.read', 'submissions.audit', 'submissions.prepare', 'submissions.approve'),
  'approvals.decide': { ownUpTo: cents(0) },
  'postings.undo': { upTo: cents(500_000) },
};
const leads: Granted = {
  ...bills,
  ...given('autonomy.review', 'claims.export-identified', 'rules.switch'),
  'postings.undo': { ownUpTo: cents(2_500_000) },
};
const decidesCases: Granted = { ...colleague, ...given('documents.read'), 'cases.decide': { needs: 'clinical-license' } };

/** Who keeps what is kept, and destroys it: one proposes, the other approves. */
const keeps: Granted = {
  ...given('disclosures.read', 'disclosures.add', 'retention.read', 'retention.set'),
  'destruction.approve': { ownUpTo: cents(0) },
};

/** Role × right × condition; what is not said is not given. A practice's own limits of amounts, payers and sites narrow these. */
export const grants: { readonly [role in Role]: Granted } = {
  biller: bills,
  coder: {
    ...colleague,
    ...given('documents.read', 'claims.read', 'emergency.take', 'rules.write'),
    'codes.sign': { needs: 'coding-credential' },
  },
  'billing-manager': { ...leads, ...given('limits.set', 'performance.read') },
  'ar-specialist': {
    ...colleague,
    ...reads,
    ...given('documents.add', 'remits.decide', 'claims.export', 'remits.export', 'postings.propose', 'deposits.propose', 'emergency.take'),
    ...given('submissions.read', 'submissions.audit', 'submissions.prepare'),
  },
  'office-manager': {
    ...leads,
    ...given('service-accounts.manage', 'compliance.read', 'compliance.decide', 'performance.read'),
    ...keeps,
    ...given('keys.read'),
    ...given('sign-in.manage', 'onboarding.set', 'training.manage'),
    ...given(
      'practice.setup',
      'reasons.set',
      'metrics.read',
      'models.read',
      'models.ask',
      'models.manage',
      'sources.manage',
      'partners.manage',
      'submissions.manage',
      'books.export',
      'autonomy.set',
      'record.read',
      'people.manage',
      'people.agree',
      'limits.set',
      'organisation.join',
    ),
  },
  bookkeeper: { ...colleague, ...given('deposits.read', 'deposits.match', 'books.read', 'books.export', 'approvals.read') },
  'compliance-officer': {
    ...colleague,
    ...given('emergency.review', 'people.agree'),
    ...reads,
    ...keeps,
    ...given('record.export', 'claims.export', 'remits.export'),
    ...given('compliance.read', 'compliance.decide', 'performance.read', 'submissions.audit'),
    ...given('autonomy.read', 'autonomy.stop'),
    ...given('models.read', 'models.manage', 'books.export', 'record.read', 'record.verify', 'autonomy.set', 'limits.set'),
    ...given('keys.read', 'keys.manage'),
  },
  'claim-reviewer': { ...colleague, ...given('documents.read') },
  'dental-consultant': decidesCases,
  appeals: { ...decidesCases, 'cases.decide': { needs: 'clinical-license', ownUpTo: cents(0) } },
  admin: {
    ...colleague,
    ...given('service-accounts.manage', 'emergency.take'),
    ...given('keys.read', 'keys.manage'),
    ...given('sign-in.manage', 'onboarding.set', 'training.manage'),
    ...given('rules.write', 'rules.switch'),
    ...given('practice.setup', 'reasons.set', 'people.manage', 'organisation.join', 'metrics.read', 'models.read', 'models.manage'),
    ...given('partners.manage', 'sources.manage', 'submissions.manage', 'write-backs.read'),
    ...inEmergency('documents.read', 'claims.read', 'remits.read'),
  },
  'operations-lead': {
    ...colleague,
    ...given('deposits.read', 'books.read', 'people.manage', 'autonomy.read', 'autonomy.stop', 'autonomy.set', 'limits.set'),
    ...given('organisation.read', 'templates.write', 'templates.push'),
  },
  invited: given('people.join'),
  patient: {},
  system: given(
    'practice.read',
    'documents.read',
    'documents.add',
    'claims.read',
    'remits.read',
    'deposits.read',
    'models.ask',
    'write-backs.send',
    'submissions.prepare',
    'submissions.send',
    'autonomy.watch',
    'compliance.watch',
    'keys.watch',
    'training.make',
  ),
  'intake-agent': given('practice.read', 'documents.read'),
  'posting-agent': given(
    'practice.read',
    'documents.read',
    'claims.read',
    'remits.read',
    'deposits.read',
    'postings.propose',
    'reasons.propose',
  ),
  'deposits-agent': given('remits.read', 'deposits.read', 'deposits.propose'),
  // Their rooms are still to come, and with them what they may propose.
  'eligibility-agent': given('practice.read'),
  'coding-agent': given('practice.read'),
  'charges-agent': given('practice.read', 'claims.read', 'claims.propose'),
  'scrub-agent': given('practice.read', 'claims.read', 'claims.propose'),
  'submission-agent': given('practice.read'),
  'denials-agent': given('practice.read'),
  'collections-agent': given('practice.read'),
  'authorizations-agent': given('practice.read'),
  'contracts-agent': given('practice.read'),
  'review-agent': given('practice.read'),
};

/** What of an act a condition can look at; a command under such a right must say it (`weigh`). */
type Weighed = 'amount' | 'author' | 'payer' | 'site';

interface RightText {
  /** As a noun that a refusal can begin with: `Undo of more than $5,000.00 needs …`. */
  readonly noun: string;
  readonly says: string;
  readonly weighs?: readonly Weighed[];
  /** With this right instead, a machine comes in too: what it brings then waits for a person. */
  readonly machineBy?: string;
  /** No key of a program may ever carry it. */
  readonly peopleOnly?: true;
}

/** Everything that a command, a query or a route may ask for. */
export const rights = {
  'practice.read': { noun: 'The practice', says: 'see the practice, its sites, providers, payers and codes' },
  'practice.setup': { noun: 'Setting up the practice', says: 'change the practice, its payers and reason codes' },
  'reasons.propose': { noun: 'Proposing meanings', says: 'propose to a person what a reason code means' },
  'reasons.set': { noun: 'Saying what a reason code means', says: 'say what a reason code means', machineBy: 'reasons.propose' },
  'models.read': { noun: 'Models', says: 'see vendors, agreements, models, what they were asked and what it cost' },
  'models.ask': { noun: 'Asking a model', says: 'ask a language model; its answer waits for a person' },
  'models.manage': { noun: 'Managing models', says: 'file agreements, set up models and their budgets', peopleOnly: true },
  'partners.manage': {
    noun: 'Managing partner systems',
    says: 'set up and switch off the partner systems that are written to',
    peopleOnly: true,
  },
  'write-backs.read': { noun: 'Write-backs', says: 'see what is written back to partner systems' },
  'write-backs.decide': { noun: 'Deciding on write-backs', says: 'send, send again or drop a write-back that waits', peopleOnly: true },
  'write-backs.send': { noun: 'Sending write-backs', says: 'carry out what a person let go to a partner system' },
  'submissions.read': { noun: 'Claims on their way', says: 'see batches, acknowledgments and what they leave to do' },
  'submissions.audit': {
    noun: 'What was decided before claims left',
    says: 'see findings that were set aside counted against denials, and the reports that were kept of batches before they left',
  },
  'submissions.prepare': {
    noun: 'Making batches ready',
    says: 'make batches of claims ready, drop them, and take rejected claims up again',
    weighs: ['payer', 'site'],
  },
  'submissions.approve': {
    noun: 'Sending claims',
    says: 'approve a batch of claims to be sent',
    weighs: ['amount', 'payer', 'site'],
    peopleOnly: true,
  },
  'submissions.send': { noun: 'Carrying claims out', says: 'carry out an approved batch, and fetch what comes back' },
  'submissions.manage': { noun: 'Clearinghouses', says: 'say where claims go out', peopleOnly: true },
  'documents.read': { noun: 'Documents', says: 'see what arrived' },
  'sources.manage': { noun: 'Places that files are taken from', says: 'say where files are taken from by themselves', peopleOnly: true },
  'documents.add': { noun: 'Adding documents', says: 'bring files in' },
  'claims.read': { noun: 'Claims', says: 'see claims and their patients' },
  'claims.propose': { noun: 'Proposing claims', says: 'propose a claim, or a change of one, to a person' },
  'claims.prepare': {
    noun: 'Preparing claims',
    says: 'enter charges, make drafts of claims and change them',
    weighs: ['payer', 'site'],
    machineBy: 'claims.propose',
  },
  'rules.write': { noun: 'Writing payer rules', says: 'write payer rules and try them on past claims' },
  'rules.switch': { noun: 'Switching payer rules', says: 'switch payer rules on and off', peopleOnly: true },
  'claims.export': { noun: 'The export of claims', says: 'take lists of claims out, without names and numbers of patients' },
  'claims.export-identified': {
    noun: 'The export of claims with their patients',
    says: 'take lists of claims out with names and numbers of patients, and say why',
    peopleOnly: true,
  },
  'remits.read': { noun: 'Remits', says: 'see remits and their patients' },
  'remits.decide': { noun: 'Deciding on remits', says: 'match, set aside and settle what remits leave open', weighs: ['payer', 'site'] },
  'remits.export': { noun: 'The export of remits', says: 'take lists of remits out' },
  'postings.propose': { noun: 'Proposing postings', says: 'propose a posting to a person' },
  'postings.post': { noun: 'Posting', says: 'post remits', weighs: ['amount', 'payer', 'site'], machineBy: 'postings.propose' },
  'postings.undo': { noun: 'Undo', says: 'take a posting back', weighs: ['amount', 'author', 'payer', 'site'], peopleOnly: true },
  'deposits.read': { noun: 'Deposits', says: 'see deposits' },
  'deposits.propose': { noun: 'Proposing ties', says: 'propose to a person which remits a deposit pays' },
  'deposits.match': {
    noun: 'Tying deposits',
    says: 'tie deposits to remits and untie them',
    weighs: ['payer', 'site'],
    machineBy: 'deposits.propose',
  },
  'books.read': { noun: 'The books', says: 'see accounts, journal and tie-out' },
  'books.export': { noun: 'The export of the books', says: 'take the books and lists of postings out' },
  'record.read': { noun: 'The record', says: 'see who did and who saw what' },
  'record.verify': { noun: 'Verifying the record', says: 'recompute the record' },
  'record.export': { noun: 'The export of the record', says: 'take entries of the record out, with their proofs' },
  'disclosures.read': { noun: 'The accounting of disclosures', says: 'see who outside was told of a patient' },
  'disclosures.add': { noun: 'Recording a disclosure', says: 'record that somebody outside was told of a patient' },
  'retention.read': { noun: 'Retention', says: 'see how long what is kept, what is held, and what was destroyed' },
  'retention.set': { noun: 'Setting retention', says: 'set schedules, place and lift holds, propose a destruction', peopleOnly: true },
  'destruction.approve': { noun: 'A destruction', says: 'approve that records are destroyed', weighs: ['author'], peopleOnly: true },
  'approvals.read': { noun: 'Proposals', says: 'see what waits for a person' },
  'approvals.decide': {
    noun: 'Approval',
    says: 'approve or decline proposals',
    weighs: ['amount', 'author', 'payer', 'site'],
    peopleOnly: true,
  },
  'autonomy.set': { noun: 'Setting autonomy', says: 'say how far a workflow goes by itself', peopleOnly: true },
  'autonomy.read': { noun: 'The switchboard', says: 'see how far each workflow goes by itself, and what applied itself' },
  'autonomy.stop': { noun: 'Stopping machines', says: 'throw the switch that stops the machines at once', peopleOnly: true },
  'autonomy.review': { noun: 'The end-of-day review', says: 'sign off what applied itself', peopleOnly: true },
  'autonomy.watch': { noun: 'The watch over the machines', says: 'lower what drifts, and ask people for what has earned more' },
  'compliance.read': { noun: 'Compliance', says: 'see what the nightly audit of what was billed found, and the claims behind it' },
  'compliance.decide': {
    noun: 'Deciding on compliance',
    says: 'put compliance alerts away, and say how far off the usual an amount is shown',
    peopleOnly: true,
  },
  'compliance.watch': { noun: 'The nightly audit', says: 'look through what was billed each night' },
  'performance.read': { noun: 'Measures of the work', says: 'see how the work on claims goes, and how well denials are foretold' },
  'metrics.read': { noun: 'Measures', says: 'read what the program measures of itself' },
  'keys.read': { noun: 'The keys', says: 'see how the keys to patient data stand' },
  'keys.manage': { noun: 'Replacing keys', says: 'replace the key that seals patient data', peopleOnly: true },
  'keys.watch': { noun: 'The watch over the keys', says: 'replace a key whose time is over, and prove that all is readable' },
  'access.read': { noun: 'The access table', says: 'see this table and the limits of the practice' },
  'people.read': { noun: 'People', says: 'see who works here and as what' },
  'people.manage': { noun: 'Managing people', says: 'invite people, change their roles, end their access', peopleOnly: true },
  'people.agree': {
    noun: 'Agreeing as the second',
    says: 'agree, as the second person, to what somebody proposes about people',
    peopleOnly: true,
  },
  'service-accounts.manage': { noun: 'Service accounts', says: 'make, replace and revoke the keys of programs', peopleOnly: true },
  'emergency.take': {
    noun: 'Emergency access',
    says: 'see in an emergency the patients whom one’s role, or one’s sites and payers, do not show: for an hour and with a reason',
    peopleOnly: true,
  },
  'emergency.review': { noun: 'Reviewing emergency access', says: 'look at emergency access that was taken', peopleOnly: true },
  'sign-in.manage': { noun: 'Sign-in settings', says: 'say how people sign in, and unlock them', peopleOnly: true },
  'people.join': { noun: 'Joining', says: 'come in by an invitation', peopleOnly: true },
  'limits.set': { noun: 'Setting limits', says: 'change the limits of a role', peopleOnly: true },
  'organisation.join': { noun: 'Joining an organisation', says: 'let an organisation in, or end it', peopleOnly: true },
  'organisation.read': { noun: 'The organisation', says: 'see the practices and the templates of the organisation' },
  'templates.write': { noun: 'Writing templates', says: 'write the organisation’s templates', peopleOnly: true },
  'templates.push': { noun: 'Pushing templates', says: 'give a template to the organisation’s practices', peopleOnly: true },
  'onboarding.note': { noun: 'Getting started', says: 'put the list of getting started away for oneself', peopleOnly: true },
  'onboarding.set': {
    noun: 'Setting a step aside',
    says: 'say which steps of getting started are not for this practice',
    peopleOnly: true,
  },
  'training.practise': { noun: 'Practising', says: 'practise in the training practice', peopleOnly: true },
  'training.manage': {
    noun: 'The training practice',
    says: 'make the training practice, begin it again, delete it, and see who has practised',
    peopleOnly: true,
  },
  'training.make': { noun: 'Making a training practice', says: 'put fictional data into a training practice' },
  'codes.sign': { noun: 'Signing codes', says: 'make the final choice of codes', weighs: ['author'], peopleOnly: true },
  'cases.decide': { noun: 'Deciding a case', says: 'decide a case for a payer, adversely too', weighs: ['author'], peopleOnly: true },
} as const satisfies { readonly [right: string]: RightText };

export type Permission = keyof typeof rights;
export const permissions = Object.keys(rights) as readonly Permission[];
export const textOf = (right: Permission): RightText => rights[right];

/** What a key's scope is called for a right: `claims:read`. Rights of people alone have none. */
export function scopeOf(right: Permission): string | undefined {
  return textOf(right).peopleOnly ? undefined : right.replace('.', ':');
}
const byScope = new Map(permissions.flatMap((right) => (scopeOf(right) === undefined ? [] : [[scopeOf(right), right] as const])));
/** Every scope that a key can be narrowed to. */
export const scopes: readonly string[] = [...byScope.keys()].filter((scope) => scope !== undefined);
export const rightOf = (scope: string): Permission | undefined => byScope.get(scope);

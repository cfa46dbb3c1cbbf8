import { may, type Permission, type Role, roleNames, roles } from '../access/index.ts';

interface StepCard {
  readonly title: string;
  /** What it is good for, and what to do. */
  readonly says: string;
  /** By which right somebody does it: so each role sees its own steps. */
  readonly right: Permission;
}

/** What a practice does before it works every day with the program, in the order in which it is done best. */
export const onboardingSteps = {
  people: {
    title: 'Invite the people you work with',
    says: 'Each under an own name and role: nobody shares a sign-in, and the record says who did what.',
    right: 'people.manage',
  },
  factors: {
    title: 'A second factor for everybody who manages',
    says: 'An authenticator app or a passkey, set up under My account by each of them.',
    right: 'people.manage',
  },
  sites: {
    title: 'Sites and their numbers',
    says: 'Where you work, with the facility and billing numbers by which claims are placed there.',
    right: 'practice.setup',
  },
  payers: {
    title: 'Payers and their terms',
    says: 'Who pays you, and who of them binds you by a contract. Payers met in files wait until somebody confirms them.',
    right: 'practice.setup',
  },
  balances: {
    title: 'Opening balances',
    says: 'What the books begin with. They are given on the first page, when the practice is made; open claims come from their files.',
    right: 'practice.setup',
  },
  practising: {
    title: 'Make a training practice',
    says: 'Fictional data beside your own, where everybody practises what they will do before it counts.',
    right: 'training.manage',
  },
  claims: {
    title: 'Bring in the first claims',
    says: 'The 837 files that were sent, so that payments find the claims that they answer.',
    right: 'documents.add',
  },
  remits: {
    title: 'Bring in the first remit',
    says: 'An 835 from a payer or a clearinghouse. It is read and balanced, and posts nothing by itself.',
    right: 'documents.add',
  },
  posting: {
    title: 'Approve the first posting',
    says: 'Look at what posting would do, then accept it. It can be undone.',
    right: 'postings.post',
  },
  bank: {
    title: 'Tie out the first bank file',
    says: 'Bring in what the bank says it received, and tie each deposit to the remit that it pays.',
    right: 'deposits.match',
  },
  record: {
    title: 'Take out the record, and verify it',
    says: 'One file holds every act with its proofs, and the verifier that checks it without this program.',
    right: 'record.export',
  },
  backup: {
    title: 'Make a backup',
    says: 'Whoever runs the server calls claimwright backup, and keeps the key file in another place.',
    right: 'keys.read',
  },
  checkpoints: {
    title: 'A second place for checkpoints',
    says: 'A folder that the server can only add to (CLAIMWRIGHT_CHECKPOINTS), so that nobody writes a new past.',
    right: 'keys.read',
  },
  machines: {
    title: 'Machines watch and suggest first',
    says: 'No workflow applies anything by itself until its record here has earned it. The switchboard shows how each stands.',
    right: 'autonomy.read',
  },
} as const satisfies { readonly [step: string]: StepCard };

export type StepId = keyof typeof onboardingSteps;
export const stepIds = Object.keys(onboardingSteps) as readonly StepId[];
export const isStep = (name: string): name is StepId => Object.hasOwn(onboardingSteps, name);

/** How a step stands by what is there, and not by what anybody says of it. */
export interface StepFact {
  readonly done: boolean;
  /** What was found, or what is missing, in words. */
  readonly found: string;
  /** Who did it first and when, where that is known. */
  readonly by?: string;
  readonly at?: string;
}
export type StepFacts = { readonly [step in StepId]: StepFact };

/** Somebody's word that a step is none of this practice's, or is one again. */
export interface StepNote {
  readonly step: string;
  readonly notForUs: boolean;
  readonly because: string;
  readonly by: string;
  readonly at: string;
}

export interface StepStanding extends StepFact {
  readonly step: StepId;
  readonly title: string;
  readonly says: string;
  readonly state: 'done' | 'open' | 'not-for-us';
  /** Whoever asks may do it. */
  readonly mine: boolean;
  /** Titles of the roles that do it. */
  readonly roles: readonly string[];
  readonly note?: Omit<StepNote, 'step' | 'notForUs'>;
}

/** What is there goes before what was said: a step that was done is done, also where somebody said that it is not for them. */
export function standingOfSteps(facts: StepFacts, notes: readonly StepNote[], held: readonly string[]): readonly StepStanding[] {
  return stepIds.map((step) => {
    const { title, says, right } = onboardingSteps[step];
    const said = notes.findLast((note) => note.step === step);
    const aside = said?.notForUs === true && !facts[step].done;
    return {
      ...facts[step],
      ...{ step, title, says, mine: may(held, right), roles: whoMay(right) },
      state: facts[step].done ? 'done' : aside ? 'not-for-us' : 'open',
      ...(aside ? { note: { because: said.because, by: said.by, at: said.at } } : {}),
    };
  });
}

const whoMay = (right: Permission): readonly string[] =>
  roleNames.filter((role: Role) => roles[role].held === 'person' && may([role], right)).map((role) => roles[role].title);

/** What whoever asks does next; undefined where nothing of theirs is open. */
export const nextStep = (steps: readonly StepStanding[]): StepStanding | undefined =>
  steps.find(({ state, mine }) => state === 'open' && mine);

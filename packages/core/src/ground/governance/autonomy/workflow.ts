/** From nothing to the most that is ever allowed. There is no level above conditional. */
export const levels = ['off', 'shadow', 'assist', 'guided', 'conditional'] as const;
export type Level = (typeof levels)[number];

export const rank = (level: Level): number => levels.indexOf(level);
export const lower = (a: Level, b: Level): Level => (rank(a) <= rank(b) ? a : b);
export const stepsDown = (level: Level, steps: number): Level => levels[Math.max(0, rank(level) - steps)] ?? 'off';
export const stepUp = (level: Level): Level | undefined => levels[rank(level) + 1];

interface WorkflowCard {
  readonly name: string;
  /** The highest level that it can ever be given. */
  readonly ceiling: Level;
  /** Where it stands until somebody sets it. */
  readonly initial: Level;
  /** Why the ceiling is where it is. */
  readonly because: string;
  /** Whether this build does any of it by machine. */
  readonly here: boolean;
}

const card = (name: string, ceiling: Level, initial: Level, because: string, here = false): WorkflowCard => ({
  name,
  ceiling,
  initial,
  because,
  here,
});

/** Every workflow with its ceiling: those of rooms that are still to come are declared ahead, so that they come in under their ceiling. */
export const workflowCards = {
  intake: card('Intake', 'guided', 'guided', 'Reading files moves nothing; what is set up by it a person decides.', true),
  posting: card(
    'Posting',
    'conditional',
    'assist',
    'A clean remit posts what the payer says; write-offs beyond the contract are a person’s.',
    true,
  ),
  deposits: card(
    'Deposits',
    'conditional',
    'assist',
    'A deposit that equals its remit to the cent is tied by rule; all else is a person’s.',
    true,
  ),
  governance: card('Rights and switches', 'off', 'off', 'No machine gives itself or another more than it has.', true),
  eligibility: card('Eligibility', 'guided', 'off', 'A wrong coverage is told to a patient.'),
  coding: card('Coding', 'guided', 'off', 'A code reaches a claim only by a coder’s signature.'),
  charges: card('Charge entry', 'guided', 'off', 'A draft may make itself; a charge is a person’s.'),
  scrub: card('Scrubbing', 'guided', 'off', 'It holds claims and suggests; it changes no code.', true),
  corrections: card(
    'Simple corrections',
    'conditional',
    'off',
    'What a claim leaves empty is completed from what the practice has itself; codes, modifiers and diagnoses are a person’s at every level.',
    true,
  ),
  submission: card('Submission', 'guided', 'off', 'A claim is filed under a person’s name.'),
  denials: card('Denials and appeals', 'guided', 'off', 'An appeal states facts over a signature.'),
  collections: card('Statements and collections', 'guided', 'off', 'It contacts patients about money.'),
  authorizations: card('Authorizations', 'guided', 'off', 'A request states clinical facts over a signature.'),
  contracts: card('Contracts', 'assist', 'off', 'A contract binds the practice.'),
  review: card('Claims review for payers', 'guided', 'off', 'An adverse decision names a licensed person.'),
} as const satisfies { readonly [workflow: string]: WorkflowCard };

export type Workflow = keyof typeof workflowCards;
export const workflows = Object.keys(workflowCards) as readonly Workflow[];

export const ceilingOf = (workflow: Workflow): Level => workflowCards[workflow].ceiling;
export const isWorkflow = (name: string): name is Workflow => Object.hasOwn(workflowCards, name);

import type { Acted, Actor, Gate } from '../gate/index.ts';
import type { CodesWish, GivenFile, ImportedView } from '../ground/codes/views.ts';
import type { TakenOut } from '../ground/exports/views.ts';
import type { EmergencyDesk } from '../ground/governance/emergency/index.ts';
import type { PracticeFiguresView, PushedView } from '../ground/governance/organisations/views.ts';
import type { ServiceDesk } from '../ground/governance/service-accounts/index.ts';
import type { SignIn, Way } from '../ground/governance/sign-in/index.ts';
import type { SignInDesk } from '../ground/governance/sign-in/practice/index.ts';
import type { Trainee } from '../ground/governance/training-practice/index.ts';
import type { WishedKind } from '../ground/intake/receive-file.ts';

export const listKinds = ['claims', 'remits', 'postings', 'payer-terms'] as const;
export type ListKind = (typeof listKinds)[number];

/** POST /api/people/:id/password-reset: `link` is there where it was not mailed; `waits` where a second person must agree first. */
export interface PasswordReset {
  readonly until?: string;
  readonly waits?: string;
  readonly link?: string;
  readonly mailedTo?: string;
}

/** A practice that somebody works for. */
export interface WorksFor {
  readonly tenant: string;
  readonly practice: string;
  readonly demo: boolean;
  readonly name: string;
  readonly roles: readonly string[];
  /** It is the training practice of this one. */
  readonly trainingOf?: string;
}

export interface DemoSignIn {
  readonly email: string;
  readonly role: string;
  readonly password: string;
}

export interface Received {
  readonly documentId: string;
  readonly name: string;
  readonly kind: string;
  readonly repeated: boolean;
}

/** What a screen may want to ask for again, and how far long work on it is. */
interface Changed {
  readonly topic: string;
  readonly id?: string;
  readonly progress?: { readonly step: string; readonly done: number; readonly of: number };
}

/** What the HTTP side needs of the program; `main.ts` composes it. */
export interface Served {
  readonly gate: Gate;
  readonly signIn: SignIn;
  readonly desk: SignInDesk;
  readonly services: ServiceDesk;
  readonly emergencies: EmergencyDesk;
  now(): number;
  worksFor(userId: string): Promise<readonly WorksFor[]>;
  /** Where somebody may practise. */
  trainsIn(userId: string): Promise<readonly Trainee[]>;
  practices(): Promise<readonly { readonly tenant: string; readonly name: string; readonly demo: boolean }[]>;
  /** True while there is no practice at all. */
  firstRun(): Promise<boolean>;
  /** The demo's sign-ins, where this database holds the demo. */
  demoSignIns(): Promise<readonly DemoSignIn[] | undefined>;
  setUp(input: unknown): Promise<{ readonly tenant: string }>;
  takeUpInvitation(input: unknown, way: Way): Promise<{ readonly email: string }>;
  /** `proof`: by what the person has shown who they are. */
  /** A link to a new password: shown this once, or mailed to the person where there is a mail server. */
  resetPassword(actor: Actor, userId: string, origin: string): Promise<PasswordReset>;
  pushTemplate(actor: Actor, input: unknown, proof: string): Promise<{ readonly given: readonly PushedView[] }>;
  practiceFigures(actor: Actor, proof: string): Promise<{ readonly rows: readonly PracticeFiguresView[] }>;
  receive(actor: Actor, name: string, bytes: AsyncIterable<Uint8Array>, as?: WishedKind): Promise<Acted<Received>>;
  /** The files of one edition of a code table; `preview` keeps nothing and tells what would change. */
  importCodes(actor: Actor, wish: CodesWish, files: AsyncIterable<GivenFile>): Promise<Acted<ImportedView>>;
  exportBooks(actor: Actor, format: 'hledger' | 'beancount'): Promise<AsyncIterable<string>>;
  /** A list as a file, streamed; refused before its first byte. */
  exportList(kind: ListKind, actor: Actor, asked: unknown): Promise<TakenOut>;
  exportRecord(actor: Actor, asked: unknown): Promise<AsyncIterable<string>>;
  subscribe(tenant: string, listener: (change: Changed) => void): () => void;
  /** Throws where the database does not answer. */
  checkHealth(): Promise<{ readonly deadJobs: number }>;
  /** Whether every part that takes work is there; says which is not. */
  checkReady(): Promise<{ readonly ready: boolean; readonly parts: { readonly [part: string]: boolean } }>;
  /** Measures as Prometheus reads them. */
  metrics(): Promise<string>;
}

/** The built screens, or the development server that builds them as they are asked for. */
export type Screens =
  | { readonly folder: string }
  | { readonly middleware: (request: object, response: object, next: (error?: unknown) => void) => void };

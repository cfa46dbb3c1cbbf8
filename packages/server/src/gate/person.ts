/** What is said of whoever acts. */
export interface ActorText {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  /** The rights that a key is narrowed to; a key has never more than these and its roles. */
  readonly scopes?: readonly string[];
  /** Of a program that came in by a key: who saw that key, and answers for it. */
  readonly keyOf?: string;
  /** Which build of an agent, or which model, acted. */
  readonly version?: string;
  /** The emergency access ("break-glass") under which somebody sees what their roles would not show. */
  readonly emergency?: string;
  /** Who saw the link by which this person's password was set, where the person has not shown since then that it is them. */
  readonly letInBy?: string;
}

/** Where somebody showed who they are: each is one file, named in the import rules, and nobody else takes anybody for a person. */
export type AuthenticatedAt = 'session' | 'invitation' | 'command-line' | 'demo' | 'test';

/** Known to this file alone: nothing else in the program can put it on an actor. */
const authenticated: unique symbol = Symbol('authenticated');

/** A person: somebody who came in by a door that asked who they are. Not to be written down as an object; see `person`. */
export interface Person extends ActorText {
  readonly kind: 'person';
  readonly [authenticated]: AuthenticatedAt;
}

/** Takes somebody for a person. For the doors that have authenticated them; agents and jobs have `gate/machine.ts`. */
export const person = (at: AuthenticatedAt, who: ActorText): Person => ({ ...who, kind: 'person', [authenticated]: at });

/** Looked at by the gate at run time: what calls itself a person and came in by no door is none. */
export const isAuthenticated = (actor: { readonly kind: string }): boolean => actor.kind !== 'person' || authenticated in actor;

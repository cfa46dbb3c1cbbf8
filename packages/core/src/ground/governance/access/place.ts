import type { PlainDate } from '../../base/index.ts';
import { type Credential, may } from './decide.ts';
import { type CredentialKind, grants } from './grants.ts';
import { isRole, type Role, roles } from './roles.ts';

/** Somebody's place in a practice: as what, where, for whom, and with which papers. */
export interface Place {
  readonly roles: readonly string[];
  readonly sites: readonly string[];
  readonly payers: readonly string[];
  readonly credentials: readonly Credential[];
}

/** What a person is told: what cannot be done, why, and what would help. */
export interface WhyNot {
  readonly says: string;
  readonly because: string;
  readonly fix: string;
}

/** The papers that a role's rights rest on. */
export function papersFor(role: Role): readonly CredentialKind[] {
  return [...new Set(Object.values(grants[role]).flatMap(({ needs }) => (needs === undefined ? [] : [needs])))];
}

/** Why nobody can be given this place; undefined where somebody can. */
export function whyNoPlace({ roles: held, credentials }: Place, today: PlainDate): WhyNot | undefined {
  const unfit = held.find((role) => !isRole(role) || roles[role].held !== 'person');
  if (unfit !== undefined || held.length === 0)
    return { says: 'Somebody has at least one role of a person.', because: `“${unfit ?? ''}” is none.`, fix: 'Choose from the list.' };
  for (const role of held.filter(isRole))
    for (const kind of papersFor(role)) {
      const paper = credentials.find((one) => one.kind === kind && one.number.trim() !== '');
      const lapsed = paper?.until !== undefined && paper.until < today;
      if (!paper || lapsed)
        return {
          says: `${roles[role].title} needs a ${kind.replace('-', ' ')}.`,
          because: lapsed ? `The one given lapsed on ${paper.until}.` : 'What is signed or decided under it names its number.',
          fix: 'Give its number, and the day on which it lapses.',
        };
    }
  return undefined;
}

/** Whether these roles administer people. */
export const managesPeople = (held: readonly string[]): boolean => may(held, 'people.manage');

interface Change {
  readonly actor: string;
  readonly subject: string;
  /** The roles of everybody who is active once it is done. */
  readonly after: readonly (readonly string[])[];
}

/** Why somebody's place cannot be changed so by this person; undefined where it can. */
export function whyNoChange({ actor, subject, after }: Change): WhyNot | undefined {
  if (actor === subject)
    return {
      says: 'Nobody changes their own place.',
      because: 'Who gives rights does not give them to themselves.',
      fix: 'Ask a colleague.',
    };
  if (!after.some(managesPeople))
    return {
      says: 'Somebody must be left who manages people.',
      because: 'This is the last one.',
      fix: 'Give that right to somebody else first.',
    };
  return undefined;
}

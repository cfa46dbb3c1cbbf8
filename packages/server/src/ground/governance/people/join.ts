import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Gate, Refusal, refuseUnkeepable } from '../../../gate/index.ts';
import { person } from '../../../gate/person.ts';
import type { SignIn, Way } from '../sign-in/index.ts';
import { invitationByCode } from './store.ts';

const given = z.object({ code: z.string().min(20).max(200), password: z.string().min(1).max(200) });

interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}
export interface JoinParts {
  clock(): Date;
  readonly gate: Gate;
  readonly store: Parameters<typeof invitationByCode>[0];
  /**
   * The sign-in of this person: made now, or the one that this email address has where the password opens it. So whoever found
   * somebody's code does not come in by somebody's sign-in.
   */
  enrol(person: Newcomer): Promise<{ readonly userId: string } | 'refused'>;
}

const notOpen = (): Refusal =>
  new Refusal('not-found', 'This invitation is not open.', {
    because: 'It was used, withdrawn, is over, or the link is not whole.',
    fix: 'Ask whoever invited you for a new one.',
  });

/** Takes up an invitation by its code. Answers with what to sign in as. */
export async function takeUpInvitation(parts: JoinParts, body: unknown): Promise<{ email: string }> {
  refuseUnkeepable(body);
  const parsed = given.safeParse(body);
  if (!parsed.success) throw new Refusal('bad-input', 'The code of the invitation and a password are both needed.');
  const { code, password } = parsed.data;
  const found = await invitationByCode(parts.store, createHash('sha256').update(code).digest('hex'));
  if (!found || found.until <= parts.clock()) throw notOpen();
  const entered = await parts.enrol({ name: found.name, email: found.email, password });
  if (entered === 'refused')
    throw new Refusal('not-signed-in', 'This email address has a sign-in already, and the password does not open it.', {
      because: 'It was made at another practice, or for another place: an invitation opens nobody else’s sign-in.',
      fix: 'Give the password that you have here. Where you have none, ask whoever runs the server: claimwright password-reset.',
    });
  const actor = person('invitation', { id: entered.userId, name: found.name, tenant: found.tenant, roles: ['invited'] });
  await parts.gate.act('ground/governance/people/join', { invitationId: found.id }, actor);
  return { email: found.email };
}

type Enrolling = Pick<SignIn, 'userByEmail' | 'addUser' | 'signIn'>;

/** Makes the sign-in of a newcomer, or tries the password of the one that is there: its failures count as anywhere. */
export const enrolBy =
  (signIn: Enrolling, way: Way): JoinParts['enrol'] =>
  async ({ name, email, password }) => {
    const known = await signIn.userByEmail(email);
    if (!known) return password.length < shortest ? tooShort() : { userId: (await signIn.addUser(name, email, password)).id };
    const entered = await signIn.signIn(email, password, way);
    return entered === 'refused' || 'waitSeconds' in entered ? 'refused' : { userId: known.id };
  };

const shortest = 12;
function tooShort(): never {
  throw new Refusal('bad-input', `A password has at least ${shortest} characters.`, { fix: 'A few words in a row are easy to keep.' });
}

import { beyondOwn } from '@claimwright/core/ground/governance';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { type Actor, cannot, command, commandLine, type Gate, notFound } from '../../../gate/index.ts';
import type { SignIn } from '../sign-in/index.ts';
import { type MemberRow, membersOf, worksElsewhere } from './store.ts';

const input = z.object({
  userId: z.string().min(1).max(100),
  /** The link goes to the person's own address, and nobody else sees it. */
  mailed: z.boolean(),
});
type Input = z.infer<typeof input>;

interface Facts {
  readonly row: MemberRow | undefined;
  readonly elsewhere: boolean;
}

/**
 * Who may give somebody a link to a new password; the link itself is made outside of the practice, where sign-ins are. Whoever sees a link
 * could come in by it: so they must have what it opens.
 */
export const resetPassword = command<Input, Facts, null, { userId: string }>({
  name: 'ground/governance/people/reset-password',
  summary: 'Give a person a link to a new password',
  door: 'inside',
  permission: 'people.manage',
  workflow: 'governance',
  consequence: 'administers',
  input,
  load: async ({ tx }, { userId }) => ({
    row: (await membersOf(tx)).find((one) => one.userId === userId && one.active),
    elsewhere: await worksElsewhere(tx, userId),
  }),
  plan: ({ row, elsewhere }, { userId, mailed }, { actor }) => {
    // Whoever runs the program on its machine can open all of it anyhow.
    if (actor.id === commandLine) return null;
    if (!row) throw notFound('person');
    if (userId === actor.id)
      throw cannot('You have a password that opens.', 'You are signed in.', 'Change it under My account, or ask a colleague.');
    if (mailed) return null;
    const others = 'Ask a colleague who has them, or whoever runs the server: claimwright password-reset.';
    if (beyondOwn(actor.roles, row.roles).length > 0)
      throw cannot('This person has rights that you do not have.', 'Whoever sees the link could come in by it.', others);
    if (elsewhere)
      throw cannot(
        'This person works at another practice too.',
        'The link would open that one as well.',
        'Ask whoever runs the server: claimwright password-reset.',
      );
    return null;
  },
  apply: async (_ctx, _plan, { userId, mailed }) => ({ result: { userId }, subjects: [`person:${userId}`], details: { mailed } }),
});

interface Mail {
  readonly server: string | undefined;
  readonly from: string;
}

export interface ResetParts {
  readonly gate: Gate;
  readonly signIn: Pick<SignIn, 'beginReset' | 'emailOf'>;
  readonly mail: Mail;
}

/** A link to a new password. It goes to the person alone where there is a mail server, and else to whoever asks, this once. */
export async function giveReset(
  { gate, signIn, mail }: ResetParts,
  actor: Actor,
  userId: string,
  origin: string,
): Promise<{ until: string; link?: string; mailedTo?: string }> {
  const to = mail.server === undefined ? undefined : await signIn.emailOf(userId);
  await gate.act('ground/governance/people/reset-password', { userId, mailed: to !== undefined }, actor);
  const { code, until } = await signIn.beginReset(userId, actor.id);
  const link = resetLink(origin, code);
  if (to === undefined) return { until: until.toISOString(), link };
  await mailReset(mail, to, link, until);
  return { until: until.toISOString(), mailedTo: to };
}

/** Behind the #, which browsers do not send: no log and no proxy sees it. */
export const resetLink = (origin: string, code: string): string => `${origin}/password-reset#${code}`;

async function mailReset({ server, from }: Mail, to: string, link: string, until: Date): Promise<void> {
  const transport = createTransport(server);
  try {
    await transport.sendMail({
      ...{ from, to },
      subject: 'A new password for Claimwright',
      text: [
        'Somebody who administers your practice asked for a new password for you. This link opens once:',
        '',
        link,
        '',
        `It is over on ${until.toISOString()}. If you did not ask for it, tell your administrator; your password stays as it is.`,
      ].join('\n'),
    });
  } finally {
    transport.close();
  }
}

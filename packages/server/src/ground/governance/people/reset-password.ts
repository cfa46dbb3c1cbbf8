import { whySecondForLink, whySecondForPlace } from '@claimwright/core/ground/governance';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { type Actor, cannot, command, commandLine, type Gate, notFound, Refusal } from '../../../gate/index.ts';
import type { SignIn } from '../sign-in/index.ts';
import { addLeave, letEachOtherIn, type MemberRow, membersOf, openLeave, useLeave, worksElsewhere } from './store.ts';

const input = z.object({
  userId: z.string().min(1).max(100),
  /** The link goes to the person's own address, and nobody else sees it. */
  mailed: z.boolean(),
});
type Input = z.infer<typeof input>;

interface Facts {
  readonly row: MemberRow | undefined;
  readonly own: MemberRow | undefined;
  readonly elsewhere: boolean;
  /** What a second person agreed to, and was not used yet. */
  readonly leave: string | undefined;
}

/**
 * Who may give somebody a link to a new password; the link itself is made outside of the practice, where sign-ins are. Whoever sees a link
 * could come in by it: so they must have what it opens.
 */
export const resetPassword = command<Input, Facts, { leave?: string }, { userId: string }>({
  name: 'ground/governance/people/reset-password',
  summary: 'Give a person a link to a new password',
  door: 'inside',
  permission: 'people.manage',
  workflow: 'governance',
  consequence: 'administers',
  input,
  load: async ({ tx, actor, now }, { userId }) => {
    const everybody = (await membersOf(tx)).filter(({ active }) => active);
    return {
      row: everybody.find((one) => one.userId === userId),
      own: everybody.find((one) => one.userId === actor.id),
      elsewhere: await worksElsewhere(tx, userId),
      leave: await openLeave(tx, userId, actor.id, new Date(now.getTime() - 86_400_000)),
    };
  },
  plan: ({ row, own, elsewhere, leave }, { userId, mailed }, { actor }) => {
    // Whoever runs the program on its machine can open all of it anyhow.
    if (actor.id === commandLine) return {};
    if (!row) throw notFound('person');
    if (userId === actor.id)
      throw cannot('You have a password that opens.', 'You are signed in.', 'Change it under My account, or ask a colleague.');
    if (mailed) return {};
    if (elsewhere)
      throw cannot(
        'This person works at another practice too.',
        'The link would open that one as well.',
        'Ask whoever runs the server: claimwright password-reset.',
      );
    const why = whySecondForLink(actor.roles, row.roles) ?? whySecondForPlace(own, row);
    if (why === undefined) return {};
    if (leave === undefined) throw needsSecond(why);
    return { leave };
  },
  apply: async (ctx, { leave }, { userId, mailed }) => {
    if (leave !== undefined) await useLeave(ctx, leave);
    return { result: { userId }, subjects: [`person:${userId}`], details: { mailed, ...(leave === undefined ? {} : { leave }) } };
  },
});

const second = 'link.second-person';
const needsSecond = (because: string): Refusal =>
  new Refusal('not-allowed', 'A second person must agree first.', {
    because,
    fix: 'Ask for it: it then waits under Approvals. Or whoever runs the server: claimwright password-reset.',
    findings: [{ code: second, severity: 'error', at: 'userId', says: because }],
  });

const leaveInput = z.object({ userId: z.string().min(1).max(100), for: z.string().min(1).max(100) });
type LeaveInput = z.infer<typeof leaveInput>;
interface LeaveFacts {
  readonly row: MemberRow | undefined;
  readonly asker: MemberRow | undefined;
  /** The place of whoever agrees. */
  readonly own: MemberRow | undefined;
  readonly related: boolean;
}

/** A second person agrees that a colleague is shown a link, once and within a day. It is never done by one alone. */
export const letLink = command<LeaveInput, LeaveFacts, { why: string; behind?: string }, { userId: string }>({
  name: 'ground/governance/people/let-link',
  summary: 'Let a colleague see a link to a person’s new password',
  permission: 'people.manage',
  secondBy: 'people.agree',
  workflow: 'governance',
  consequence: 'administers',
  input: leaveInput,
  load: async ({ tx, actor, now }, input) => {
    const everybody = (await membersOf(tx)).filter(({ active }) => active);
    const find = (id: string) => everybody.find(({ userId }) => userId === id);
    const since = new Date(now.getTime() - 30 * 86_400_000);
    return {
      row: find(input.userId),
      asker: find(input.for),
      own: find(actor.id),
      related: await letEachOtherIn(tx, actor.id, input.for, since),
    };
  },
  plan: ({ row, asker, own, related }, input, { actor }) => {
    if (!row || !asker) throw notFound('person');
    if (input.for !== actor.id && related)
      throw cannot(
        'You are not the second person here.',
        'One of you let the other in, or the same person both of you, less than thirty days ago.',
        'Ask somebody else with the right, or whoever runs the server: claimwright password-reset.',
      );
    const wider = whySecondForPlace(asker, row);
    const why = whySecondForLink(asker.roles, row.roles) ?? wider;
    const behind = wider && whySecondForPlace(own, row);
    return {
      why: why ?? 'A link to a new password of somebody else waits for a second person.',
      ...(behind === undefined ? {} : { behind }),
    };
  },
  // Whoever agrees sees the same act, though their own place is another.
  essence: ({ why }) => ({ why }),
  second: ({ why }) => why,
  notSecond: ({ behind }) => behind,
  weigh: () => ({ amount: 0, sites: [], payers: [] }),
  about: async ({ tx }, { userId, for: by }) => {
    const names = new Map((await membersOf(tx)).map((one) => [one.userId, one.name]));
    return {
      says: `${names.get(by) ?? by} would see a link to a new password of ${names.get(userId) ?? userId}`,
      subject: `person:${userId}`,
    };
  },
  apply: async (ctx, _plan, { userId, for: forWhom }) => {
    if (forWhom === ctx.actor.id) throw cannot('Nobody agrees to their own.', 'You would see the link yourself.', 'Ask somebody else.');
    await addLeave(ctx, userId, forWhom);
    return { result: { userId }, subjects: [`person:${userId}`, `person:${forWhom}`], changes: [{ topic: 'people' }] };
  },
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
): Promise<{ until?: string; link?: string; mailedTo?: string; waits?: string }> {
  const to = mail.server === undefined ? undefined : await signIn.emailOf(userId);
  const mailed = to !== undefined;
  const input = { userId, mailed };
  const name = 'ground/governance/people/reset-password';
  const waits = await gate.act(name, input, actor, { preview: true }).then(() => undefined, secondAskedFor);
  if (waits !== undefined) {
    await gate.act('ground/governance/people/let-link', { userId, for: actor.id }, actor);
    return { waits };
  }
  await gate.act(name, input, actor);
  const { code, until } = await signIn.beginReset(userId, actor.id, { mailed });
  const link = resetLink(origin, code);
  if (to === undefined) return { until: until.toISOString(), link };
  await mailReset(mail, to, link, until);
  return { until: until.toISOString(), mailedTo: to };
}

/** Why it waits for a second person; any other refusal stays one, and is made where it goes on the record. */
function secondAskedFor(error: unknown): string | undefined {
  return error instanceof Refusal ? error.findings.find(({ code }) => code === second)?.says : undefined;
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

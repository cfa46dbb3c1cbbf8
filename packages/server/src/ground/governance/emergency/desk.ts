import { createTransport } from 'nodemailer';
import { holdersAt, limitedAt, openNow } from './store.ts';

export interface EmergencyDesk {
  /** What is open for somebody now. */
  openFor(tenant: string, userId: string): Promise<{ readonly id: string; readonly endsAt: Date } | undefined>;
  /** Whether somebody works for some sites or payers only, so that an emergency would show them more. */
  isLimited(tenant: string, userId: string): Promise<boolean>;
}

type Stored = Parameters<typeof openNow>[0];

export const emergencyDesk = (store: Stored, now: () => number): EmergencyDesk => ({
  openFor: (tenant, userId) => openNow(store, tenant, userId, new Date(now())),
  isLimited: (tenant, userId) => limitedAt(store, tenant, userId),
});

export interface Mail {
  /** `smtps://user:password@mail.elm.example`; without one nobody gets mail, and the list in the app is the alert. */
  readonly server: string | undefined;
  readonly from: string;
  /** Where the app is, for the link. */
  readonly app: string | undefined;
}

interface Parts {
  readonly store: Stored;
  readonly mail: Mail;
  emailOf(userId: string): Promise<string | undefined>;
}

/** Tells the compliance officers at once. Who it was, why, and what was seen stand behind the sign-in and not in a mail. */
export async function alertEmergency({ store, mail, emailOf }: Parts, tenant: string, emergencyId: string): Promise<number> {
  if (mail.server === undefined) return 0;
  const people = await holdersAt(store, tenant, ['compliance-officer']);
  const to = (await Promise.all(people.map(emailOf))).filter((email) => email !== undefined);
  if (to.length === 0) return 0;
  const transport = createTransport(mail.server);
  try {
    for (const address of to)
      await transport.sendMail({
        from: mail.from,
        to: address,
        subject: 'Emergency access was taken',
        text: [
          'Somebody took emergency access to patient data. It lasts an hour at most, everything that is read under it is marked,',
          'and a review by somebody else is owed.',
          '',
          `Look at it in Claimwright${mail.app === undefined ? '' : `: ${mail.app}/emergencies`} (number ${emergencyId}).`,
        ].join('\n'),
      });
  } finally {
    transport.close();
  }
  return to.length;
}

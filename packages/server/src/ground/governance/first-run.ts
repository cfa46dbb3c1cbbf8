import { z } from 'zod';
import { append, type Ctx, cannot, Refusal, refuseUnkeepable } from '../../gate/index.ts';
import { bookEntries, openingEntries } from '../ledger/index.ts';
import { type SetUp, setUpInput, setUpPractice } from '../parties/index.ts';
import type { SignIn } from './sign-in/index.ts';
import { addMember, practices } from './store.ts';

const person = z.object({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  password: z.string().min(12, 'A password has at least twelve characters.').max(200),
});
export type Person = z.infer<typeof person>;
const firstRun = setUpInput.extend({ person });

type Stored = Parameters<typeof practices>[0];

/** What the first run needs of the program. */
export interface FirstRunParts {
  readonly store: Stored;
  readonly signIn: Pick<SignIn, 'addUser'>;
  clock(): Date;
  newId(): string;
}

/** The first run's page, sent: makes the practice and its office manager. Refused as soon as there is a practice. */
export async function firstPractice(parts: FirstRunParts, given: unknown): Promise<{ tenant: string }> {
  refuseUnkeepable(given);
  const parsed = firstRun.safeParse(given);
  if (!parsed.success) {
    const findings = parsed.error.issues.map((issue) => ({
      code: `input.${issue.code}`,
      severity: 'error' as const,
      at: issue.path.join('.'),
      says: issue.message,
    }));
    throw new Refusal('bad-input', 'Something in the form is missing or wrong.', {
      because: findings.map((f) => `${f.at}: ${f.says}`).join(' '),
      findings,
    });
  }
  const { person: first, ...setUp } = parsed.data;
  const tenant = parts.newId();
  await parts.store.found(tenant, async (tx) => {
    await tx.rows("select pg_advisory_xact_lock(hashtextextended('first practice', 7))");
    if ((await practices(parts.store)).length > 0)
      throw cannot('A practice is set up here already.', 'The first run is for an empty database only.', 'Sign in instead.');
    await establish(parts, tx, setUp, false);
    // Last, because it stands in tables of its own that do not roll back with this.
    await employ(parts, tx, first, ['office-manager']);
  });
  return { tenant };
}

/** Makes the practice that `tx.tenant` is to be, its opening balances, and the record's first entry. */
export async function establish(parts: Pick<FirstRunParts, 'clock' | 'newId'>, tx: Ctx['tx'], setUp: SetUp, demo: boolean): Promise<void> {
  const receivable = setUp.openingBalances.find(({ account }) => account.startsWith('Assets:AR'));
  if (receivable)
    throw cannot(
      `${receivable.account} cannot open with a balance.`,
      'What payers and patients owe comes from their claims, one by one.',
      'Leave it out, and bring in the open claims (837) instead.',
    );
  const now = parts.clock();
  const actId = parts.newId();
  const balances = await setUpPractice({ tx, newId: parts.newId }, setUp, demo);
  const digests = await bookEntries(tx, { actId, now }, openingEntries(balances, tx.tenant, parts.newId), []);
  await append(tx, {
    chain: 'acts',
    id: actId,
    at: now.toISOString(),
    actor: { kind: 'system', id: 'first-run' },
    what: 'ground/governance/first-run',
    outcome: 'applied',
    subjects: [`practice:${tx.tenant}`],
    details: {
      providers: setUp.providers.length,
      sites: setUp.sites.length,
      payers: setUp.payers.length,
      openingBalances: balances.length,
    },
    digests,
  });
}

/** Gives somebody a sign-in and a place in the practice; answers under which id they act. */
export async function employ(
  parts: Pick<FirstRunParts, 'clock' | 'signIn'>,
  tx: Ctx['tx'],
  { name, email, password }: Person,
  roles: readonly string[],
): Promise<string> {
  const user = await parts.signIn.addUser(name, email, password).catch((error: unknown) => {
    throw cannot(
      'This person could not be given a sign-in.',
      error instanceof Error ? error.name : 'Unknown.',
      'Perhaps the email address has one already.',
    );
  });
  await addMember(tx, { userId: user.id, name, email: user.email, roles, since: parts.clock() });
  return user.id;
}

import { isRole, roles as roleTexts, whyNoChange, whySecond, whySecondForPlace } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../../gate/index.ts';
import { setLimit } from './limits.ts';
import { because, checkedPlace, type GivenPlace, placeShape, refusalOf } from './place-input.ts';
import { letLink, resetPassword } from './reset-password.ts';
import {
  addInvitation,
  type InvitationRow,
  invitationById,
  lockPlaces,
  type MemberRow,
  membersOf,
  noteChange,
  putMember,
  settleInvitation,
  waitingInvitations,
} from './store.ts';

const base = { permission: 'people.manage', secondBy: 'people.agree', workflow: 'governance', consequence: 'administers' } as const;
const days = 7;
const person = (userId: string) => `person:${userId}`;
const changes = [{ topic: 'people' }];

/** What approving looks at: an amount that nobody told is above every limit, and a site that nobody told is none of one's own. */
const movesNoMoney = () => ({ amount: 0, sites: [], payers: [] });
const aboutPerson = (who: string, held: readonly string[], subject: string) => ({
  says: `${who}, as ${held.map((role) => (isRole(role) ? roleTexts[role].title : role)).join(', ')}`,
  subject,
});

type InviteInput = GivenPlace & { readonly email: string; readonly codeHash: string };
type Checked = Omit<GivenPlace, 'name'>;
/** With the place of whoever invites. */
type Invited = Checked & { readonly own: MemberRow | undefined };

const invite = command<InviteInput, Invited, Invited, { invitationId: string; expiresAt: string }>({
  ...base,
  name: 'ground/governance/people/invite',
  summary: 'Invite a person',
  input: z.object({
    ...placeShape,
    email: z
      .email()
      .max(254)
      .transform((text) => text.toLowerCase()),
    // The code itself stays with whoever invites: here it is known by its hash, as a password is.
    codeHash: z.string().regex(/^[0-9a-f]{64}$/, 'The SHA-256 of a code, in 64 hexadecimal digits.'),
  }) as unknown as z.ZodType<InviteInput>,
  load: async (ctx, input) => {
    await lockPlaces(ctx.tx);
    const everybody = await membersOf(ctx.tx);
    const known = everybody.find(({ email }) => email === input.email);
    if (known)
      throw cannot(
        'This person is here already.',
        `${known.name} has this email address.`,
        known.active ? 'Change their place.' : 'Let them return.',
      );
    if ((await waitingInvitations(ctx.tx)).some(({ email, expiresAt }) => email === input.email && expiresAt > ctx.now))
      throw cannot('This person is invited already.', 'An invitation to this address is open.', 'Withdraw it first, to make a new one.');
    return { ...(await checkedPlace(ctx, input)), own: everybody.find(({ userId }) => userId === ctx.actor.id) };
  },
  plan: (place) => place,
  // Whoever agrees sees the same act, though their own place is another.
  essence: ({ own: _, ...place }) => place,
  second: (place, { roles }) => whySecond(roles, place.roles) ?? whySecondForPlace(place.own, place),
  notSecond: (place) => whySecondForPlace(place.own, place),
  weigh: movesNoMoney,
  about: async (_ctx, { name, email, roles }) => aboutPerson(`${name}, ${email}`, roles, `invitation:${email}`),
  apply: async (ctx, place, { name, email, codeHash }) => {
    const id = ctx.newId();
    const expiresAt = new Date(ctx.now.getTime() + days * 86_400_000);
    await addInvitation(ctx, {
      ...{ id, name, email, ...mutable(place), codeHash, state: 'waiting' },
      ...{ invitedBy: ctx.actor.id, invitedAt: ctx.now, expiresAt },
    });
    const details = { roles: place.roles.join(' '), sites: place.sites.length, payers: place.payers.length };
    return { result: { invitationId: id, expiresAt: expiresAt.toISOString() }, subjects: [`invitation:${id}`], details, changes };
  },
});

const mutable = ({ roles, sites, payers, credentials }: Checked) => ({
  ...{ roles: [...roles], sites: [...sites], payers: [...payers], credentials },
});

async function openInvitation(ctx: Ctx, id: string): Promise<InvitationRow> {
  const row = await invitationById(ctx.tx, id);
  if (!row) throw notFound('invitation');
  if (row.state !== 'waiting') throw cannot('This invitation is not open any more.', `It was ${row.state}.`, 'Invite the person again.');
  return row;
}

const withdraw = command<{ invitationId: string }, InvitationRow, null, { invitationId: string }>({
  ...base,
  name: 'ground/governance/people/withdraw',
  summary: 'Withdraw an invitation',
  input: z.object({ invitationId: z.uuid() }),
  load: (ctx, input) => openInvitation(ctx, input.invitationId),
  plan: () => null,
  apply: async (ctx, _plan, { invitationId }) => {
    await settleInvitation(ctx, invitationId, 'withdrawn');
    return { result: { invitationId }, subjects: [`invitation:${invitationId}`], changes };
  },
});

/** The invited person comes in, by the code and under a sign-in of their own: see join.ts. */
const join = command<{ invitationId: string }, InvitationRow, InvitationRow, { userId: string }>({
  name: 'ground/governance/people/join',
  summary: 'Take up an invitation',
  door: 'inside',
  permission: 'people.join',
  workflow: 'governance',
  consequence: 'administers',
  input: z.object({ invitationId: z.uuid() }),
  load: async (ctx, input) => {
    await lockPlaces(ctx.tx);
    const row = await openInvitation(ctx, input.invitationId);
    if (row.expiresAt <= ctx.now)
      throw cannot('This invitation is over.', `It was open until ${row.expiresAt.toISOString()}.`, 'Ask to be invited again.');
    if ((await membersOf(ctx.tx)).some(({ userId }) => userId === ctx.actor.id))
      throw cannot('You have a place here already.', 'An invitation is for somebody new.', 'Sign in.');
    return row;
  },
  plan: (row) => row,
  apply: async (ctx, { id, name, email, roles, sites, payers, credentials }) => {
    const userId = ctx.actor.id;
    const place = { roles, sites, payers, credentials };
    await putMember(ctx, { userId, name, email, ...place, active: true, since: ctx.now });
    await settleInvitation(ctx, id, 'accepted');
    await noteChange(ctx, { userId, kind: 'joined', ...place });
    return { result: { userId }, subjects: [person(userId), `invitation:${id}`], details: { roles: roles.join(' ') }, changes };
  },
});

interface PlaceFacts {
  readonly row: MemberRow;
  readonly others: readonly MemberRow[];
  readonly place?: Checked;
}

const placeOf = (everybody: readonly MemberRow[], id: string): MemberRow | undefined => everybody.find(({ userId }) => userId === id);

async function placeFacts(ctx: Ctx, userId: string): Promise<PlaceFacts> {
  await lockPlaces(ctx.tx);
  const everybody = await membersOf(ctx.tx);
  const row = everybody.find((one) => one.userId === userId);
  if (!row) throw notFound('person');
  return { row, others: everybody.filter((one) => one.userId !== userId && one.active) };
}

function refuseChange(actor: string, { row, others }: PlaceFacts, rolesAfter: readonly (readonly string[])[]): void {
  const why = whyNoChange({ actor, subject: row.userId, after: [...others.map(({ roles }) => roles), ...rolesAfter] });
  if (why) throw refusalOf(why);
}

type ChangeInput = GivenPlace & { readonly userId: string; readonly because: string };
const change = command<ChangeInput, PlaceFacts & { place: Checked }, PlaceFacts & { place: Checked }, { userId: string }>({
  ...base,
  name: 'ground/governance/people/change',
  summary: 'Change the place of a person',
  input: z.object({ ...placeShape, userId: z.string().min(1).max(100), because }) as unknown as z.ZodType<ChangeInput>,
  load: async (ctx, input) => ({ ...(await placeFacts(ctx, input.userId)), place: await checkedPlace(ctx, input) }),
  plan: (facts, _input, { actor }) => {
    if (!facts.row.active) throw cannot('This person does not work here now.', 'Their place was ended.', 'Let them return first.');
    refuseChange(actor.id, facts, [facts.place.roles]);
    return facts;
  },
  second: ({ row, place, others }, { id, roles }) =>
    whySecond(roles, place.roles, row.roles) ?? whySecondForPlace(placeOf(others, id), place, row),
  notSecond: ({ row, place, others }, { id }) => whySecondForPlace(placeOf(others, id), place, row),
  weigh: movesNoMoney,
  about: async (_ctx, { userId, name, roles }) => aboutPerson(name, roles, person(userId)),
  apply: async (ctx, { row, place }, { userId, name, because: why }) => {
    await putMember(ctx, { ...held(row), name, ...mutable(place) });
    await noteChange(ctx, { userId, kind: 'changed', ...mutable(place), because: why });
    const details = { roles: place.roles.join(' '), before: row.roles.join(' '), sites: place.sites.length, payers: place.payers.length };
    return { result: { userId }, subjects: [person(userId)], details, because: why, changes };
  },
});

const held = ({ tenantId: _, ...row }: MemberRow): Omit<MemberRow, 'tenantId'> => row;

const whoInput = z.object({ userId: z.string().min(1).max(100), because });
type WhoInput = z.infer<typeof whoInput>;

/** Every request asks anew whether the place stands: whoever is ended is out at once, and their sessions are ended besides. */
const end = command<WhoInput, PlaceFacts, PlaceFacts, { userId: string }>({
  ...base,
  name: 'ground/governance/people/end',
  summary: 'End the place of a person',
  reversal: 'ground/governance/people/return',
  input: whoInput,
  load: (ctx, { userId }) => placeFacts(ctx, userId),
  plan: (facts, _input, { actor }) => {
    if (!facts.row.active) throw cannot('This person does not work here now.', 'Their place was ended before.', 'Look at its history.');
    refuseChange(actor.id, facts, []);
    return facts;
  },
  apply: async (ctx, { row }, { userId, because: why }) => {
    await putMember(ctx, { ...held(row), active: false });
    await noteChange(ctx, { ...row, kind: 'ended', because: why });
    const jobs = [{ queue: 'end-sessions', data: { tenant: ctx.tx.tenant, userId } }];
    return { result: { userId }, subjects: [person(userId)], because: why, jobs, changes };
  },
});

const comeBack = command<WhoInput, PlaceFacts, PlaceFacts, { userId: string }>({
  ...base,
  name: 'ground/governance/people/return',
  summary: 'Give a person their place back',
  reversal: 'ground/governance/people/end',
  input: whoInput,
  load: (ctx, { userId }) => placeFacts(ctx, userId),
  plan: (facts, _input, { actor }) => {
    if (facts.row.active) throw cannot('This person works here.', 'Their place stands.', 'There is nothing to do.');
    refuseChange(actor.id, facts, [facts.row.roles]);
    return facts;
  },
  second: ({ row, others }, { id, roles }) => whySecond(roles, row.roles) ?? whySecondForPlace(placeOf(others, id), row),
  notSecond: ({ row, others }, { id }) => whySecondForPlace(placeOf(others, id), row),
  weigh: movesNoMoney,
  about: async ({ tx }, { userId }) => {
    const row = (await membersOf(tx)).find((one) => one.userId === userId);
    return row && aboutPerson(row.name, row.roles, person(userId));
  },
  apply: async (ctx, { row }, { userId, because: why }) => {
    // What lapsed meanwhile is not taken as it was.
    await checkedPlace(ctx, row);
    await putMember(ctx, { ...held(row), active: true });
    await noteChange(ctx, { ...row, kind: 'returned', because: why });
    return { result: { userId }, subjects: [person(userId)], because: why, changes };
  },
});

export const peopleCommands: readonly Command[] = [invite, withdraw, join, change, end, comeBack, setLimit, resetPassword, letLink];

import { z } from 'zod';
import { notFound, type Query, query } from '../../../gate/index.ts';
import { changesOf, type InvitationRow, limitsOf, type MemberRow, membersOf, waitingInvitations } from './store.ts';
import type { InvitationView, LimitView, PeopleView, PersonView, PlaceChangeView } from './views.ts';

const nothing = z.object({}) as unknown as z.ZodType<Record<string, never>>;

const placeOf = ({ name, roles, sites, payers, credentials }: MemberRow | InvitationRow) => ({ name, roles, sites, payers, credentials });

const personView = (row: MemberRow): PersonView => ({
  ...placeOf(row),
  userId: row.userId,
  ...(row.email === null ? {} : { email: row.email }),
  active: row.active,
  since: row.since.toISOString(),
});

const invitationView = (row: InvitationRow, now: Date): InvitationView => ({
  ...placeOf(row),
  invitationId: row.id,
  email: row.email,
  invitedAt: row.invitedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  expired: row.expiresAt <= now,
});

const people = query<Record<string, never>, PeopleView>({
  name: 'ground/governance/people/people',
  summary: 'See who works here',
  permission: 'people.read',
  patientData: false,
  input: nothing,
  read: async ({ tx, now }) => ({
    people: (await membersOf(tx)).map(personView),
    invitations: (await waitingInvitations(tx)).map((row) => invitationView(row, now)),
  }),
});

const history = query<{ userId: string }, { rows: readonly PlaceChangeView[] }>({
  name: 'ground/governance/people/history',
  summary: 'See how the place of a person changed',
  permission: 'people.manage',
  patientData: false,
  input: z.object({ userId: z.string().min(1).max(100) }),
  read: async ({ tx }, { userId }) => {
    if (!(await membersOf(tx)).some((row) => row.userId === userId)) throw notFound('person');
    return {
      rows: (await changesOf(tx, userId)).map(({ change, by }) => ({
        id: change.id,
        kind: change.kind as PlaceChangeView['kind'],
        roles: change.roles,
        by: by ?? change.by,
        at: change.at.toISOString(),
        ...(change.because === null ? {} : { because: change.because }),
      })),
    };
  },
});

const limits = query<Record<string, never>, { rows: readonly LimitView[] }>({
  name: 'ground/governance/people/limits',
  summary: 'See the limits of the practice',
  permission: 'access.read',
  patientData: false,
  input: nothing,
  read: async ({ tx }) => ({
    rows: (await limitsOf(tx)).map(({ limit, by }) => ({
      ...{ id: limit.id, role: limit.role, right: limit.right, payers: limit.payers, sites: limit.sites, ended: limit.ended },
      ...(limit.upTo === null ? {} : { upTo: limit.upTo }),
      ...(limit.ownUpTo === null ? {} : { ownUpTo: limit.ownUpTo }),
      ...{ because: limit.because, by: by ?? limit.by, at: limit.at.toISOString() },
    })),
  }),
});

export const peopleQueries: readonly Query[] = [people, history, limits];

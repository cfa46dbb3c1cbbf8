import { entersBy, isRole, scopes as knownScopes, rightOf, scopesWithin } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Actor, type Command, type Ctx, cannot, command, notFound, type Query, query } from '../../../gate/index.ts';
import {
  type AccountRow,
  accountById,
  accountsOf,
  addAccount,
  addKey,
  endKeysBy,
  type KeyRow,
  keysOf,
  type Maker,
  makersOf,
  revokeAccount,
  revokeKey,
} from './store.ts';
import type { ServiceAccountView } from './views.ts';

const base = { permission: 'service-accounts.manage', workflow: 'governance', consequence: 'administers' } as const;
const day = 86_400_000;
export const mostDays = 366;

/** A key as it comes in: made by whoever calls, who alone knows its secret. */
const key = { keyId: z.uuid(), prefix: z.string().regex(/^cwk_[\w-]{8}$/), hash: z.string().regex(/^[\w-]{43}$/) };
const validDays = z.int().min(1).max(mostDays);

const creation = z.object({
  name: z.string().trim().min(1).max(80),
  role: z.string().refine((name) => isRole(name) && name !== 'patient' && name !== 'system', 'There is no such role.'),
  scopes: z
    .array(
      z
        .string()
        .refine(
          (scope) => knownScopes.includes(scope),
          'A key cannot be given that: choose among the scopes that the list shows, such as claims:read.',
        ),
    )
    .min(1, 'A key without scopes opens nothing.')
    .max(50),
  validDays,
  ...key,
});
type Creation = z.infer<typeof creation>;

/** Whatever a scope names must be the role's: a key that looks as if it could do more misleads whoever reads the list. */
function refuseBeyondRole({ role, scopes }: Creation): void {
  const holder = { kind: 'service', id: '', roles: [role], scopes } as const;
  const beyond = scopes.filter((scope) => {
    const right = rightOf(scope);
    return right === undefined || entersBy(holder, right) === undefined;
  });
  if (beyond.length > 0)
    throw cannot(
      `This role does not give ${beyond.join(', ')}.`,
      'A key has no more than its role.',
      'Leave it out, or choose another role.',
    );
}

/** A key is never more than whoever sees it: who makes one, or has it replaced, could use it. */
function refuseBeyondMaker(scopes: readonly string[], { roles }: Pick<Actor, 'roles'>): void {
  const within = scopesWithin(roles, scopes);
  const beyond = scopes.filter((scope) => !within.includes(scope));
  if (beyond.length > 0)
    throw cannot(
      `You do not have ${beyond.join(', ')} yourself.`,
      'A key has no more than whoever makes it, or has it replaced: they see it.',
      'Leave it out, or ask somebody who has these rights.',
    );
}

const create = command<Creation, null, string, { accountId: string; expiresAt: string }>({
  name: 'ground/governance/create-service-account',
  summary: 'Create a service account',
  ...base,
  door: 'inside',
  input: creation,
  load: async () => null,
  plan: (_, input, ctx) => {
    refuseBeyondRole(input);
    refuseBeyondMaker(input.scopes, ctx.actor);
    return ctx.newId();
  },
  apply: async (ctx, id, input) => {
    const expiresAt = new Date(ctx.now.getTime() + input.validDays * day);
    const scopes = [...new Set(input.scopes)].sort();
    await addAccount(ctx.tx, {
      id,
      name: input.name,
      roles: [input.role],
      scopes,
      createdBy: ctx.actor.id,
      createdAt: ctx.now,
      actId: ctx.actId,
    });
    await putKey(ctx, id, input, expiresAt);
    const details = { role: input.role, scopes: scopes.join(' '), key: input.prefix, expiresAt: expiresAt.toISOString() };
    return { result: { accountId: id, expiresAt: expiresAt.toISOString() }, subjects: [`service:${id}`], details };
  },
});

const putKey = (ctx: Ctx, accountId: string, { keyId, prefix, hash }: { keyId: string; prefix: string; hash: string }, expiresAt: Date) =>
  addKey(ctx.tx, { id: keyId, accountId, prefix, hash, createdAt: ctx.now, expiresAt, madeBy: ctx.actor.id, actId: ctx.actId });

async function standing(ctx: Ctx, id: string): Promise<AccountRow> {
  const row = await accountById(ctx.tx, id);
  if (!row) throw notFound('service account');
  if (row.revokedAt) throw cannot('This service account is revoked.', 'Its keys open nothing any more.', 'Create another one.');
  return row;
}

const rotation = z.object({ accountId: z.uuid(), validDays, overlapHours: z.int().min(0).max(168), ...key });

/** Whoever replaces a key answers for the new one: so a program is taken over from somebody who left. */
const rotate = command<z.infer<typeof rotation>, AccountRow, null, { accountId: string; expiresAt: string }>({
  name: 'ground/governance/rotate-service-key',
  summary: 'Replace a key of a service account',
  ...base,
  door: 'inside',
  input: rotation,
  load: (ctx, { accountId }) => standing(ctx, accountId),
  plan: ({ scopes }, _, { actor }) => {
    refuseBeyondMaker(scopes, actor);
    return null;
  },
  apply: async (ctx, _, input) => {
    const expiresAt = new Date(ctx.now.getTime() + input.validDays * day);
    await putKey(ctx, input.accountId, input, expiresAt);
    const ending = await endKeysBy(ctx.tx, input.accountId, new Date(ctx.now.getTime() + input.overlapHours * 3_600_000), input.keyId);
    const details = { key: input.prefix, overlapHours: input.overlapHours, ending, expiresAt: expiresAt.toISOString() };
    return {
      result: { accountId: input.accountId, expiresAt: expiresAt.toISOString() },
      subjects: [`service:${input.accountId}`],
      details,
    };
  },
});

const oneKey = z.object({ keyId: z.uuid() });
const endKey = command<z.infer<typeof oneKey>, KeyRow, KeyRow, { keyId: string }>({
  name: 'ground/governance/revoke-service-key',
  summary: 'Revoke a key',
  ...base,
  input: oneKey,
  load: async (ctx, { keyId }) => {
    const row = (await keysOf(ctx.tx)).find(({ id }) => id === keyId);
    if (!row) throw notFound('key');
    return row;
  },
  plan: (row) => row,
  apply: async (ctx, row) => {
    if ((await revokeKey(ctx.tx, row.id, ctx.now)) === 0)
      throw cannot('This key is revoked already.', 'It opens nothing any more.', 'Nothing is to be done.');
    return { result: { keyId: row.id }, subjects: [`service:${row.accountId}`], details: { key: row.prefix } };
  },
});

const oneAccount = z.object({ accountId: z.uuid() });
const endAccount = command<z.infer<typeof oneAccount>, AccountRow, null, { accountId: string }>({
  name: 'ground/governance/revoke-service-account',
  summary: 'Revoke a service account',
  ...base,
  input: oneAccount,
  load: (ctx, { accountId }) => standing(ctx, accountId),
  plan: () => null,
  apply: async (ctx, _, { accountId }) => {
    await revokeAccount(ctx.tx, accountId, ctx.now);
    return { result: { accountId }, subjects: [`service:${accountId}`] };
  },
});

export const serviceCommands: readonly Command[] = [create, rotate, endKey, endAccount];

const nothing = z.object({});
const list = query<z.infer<typeof nothing>, { rows: readonly ServiceAccountView[] }>({
  name: 'ground/governance/service-accounts',
  summary: 'See the service accounts',
  permission: 'service-accounts.manage',
  patientData: false,
  input: nothing,
  read: async ({ tx, now }) => {
    const keys = await keysOf(tx);
    const makers = await makersOf(tx);
    const rows = (await accountsOf(tx)).map((account) => ({
      id: account.id,
      name: account.name,
      roles: account.roles,
      scopes: account.scopes,
      createdAt: account.createdAt.toISOString(),
      ...(account.revokedAt ? { revokedAt: account.revokedAt.toISOString() } : {}),
      keys: keys.filter(({ accountId }) => accountId === account.id).map((row) => present(row, account, makers, now)),
    }));
    return { rows };
  },
});

const present = (row: KeyRow, account: AccountRow, makers: readonly Maker[], now: Date): ServiceAccountView['keys'][number] => {
  const madeBy = row.madeBy ?? account.createdBy;
  const maker = makers.find(({ userId }) => userId === madeBy);
  const within = scopesWithin(maker?.roles ?? [], account.scopes);
  const lost = account.scopes.filter((scope) => !within.includes(scope));
  const left = lost.length === account.scopes.length;
  return {
    ...{ id: row.id, prefix: row.prefix, madeBy: maker?.name ?? madeBy },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ...(row.usedAt ? { usedAt: row.usedAt.toISOString() } : {}),
    ...(lost.length === 0 ? {} : { lost }),
    state: row.revokedAt ? 'revoked' : row.expiresAt <= now ? 'expired' : left ? 'suspended' : 'active',
  };
};

export const serviceQueries: readonly Query[] = [list];

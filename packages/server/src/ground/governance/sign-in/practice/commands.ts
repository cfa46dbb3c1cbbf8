import { roleNames } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Command, cannot, command, notFound, type Query, query } from '../../../../gate/index.ts';
import { isSafeAddress } from '../../safe-address.ts';
import { endProvider, isDemo, policyOf, providerOf, rolesHere, setPolicy, setProvider } from './store.ts';
import type { SignInSettings } from './views.ts';

const administers = { permission: 'sign-in.manage', workflow: 'governance', consequence: 'administers' } as const;

const policyInput = z.object({
  secondFactorRoles: z.array(z.enum(roleNames)).max(50),
  idleMinutes: z.int().min(1).max(240),
  longestHours: z.int().min(1).max(24),
});

const set = command<z.infer<typeof policyInput>, null, null, Record<string, never>>({
  name: 'ground/governance/set-sign-in-policy',
  summary: 'Set how people sign in',
  whole: 'How people sign in',
  ...administers,
  input: policyInput,
  load: async () => null,
  plan: () => null,
  apply: async (ctx, _, { secondFactorRoles, ...limits }) => {
    const roles = [...new Set(secondFactorRoles)].sort();
    await setPolicy(ctx.tx, { secondFactorRoles: roles, ...limits, setBy: ctx.actor.id, setAt: ctx.now, actId: ctx.actId });
    return { result: {}, subjects: [`practice:${ctx.tx.tenant}`], details: { secondFactorRoles: roles.join(' '), ...limits } };
  },
});

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'This is no domain, such as elm.example.');
/** Plain HTTP is for a provider on this machine only: what it answers decides who comes in. */
const issuer = z.url().max(300).refine(isSafeAddress, 'A provider is reached by https.');
const providerInput = z.object({
  name: z.string().trim().min(1).max(60),
  issuer,
  clientId: z.string().trim().min(1).max(300),
  clientSecret: z.string().min(1).max(2000),
  domains: z.array(domain).min(1).max(50),
  secondFactor: z.boolean(),
});

const setSignOn = command<z.infer<typeof providerInput>, null, null, Record<string, never>>({
  name: 'ground/governance/set-sign-on',
  summary: 'Set up an identity provider',
  // Whoever answers for it says who comes in, with whose reach.
  whole: 'The identity provider',
  ...administers,
  door: 'inside',
  input: providerInput,
  load: async () => null,
  plan: () => null,
  apply: async (ctx, _, { clientSecret, ...given }) => {
    await setProvider(ctx.tx, { ...given, clientSecret, active: true, setBy: ctx.actor.id, setAt: ctx.now, actId: ctx.actId });
    const details = { issuer: given.issuer, domains: given.domains.join(' '), secondFactor: given.secondFactor };
    return { result: {}, subjects: [`practice:${ctx.tx.tenant}`], details };
  },
});

const nothing = z.object({});
const endSignOn = command<z.infer<typeof nothing>, null, null, Record<string, never>>({
  name: 'ground/governance/end-sign-on',
  summary: 'Take away the identity provider',
  whole: 'The identity provider',
  ...administers,
  input: nothing,
  load: async () => null,
  plan: () => null,
  apply: async (ctx) => {
    if ((await endProvider(ctx.tx)) === 0)
      throw cannot('There is no identity provider.', 'None was set up, or it was taken away already.', 'Nothing is to be done.');
    return { result: {}, subjects: [`practice:${ctx.tx.tenant}`] };
  },
});

const personInput = z.object({ userId: z.string().min(1).max(100) });

/** What it unlocks stands outside of the practice; this says who may, and keeps it on the record. */
const unlock = command<z.infer<typeof personInput>, readonly string[], null, { userId: string }>({
  name: 'ground/governance/unlock-person',
  summary: 'Unlock a person',
  ...administers,
  door: 'inside',
  input: personInput,
  load: async ({ tx }, { userId }) => {
    const roles = await rolesHere(tx, userId);
    if (!roles) throw notFound('person');
    return roles;
  },
  plan: () => null,
  apply: async (_ctx, _, { userId }) => ({ result: { userId }, subjects: [`person:${userId}`] }),
});

export const signInCommands: readonly Command[] = [set, setSignOn, endSignOn, unlock];

const settings = query<z.infer<typeof nothing>, SignInSettings>({
  name: 'ground/governance/sign-in-settings',
  summary: 'See how people sign in',
  permission: 'sign-in.manage',
  patientData: false,
  input: nothing,
  read: async ({ tx }) => {
    const policy = await policyOf(tx, await isDemo(tx));
    const provider = await providerOf(tx);
    if (!provider?.active) return policy;
    const { name, issuer: by, clientId, domains, secondFactor } = provider;
    return { ...policy, signOn: { name, issuer: by, clientId, domains, secondFactor } };
  },
});

export const signInQueries: readonly Query[] = [settings];

import { type Cents, zero } from '@claimwright/core/ground/base';
import { grants, money, type Permission, permissions, personRoles, type Role, textOf } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { cannot, command } from '../../../gate/index.ts';
import { because, ids } from './place-input.ts';
import { addLimit, unknownPlaces } from './store.ts';

const amount = z.int().min(0).max(1_000_000_000_00).optional();
const limitInput = z.object({
  role: z.enum(personRoles as readonly [Role, ...Role[]]),
  right: z.enum(permissions as readonly [Permission, ...Permission[]]),
  upTo: amount,
  ownUpTo: amount,
  payers: ids,
  sites: ids,
  /** Give the table's own limit back. */
  ended: z.boolean().default(false),
  because,
});
type LimitInput = z.infer<typeof limitInput>;

/** What a limit looks at must be told by every act under the right: else it would refuse them all. */
function refuseUnweighed({ right, upTo, ownUpTo, payers, sites }: LimitInput): void {
  const { noun, weighs = [] } = textOf(right);
  const asked = [
    ...(upTo === undefined ? [] : (['amount'] as const)),
    ...(ownUpTo === undefined ? [] : (['author', 'amount'] as const)),
    ...(payers.length === 0 ? [] : (['payer'] as const)),
    ...(sites.length === 0 ? [] : (['site'] as const)),
  ];
  const blind = asked.find((what) => !weighs.includes(what));
  if (blind !== undefined)
    throw cannot(
      `${noun} cannot be limited so.`,
      `What is done under it does not say its ${blind}.`,
      weighs.length === 0 ? 'Take the role away instead.' : `It can be limited by ${weighs.join(', ')}.`,
    );
}

/** A limit above the table's would stand there and bind nobody. */
function refuseWider({ role, right, upTo, ownUpTo }: LimitInput): void {
  const { upTo: most, ownUpTo: mostOwn } = grants[role][right] ?? {};
  const wider = [[upTo, most] as const, [ownUpTo, mostOwn] as const].find(
    ([wanted, given]) => wanted !== undefined && given !== undefined && wanted > given,
  );
  if (wider)
    throw cannot(
      `The access table gives this role no more than ${money(wider[1] ?? zero)}.`,
      'A limit narrows what is given.',
      'Give the person a role that may do more.',
    );
}

/** A practice's own limit on a role's right. Nobody sets one for a role that they hold. */
export const setLimit = command<LimitInput, null, null, { limitId: string }>({
  name: 'ground/governance/people/set-limit',
  summary: 'Set the limit of a role',
  permission: 'limits.set',
  workflow: 'governance',
  consequence: 'administers',
  whole: 'The limit of a role',
  input: limitInput as unknown as z.ZodType<LimitInput>,
  load: async (ctx, input) => {
    const [unknown] = await unknownPlaces(ctx.tx, input.sites, input.payers);
    if (unknown !== undefined)
      throw cannot('One of the sites or payers is not of this practice.', `Nothing here has the id ${unknown}.`, 'Choose from the list.');
    return null;
  },
  plan: (_facts, input, { actor }) => {
    if (actor.roles.includes(input.role))
      throw cannot(
        'Nobody sets a limit for a role of their own.',
        'It would bind or free themselves.',
        'Ask a colleague with another role.',
      );
    if (grants[input.role][input.right] === undefined)
      throw cannot('This role has not this right.', 'A limit narrows what is given.', 'Look at the access table.');
    refuseUnweighed(input);
    refuseWider(input);
    return null;
  },
  apply: async (ctx, _plan, { role, right, upTo, ownUpTo, payers, sites, ended, because: why }) => {
    const id = ctx.newId();
    const cents = (value: number | undefined) => (value === undefined || ended ? null : (value as Cents));
    await addLimit(ctx, {
      ...{ id, role, right, upTo: cents(upTo), ownUpTo: cents(ownUpTo), payers: [...payers], sites: [...sites], ended },
      ...{ because: why, by: ctx.actor.id, at: ctx.now, actId: ctx.actId },
    });
    return {
      result: { limitId: id },
      subjects: [`role:${role}`],
      details: {
        role,
        right,
        ended,
        ...(upTo === undefined ? {} : { upToCents: upTo }),
        ...(ownUpTo === undefined ? {} : { ownUpToCents: ownUpTo }),
        payers: payers.length,
        sites: sites.length,
      },
      because: why,
      changes: [{ topic: 'people' }],
    };
  },
});

import { type PlainDate, plainDate } from '@claimwright/core/ground/base';
import { type Credential, credentialKinds, type Place, personRoles, type WhyNot, whyNoPlace } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Ctx, cannot, type Refusal } from '../../../gate/index.ts';
import { unknownPlaces } from './store.ts';

const day = z
  .string()
  .refine((text) => plainDate(text) !== undefined, 'This is no date, such as 2027-12-31.')
  .transform((text) => text as PlainDate);
const credential = z
  .object({ kind: z.enum(credentialKinds), number: z.string().trim().min(1).max(40), until: day.optional() })
  .transform(({ kind, number, until }): Credential => ({ kind, number, ...(until === undefined ? {} : { until }) }));
export const ids = z.array(z.uuid()).max(500).default([]);
const roleNames = personRoles as readonly [string, ...string[]];

export const placeShape = {
  name: z.string().trim().min(1).max(120),
  roles: z.array(z.enum(roleNames)).min(1).max(12),
  sites: ids,
  payers: ids,
  credentials: z.array(credential).max(10).default([]),
};
export const because = z.string().trim().min(1).max(500);

export interface GivenPlace extends Place {
  readonly name: string;
}

export const refusalOf = ({ says, because, fix }: WhyNot): Refusal => cannot(says, because, fix);

/** The place as it is to be, each thing once. Throws where nobody can be given it here. */
export async function checkedPlace(ctx: Ctx, given: GivenPlace): Promise<Omit<GivenPlace, 'name'>> {
  const once = (list: readonly string[]) => [...new Set(list)];
  const place = { roles: once(given.roles), sites: once(given.sites), payers: once(given.payers), credentials: given.credentials };
  const why = whyNoPlace(place, ctx.today);
  if (why) throw refusalOf(why);
  const [unknown] = await unknownPlaces(ctx.tx, place.sites, place.payers);
  if (unknown !== undefined)
    throw cannot('One of the sites or payers is not of this practice.', `Nothing here has the id ${unknown}.`, 'Choose from the list.');
  return place;
}

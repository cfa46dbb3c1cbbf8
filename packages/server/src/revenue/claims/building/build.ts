import { hasErrors } from '@claimwright/core/ground/base';
import { type BillingFacts, type BuiltClaims, buildClaims } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Command, cannot, command } from '../../../gate/index.ts';
import { chargesToBuild, type KeptCharge, setChargeStates } from '../../charges/index.ts';
import { billingFactsNow } from '../billing-facts/store.ts';
import { newDrafts } from '../drafts/commands.ts';
import { type DraftToKeep, keepDrafts } from '../drafts/store.ts';
import { madeOfCharge } from './store.ts';

const most = 500;
const input = z.object({
  chargeIds: z.array(z.uuid()).min(1).max(most).optional(),
  /** Those that were held before are tried again. */
  held: z.boolean().optional(),
  /** The last of those that were tried before. */
  after: z.uuid().optional(),
});

interface Facts {
  readonly charges: readonly KeptCharge[];
  readonly billing: BillingFacts | undefined;
}
interface Plan {
  readonly built: readonly (KeptCharge & BuiltClaims)[];
}
export interface DraftsBuilt {
  readonly draftIds: readonly string[];
  /** Charges of which something keeps a claim from being made. */
  readonly held: number;
  /** Charges of which nothing is insurance's. */
  readonly notInsurance: number;
  /** Where more are left than one act takes: to be asked for next. */
  readonly next?: { readonly held?: true; readonly after: string };
}

const stateOf = ({ claims, findings }: BuiltClaims) => (hasErrors(findings) ? 'held' : claims.length === 0 ? 'not-insurance' : 'built');

const built: z.ZodType<DraftsBuilt> = z.object({
  ...{ draftIds: z.array(z.uuid()), held: z.int(), notInsurance: z.int() },
  next: z.object({ held: z.literal(true).optional(), after: z.string() }).optional(),
}) as unknown as z.ZodType<DraftsBuilt>;

/** Drafts of claims from charges: these; or the oldest that wait; or again those that were held, so that they never keep others waiting. No code is chosen here, and nothing is sent. */
const build = command<z.infer<typeof input>, Facts, Plan, DraftsBuilt>({
  name: 'revenue/claims/build',
  summary: 'Make drafts of claims from charges',
  permission: 'claims.prepare',
  workflow: 'charges',
  consequence: 'keeps-draft',
  input,
  answers: built,
  subjects: ({ chargeIds = [] }) => chargeIds.map((id) => `charge:${id}`),
  load: async (ctx, { chargeIds: ids, held = false, after }) => {
    const asked = ids === undefined ? ({ state: held ? 'held' : 'ready', after } as const) : { ids };
    return { charges: await chargesToBuild(ctx, asked, most), billing: await billingFactsNow(ctx) };
  },
  plan: ({ charges, billing }) => {
    if (billing === undefined)
      throw cannot(
        'Nobody has said who bills.',
        'Each claim says it.',
        'Say under Practice what claims are built with: who bills, who does, and where.',
      );
    return { built: charges.map((one) => ({ ...one, ...buildClaims(one.charge, billing) })) };
  },
  weigh: ({ built }) => ({
    amount: built.flatMap(({ claims }) => claims).reduce((sum, { billed }) => sum + billed, 0),
    payers: [...new Set(built.map(({ payerId }) => payerId ?? undefined))],
    sites: [...new Set(built.map(({ siteId }) => siteId ?? undefined))],
  }),
  apply: async (ctx, { built }, { chargeIds, held }) => {
    const made = built.flatMap(({ id, siteId, claims }) =>
      claims.map((claim): DraftToKeep => ({ claim, madeOf: madeOfCharge(id, claim.patientControlNumber), siteId: siteId ?? undefined })),
    );
    const draftIds = (await keepDrafts(ctx, made)).filter((id) => id !== undefined);
    const states = built.map(({ id, findings, claims }) => ({ id, findings, state: stateOf({ claims, findings }) }) as const);
    await setChargeStates(ctx.tx, states);
    const counted = (wanted: string): number => states.filter(({ state }) => state === wanted).length;
    const last = chargeIds === undefined && built.length === most ? built.at(-1)?.id : undefined;
    const next = last === undefined ? {} : { next: { ...(held ? { held } : {}), after: last } };
    const details = { drafts: draftIds.length, held: counted('held'), notInsurance: counted('not-insurance') };
    return {
      result: { draftIds, held: details.held, notInsurance: details.notInsurance, ...next },
      subjects: [...built.map(({ id }) => `charge:${id}`), ...draftIds.map((id) => `draft:${id}`)],
      details,
      changes: [{ topic: 'charges' }, { topic: 'drafts' }],
      jobs: draftIds.length === 0 ? [] : [newDrafts(ctx.tx.tenant)],
    };
  },
  about: async (_ctx, { chargeIds }) => ({
    says: chargeIds === undefined ? 'Charges that wait' : `${chargeIds.length} ${chargeIds.length === 1 ? 'charge' : 'charges'}`,
    subject: `charge:${chargeIds?.[0] ?? 'waiting'}`,
  }),
});

export const buildingCommands: readonly Command[] = [build];

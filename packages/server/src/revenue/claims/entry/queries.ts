import { type PlainDate, zero } from '@claimwright/core/ground/base';
import type { Charge, ChargedCoverage, ChargedPerson } from '@claimwright/core/revenue/charges';
import type { BillingFacts, ClaimToSend, ProviderToSend } from '@claimwright/core/revenue/claims';
import { rateOf } from '@claimwright/core/revenue/contracts';
import { z } from 'zod';
import { type Ctx, notFound, type Query, query } from '../../../gate/index.ts';
import { codeTablesFor } from '../../../ground/codes/index.ts';
import { asOne, patientsById, patientsFound, payersOf } from '../../../ground/parties/index.ts';
import { inputs, lastChargeOf } from '../../charges/index.ts';
import { billingFactsNow } from '../billing-facts/store.ts';
import { draftsByIds } from '../drafts/store.ts';
import { lastDraftOf } from './store.ts';
import type { PatientBefore, PatientRow, UsualCharge, WhoBills } from './views.ts';

const mostFound = 12;
const purposes = ['payment', 'operations', 'audit', 'emergency'] as const;

const patients = query<{ search: string }, { readonly rows: readonly PatientRow[] }>({
  name: 'revenue/claims/patients',
  summary: 'Find a patient to charge for',
  permission: 'claims.read',
  patientData: true,
  serves: { purposes, patients: 'many', rows: mostFound, fields: ['identity'] },
  input: z.object({ search: z.string().trim().min(2).max(80) }),
  read: async ({ tx }, { search }) => {
    const found = await patientsById(tx, await patientsFound(tx, search), mostFound);
    return { rows: found.map(({ birthDate, ...one }) => ({ ...one, ...given('birthDate', birthDate) })) };
  },
  subjects: ({ rows }) => rows.map(({ id }) => `patient:${id}`),
});

const given = <K extends string, V>(key: K, value: V | null | undefined): { [k in K]?: V } =>
  value === undefined || value === null ? {} : ({ [key]: value } as { [k in K]?: V });

const coverageOf = (one: ClaimToSend['coverages'][number]): ChargedCoverage => {
  const { payerAddress: _, startsOn: __, endsOn: ___, decision: ____, ...charged } = one;
  return charged;
};
const daysOf = (lines: readonly { readonly servedOn?: PlainDate }[]): PlainDate | undefined =>
  lines
    .flatMap(({ servedOn = [] }) => servedOn)
    .sort()
    .at(-1);

const asBefore = (id: string, of: Charge | ClaimToSend, renderingNpi: string | undefined): PatientBefore => ({
  ...{ id, patient: of.patient as ChargedPerson, coverages: of.coverages.map(coverageOf), kind: of.kind },
  ...given('placeOfService', of.placeOfService === '' ? undefined : of.placeOfService),
  ...given('renderingNpi', renderingNpi),
  ...given('seenOn', daysOf(of.lines)),
});

/** Of the last charge, else of the last claim that was to go out, else the name alone. `ids`: of one person who was taken for several. */
export async function patientBefore(ctx: Pick<Ctx, 'tx'>, id: string, ids: readonly string[] = [id]): Promise<PatientBefore> {
  const [known] = await patientsById(ctx.tx, [id], 1);
  if (known === undefined) throw notFound('patient');
  const charge = await lastChargeOf(ctx.tx, ids);
  if (charge !== undefined) return asBefore(id, charge, charge.renderingNpi);
  const draftId = await lastDraftOf(ctx.tx, ids);
  const [draft] = draftId === undefined ? [] : await draftsByIds(ctx, [draftId]);
  if (draft !== undefined) return asBefore(id, draft.claim, draft.claim.rendering?.npi);
  const { last, first, birthDate } = known;
  return { id, patient: { last, first, ...given('birthDate', birthDate as PlainDate | null) }, coverages: [] };
}

const before = query<{ patientId: string }, PatientBefore>({
  name: 'revenue/claims/patient-before',
  summary: 'See a patient as the last charge says',
  permission: 'claims.read',
  patientData: true,
  serves: { purposes, patients: 'one', rows: 1, fields: ['identity', 'coverage'] },
  input: z.object({ patientId: z.uuid() }),
  read: async (ctx, { patientId: id }) => patientBefore(ctx, id, (await asOne(ctx.tx, [id])).all),
  subjects: ({ id }) => [`patient:${id}`],
});

const nameOf = ({ name, first = '' }: ProviderToSend): string => (first === '' ? name : `${name}, ${first}`);
const named = (all: readonly ProviderToSend[]) =>
  all.flatMap((one) => (one.npi === undefined ? [] : [{ npi: one.npi, name: nameOf(one) }]));

/** A payer has many numbers; where the practice says by which its claims name it, only those are offered. */
function payerNumbers(known: readonly { readonly name: string; readonly ids: readonly string[] }[], facts: BillingFacts | undefined) {
  const said = new Map((facts?.payers ?? []).map((one) => [one.payerId.toUpperCase(), one]));
  return known
    .flatMap(({ name, ids }) => {
      const own = ids.filter((id) => said.has(id.toUpperCase()));
      return (own.length > 0 ? own : ids).map((id) => {
        const one = said.get(id.toUpperCase());
        return { payerId: one?.payerId ?? id, name, ...given('filingIndicator', one?.filingIndicator) };
      });
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const whoBills = query<Record<string, never>, WhoBills>({
  name: 'revenue/claims/who-bills',
  summary: 'See whom a charge may name',
  permission: 'claims.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async (ctx) => {
    const facts = await billingFactsNow(ctx);
    return {
      ...given('billing', facts === undefined ? undefined : { name: nameOf(facts.billing), ...given('npi', facts.billing.npi) }),
      ...{ providers: named(facts?.providers ?? []), facilities: named(facts?.facilities ?? []) },
      payers: payerNumbers(await payersOf(ctx.tx), facts),
    };
  },
});

/** The name under which a practice brings its own charges, as a fee schedule beside those of the payers. */
const ownSchedule = 'PRACTICE';

const usualInput = z.object({
  ...{ code: z.string().trim().min(1).max(48), modifiers: z.array(z.string().max(2)).max(4), placeOfService: z.string().max(2) },
  ...{ units: inputs.decimal, on: inputs.day, payerId: z.string().max(80) },
});
type UsualInput = z.infer<typeof usualInput>;

const usualCharge = query<UsualInput, UsualCharge>({
  name: 'revenue/claims/usual-charge',
  summary: 'See what a service costs',
  permission: 'claims.read',
  patientData: false,
  input: usualInput,
  read: async (ctx, { on, ...asked }) => {
    const tables = await codeTablesFor(ctx, undefined, ['fee-schedules']);
    const line = { ...asked, plans: [], billed: zero, on: on as PlainDate };
    const own = rateOf(tables, { ...line, payerId: ownSchedule });
    const payer = asked.payerId === '' ? undefined : rateOf(tables, line);
    return {
      ...(own.is === 'known' ? { charged: own.allowed, source: own.source } : {}),
      // A share of what is charged is none of nothing.
      ...(payer?.is === 'known' && payer.allowed > 0 ? { allowed: payer.allowed } : {}),
    };
  },
});

export const entryQueries: readonly Query[] = [patients, before, whoBills, usualCharge];

import { type Charge, type ChargedPerson, type MemberOfRank, ofCorrected, selfPaid } from '@claimwright/core/revenue/charges';
import { z } from 'zod';
import { type Command, cannot, command, notFound } from '../../gate/index.ts';
import { chargeInput, personInput, rank, said } from './input.ts';
import { settlePatientCharges } from './patient/store.ts';
import { addCharges, type Corrected, chargesWaiting, type Here, keepCorrected, type WithdrawnCharges } from './store.ts';
import type { ChargesAdded, PatientCorrected } from './views.ts';

const input = z.object({ charges: z.array(chargeInput).min(1).max(200) });

const added = z.object({
  ...{ added: z.int(), repeated: z.int(), replaced: z.int(), differing: z.int() },
  findings: z.array(z.looseObject({ code: z.string(), severity: z.enum(['error', 'warning', 'info']), at: z.string(), says: z.string() })),
  chargeIds: z.array(z.uuid()),
}) as unknown as z.ZodType<ChargesAdded>;

/** What was done and what it costs, as a person or a practice's own system enters it. Nothing is billed by it. */
const add = (withdrawn: WithdrawnCharges) =>
  command<{ charges: readonly Charge[] }, null, null, ChargesAdded>({
    name: 'revenue/charges/add',
    summary: 'Enter charges',
    permission: 'claims.prepare',
    workflow: 'charges',
    consequence: 'decides',
    whole: 'charges',
    input,
    answers: added,
    load: async () => null,
    plan: () => null,
    weigh: () => ({}),
    apply: async (ctx, _plan, { charges }) => {
      const { entered, doubts } = await addCharges(ctx, charges, withdrawn);
      const chargeIds = entered.flatMap((one) => ('id' in one ? [one.id] : []));
      // What the patient pays is owed from now on: no claim will ever ask for it.
      const digests = await settlePatientCharges(
        ctx,
        entered.flatMap((one, i) => {
          const said = charges[i];
          return 'id' in one && said !== undefined ? [{ kind: 'charge' as const, id: one.id, wanted: selfPaid(said) }] : [];
        }),
      );
      const refused = entered.flatMap((one) => ('finding' in one ? [one.finding] : []));
      const findings = new Map([...refused, ...doubts].map((one) => [`${one.code} ${one.at} ${one.says}`, one] as const));
      const counted = (how: (typeof entered)[number]['how']): number => entered.filter((one) => one.how === how).length;
      const notTaken = new Set(charges.filter((_, i) => entered[i]?.how === 'differing').map(({ account }) => account));
      const counts = { added: counted('added'), repeated: counted('repeated'), replaced: counted('replaced'), differing: notTaken.size };
      return {
        result: { ...counts, findings: [...findings.values()], chargeIds },
        subjects: chargeIds.map((id) => `charge:${id}`),
        details: counts,
        ...(digests === undefined ? {} : { digests }),
        changes: [{ topic: 'charges' }, ...(digests === undefined ? [] : [{ topic: 'books' }])],
      };
    },
  });

interface Correction {
  readonly chargeId: string;
  readonly patient: ChargedPerson;
  readonly members: readonly MemberOfRank[];
  readonly because: string;
}

/** Whom a charge is of as a person corrects it, with every visit of its account that waits: an account is one patient's. */
const correctPatient = command<Correction, readonly Here[], readonly Corrected[], PatientCorrected>({
  name: 'revenue/charges/correct-patient',
  summary: 'Correct the patient of a charge',
  permission: 'claims.prepare',
  workflow: 'charges',
  consequence: 'decides',
  // A charge that waits is of no site yet.
  whole: 'charges',
  subjects: ({ chargeId }) => [`charge:${chargeId}`],
  input: z.object({
    ...{ chargeId: z.uuid(), patient: personInput },
    members: z.array(z.object({ rank, memberId: said(80) })).max(3),
    because: z.string().trim().min(3).max(500),
  }) as unknown as z.ZodType<Correction>,
  load: async ({ tx }, { chargeId }) => {
    const { one, all } = await chargesWaiting(tx, chargeId);
    if (one === undefined) throw notFound('charge');
    if (one.state === 'built')
      throw cannot(
        'Claims were made of this charge.',
        'A claim says its patient itself.',
        'Correct the patient on the claim, under Going out, before it is approved.',
      );
    return all;
  },
  plan: (all, { patient, members }) => {
    const corrected = all.map((one) => ({ ...one, now: ofCorrected(one.charge, patient, members) }));
    if (corrected.every(({ charge, now }) => JSON.stringify(charge) === JSON.stringify(now)))
      throw cannot('Nothing is corrected by this.', 'The charge says so already.', 'Change something, or leave it.');
    return corrected;
  },
  essence: (corrected) => corrected.map(({ id, now }) => ({ id, now })),
  weigh: () => ({}),
  apply: async (ctx, corrected, { chargeId, because }) => {
    const findings = await keepCorrected(ctx, corrected);
    return {
      result: { chargeId, charges: corrected.length, findings },
      subjects: corrected.map(({ id }) => `charge:${id}`),
      details: { charges: corrected.length },
      because,
      changes: [{ topic: 'charges' }],
    };
  },
});

export const chargeCommands = (withdrawn: WithdrawnCharges): readonly Command[] => [add(withdrawn), correctPatient];

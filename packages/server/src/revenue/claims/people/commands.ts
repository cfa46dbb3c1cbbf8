import { z } from 'zod';
import { type Command, cannot, command, notFound } from '../../../gate/index.ts';
import { asOne, patientsById, saidOf, sayOfTwo } from '../../../ground/parties/index.ts';
import { lookAnew } from '../drafts/commands.ts';
import { draftedOf } from './store.ts';

const input = z.object({ patientId: z.uuid(), otherId: z.uuid(), because: z.string().trim().min(3).max(500) });
type Two = z.infer<typeof input>;
interface Said {
  readonly before: 'one' | 'two' | undefined;
}

/** A person says of two patients whether they are one. No row of either is changed: it is taken back by saying the other. */
const say = (areOne: boolean): Command =>
  command<Two, Said, Two, { patientId: string }>({
    name: areOne ? 'revenue/claims/same-patient' : 'revenue/claims/other-patient',
    summary: areOne ? 'Say that two patients are one' : 'Say that two patients are two',
    permission: 'claims.prepare',
    workflow: 'charges',
    consequence: 'decides',
    // Whoever is limited to some of the claims would tie to them what they do not see.
    whole: 'Which patients count as one',
    input,
    reversal: areOne ? 'revenue/claims/other-patient' : 'revenue/claims/same-patient',
    subjects: ({ patientId, otherId }) => [`patient:${patientId}`, `patient:${otherId}`],
    load: async ({ tx }, { patientId, otherId }) => {
      const known = await patientsById(tx, [patientId, otherId], 2);
      if (known.length < 2) throw notFound('patient');
      return { before: (await saidOf(tx, patientId)).get(otherId) };
    },
    plan: ({ before }, two) => {
      if (before === (areOne ? 'one' : 'two'))
        throw cannot(
          'That was said already.',
          areOne ? 'They count as one patient.' : 'They count as two patients.',
          areOne ? 'Say that they are two, if they are.' : 'Say that they are one, if they are.',
        );
      return two;
    },
    weigh: () => ({}),
    apply: async (ctx, { patientId, otherId, because }) => {
      // Whoever was one with either, before or now, has another history.
      const before = await asOne(ctx.tx, [patientId, otherId]);
      await sayOfTwo(ctx, patientId, otherId, areOne);
      const now = await asOne(ctx.tx, [patientId, otherId]);
      const drafts = await draftedOf(ctx.tx, [...new Set([...before.all, ...now.all])]);
      return {
        result: { patientId },
        subjects: [`patient:${patientId}`, `patient:${otherId}`],
        details: { drafts: drafts.length },
        because,
        changes: [{ topic: 'drafts' }, { topic: 'charges' }, { topic: 'claims' }],
        jobs: drafts.map((id) => lookAnew(ctx.tx.tenant, id)),
      };
    },
  });

export const peopleCommands: readonly Command[] = [say(true), say(false)];

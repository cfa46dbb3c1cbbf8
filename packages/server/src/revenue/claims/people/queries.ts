import { z } from 'zod';
import { type Ctx, notFound, type Query, query, Refusal } from '../../../gate/index.ts';
import { namesakesOf, patientsById, saidOf } from '../../../ground/parties/index.ts';
import { patientBefore } from '../entry/queries.ts';
import { inBooks, type OfWhat, patientOf } from './store.ts';
import type { Namesake, Namesakes } from './views.ts';

const most = 12;

/** A patient with what is known of them: by the last charge or draft, else by the last claim of the books. */
async function namesake(ctx: Pick<Ctx, 'tx'>, patientId: string, said: 'one' | 'two' | undefined): Promise<Namesake> {
  const { id, patient, coverages, seenOn } = await patientBefore(ctx, patientId);
  const books = await inBooks(ctx.tx, patientId);
  const own = coverages.map(({ payerName, memberId }) => ({ payerName, memberId }));
  const { last, first, birthDate, address } = patient;
  const seen = seenOn ?? books.seenOn;
  return {
    ...{ patientId: id, last, first, claims: books.claims },
    members: own.length > 0 || books.memberId === undefined ? own : [{ payerName: books.payerName, memberId: books.memberId }],
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(address === undefined ? {} : { address }),
    ...(seen === undefined ? {} : { seenOn: seen }),
    ...(said === undefined ? {} : { said }),
  };
}

const namesakes = query<OfWhat, Namesakes>({
  name: 'revenue/claims/namesakes',
  summary: 'See who else bears a patient’s name and birth date',
  permission: 'claims.read',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit', 'emergency'], patients: 'many', rows: most, fields: ['identity', 'coverage'] },
  input: z.object({ draftId: z.uuid().optional(), claimId: z.uuid().optional(), chargeId: z.uuid().optional() }),
  read: async (ctx, of) => {
    if (Object.values(of).filter((id) => id !== undefined).length !== 1)
      throw new Refusal('bad-input', 'Name one claim or charge.', { fix: 'Give one of draftId, claimId and chargeId.' });
    const id = await patientOf(ctx.tx, of);
    if (id === undefined) throw notFound('patient');
    const said = await saidOf(ctx.tx, id);
    const ids = [...new Set([...(await namesakesOf(ctx.tx, id)), ...said.keys()])].filter((other) => other !== id);
    // Of whoever is limited, those that they see.
    const seen = await patientsById(ctx.tx, ids, most);
    const own = await namesake(ctx, id, undefined);
    const others: Namesakes['others'][number][] = [];
    for (const other of seen) others.push(await namesake(ctx, other.id, said.get(other.id)));
    return { own, others };
  },
  subjects: ({ own, others }) => [own, ...others].map(({ patientId }) => `patient:${patientId}`),
});

export const peopleQueries: readonly Query[] = [namesakes];

import type { Cents } from '@claimwright/core/ground/base';
import { z } from 'zod';
import { notFound, pageOf, type Query, query, readCursor } from '../../gate/index.ts';
import type { Page } from '../../gate/views.ts';
import { patientOwes } from './patient/store.ts';
import { chargeStates } from './schema.ts';
import { chargeById, chargePage, countCharges } from './store.ts';
import type { ChargeDetail, ChargeRow } from './views.ts';

const input = z.object({ state: z.enum(chargeStates), cursor: z.string().max(500).optional() });
const pageSize = 50;

const list = query<z.infer<typeof input>, Page<ChargeRow>>({
  name: 'revenue/charges/charges',
  summary: 'See the list of charges',
  permission: 'claims.read',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit', 'emergency'], patients: 'many', rows: 50, fields: ['identity', 'money'] },
  input,
  read: async ({ tx }, { state, cursor }) => {
    const after = readCursor(z.tuple([z.uuid()]), cursor)?.[0];
    const page = pageOf(await chargePage(tx, state, after, pageSize + 1), pageSize, (row) => [row.id]);
    const total = await countCharges(tx, state);
    const owed = await patientOwes(
      tx,
      page.rows.map(({ id }) => id),
    );
    return {
      ...page,
      total,
      rows: page.rows.map(({ servedFrom, ...row }) => ({
        ...{ ...row, ...owing(owed, row.id) },
        ...(servedFrom === null ? {} : { servedFrom }),
      })),
    };
  },
  subjects: ({ rows }) => rows.map(({ id }) => `charge:${id}`),
});

const owing = (owed: ReadonlyMap<string, Cents>, id: string): { patientOwes?: Cents } => {
  const patientOwes = owed.get(id);
  return patientOwes === undefined ? {} : { patientOwes };
};

const one = query<{ chargeId: string }, ChargeDetail>({
  name: 'revenue/charges/charge',
  summary: 'See a charge as it was entered',
  permission: 'claims.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'audit', 'emergency'],
    patients: 'one',
    rows: 1,
    fields: ['identity', 'coverage', 'clinical', 'money'],
  },
  input: z.object({ chargeId: z.uuid() }),
  read: async ({ tx }, { chargeId }) => {
    const found = await chargeById(tx, chargeId);
    if (found === undefined) throw notFound('charge');
    const { servedFrom, ...row } = found;
    const owed = await patientOwes(tx, [chargeId]);
    return { ...row, ...owing(owed, chargeId), ...(servedFrom === null ? {} : { servedFrom }) };
  },
  subjects: ({ id }) => [`charge:${id}`],
});

export const chargeQueries: readonly Query[] = [list, one];

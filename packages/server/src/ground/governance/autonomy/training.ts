import { checkFeature, learningTables, setByPeople } from '@claimwright/core/ground/governance';
import { findIdentifiers, usDictionaries } from '@claimwright/core/ground/governance/deid';
import { z } from 'zod';
import { type Query, query } from '../../../gate/index.ts';
import { learningColumns, learningRows } from './store.ts';
import type { TrainingView } from './views.ts';

const size = 2000;

/** Reads every value that anything is learnt from, and says where one is not listed, has another form, or tells who somebody is. */
export const training: Query = query<Record<string, never>, TrainingView>({
  name: 'ground/governance/training',
  summary: 'See what is learnt from, and that it names nobody',
  permission: 'autonomy.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx, now }) => {
    const facts = { dictionaries: usDictionaries(), known: [], asOf: now.getUTCFullYear() };
    const names = (text: string) => findIdentifiers(text, facts).map((found) => found.class);
    const findings: TrainingView['findings'][number][] = [];
    for (const { table, column } of await learningColumns(tx))
      if (!setByPeople.includes(table) && learningTables[table]?.columns[column] === undefined)
        findings.push({ table, column, rows: 0, says: 'is not listed' });
    const datasets: TrainingView['datasets'][number][] = [];
    for (const [table, { serves, columns }] of Object.entries(learningTables)) {
      let rows = 0;
      const wrong = new Map<string, number>();
      for (let from = 0; ; from += size) {
        const page = await learningRows(tx, table, from, size);
        rows += page.length;
        for (const row of page)
          for (const [column, form] of Object.entries(columns)) {
            const says = checkFeature(form, row[column], names);
            if (says !== undefined) wrong.set(`${column}\n${says}`, (wrong.get(`${column}\n${says}`) ?? 0) + 1);
          }
        if (page.length < size) break;
      }
      datasets.push({ table: `autonomy.${table}`, origin: 'de-identified', serves, rows });
      for (const [what, count] of wrong) {
        const [column = '', says = ''] = what.split('\n');
        findings.push({ table, column, rows: count, says });
      }
    }
    return { datasets, findings };
  },
});

import type { ScrubFacts } from '../../facts.ts';
import { day, dental, institutional, medical, servedOn, vision } from '../claims.ts';
import { sampleRows } from '../rows.ts';
import { tablesOf } from '../tables.ts';
import { type EditCases, made } from './case.ts';

const later = tablesOf(sampleRows, day('2026-04-01'));
const ofTheDay = tablesOf(sampleRows, servedOn);
/** The claim's day lies before what was loaded. */
const unloaded = (facts: ScrubFacts): ScrubFacts => ({ ...facts, tables: later });
const loaded = (facts: ScrubFacts): ScrubFacts => ({ ...facts, tables: ofTheDay });
const without = (facts: ScrubFacts, ...tables: readonly ('pairs' | 'limits' | 'diagnoses')[]): ScrubFacts => ({
  ...facts,
  tables: {
    ...ofTheDay,
    ...(tables.includes('pairs') && { pair: later.pair }),
    ...(tables.includes('limits') && { unitLimit: later.unitLimit }),
    ...(tables.includes('diagnoses') && { diagnosis: later.diagnosis }),
  },
});
const undated = { line: { servedOn: undefined } } as const;

export const loadedCases: readonly EditCases[] = [
  made(
    'tables-not-loaded',
    [
      unloaded(medical(['99213'])),
      unloaded(dental(['D0120'])),
      unloaded(institutional(['93000'])),
      unloaded(vision(['92014'])),
      unloaded(medical(['99213', '93000'])),
      without(medical(['93000']), 'pairs'),
      without(institutional(['99213']), 'limits'),
      without(medical(['92014']), 'diagnoses'),
      without(medical(['99213'], { payer: { ncci: false } }), 'diagnoses', 'pairs'),
      unloaded(medical(['Z6001'], { claim: { frequency: '7' } })),
    ],
    [
      loaded(medical(['99213'])),
      loaded(dental(['D0120'])),
      loaded(institutional(['93000'])),
      loaded(vision(['92014'])),
      loaded(medical(['99213', '93000'])),
      without(dental(['D2740#14']), 'pairs', 'limits', 'diagnoses'),
      without(medical(['92014'], { payer: { ncci: false } }), 'pairs', 'limits'),
      unloaded(medical(['99214'], { claim: { frequency: '8' } })),
      unloaded(medical(['Z6001'], undated)),
      unloaded(medical(['99213'], { line: { servedOn: day('2026-04-01') } })),
    ],
  ),
];

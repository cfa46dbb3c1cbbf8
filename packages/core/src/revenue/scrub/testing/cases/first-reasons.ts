import { day, dental, institutional, medical } from '../claims.ts';
import { cases, made } from './case.ts';

const visit = (diagnoses: readonly string[]) => medical(['99213'], { diagnoses });
const aged = ([code, born]: readonly [string, string]) =>
  medical(['99213'], { diagnoses: [code], patient: { birthDate: day(born), sex: 'M' } });

export const firstReasonCases = [
  made(
    'external-cause-first',
    [
      ...['W19XXXA', 'V8901XA', 'X58XXXA', 'Y9301', 'Y92009'].map((code) => visit([code])),
      visit(['W19XXXA', 'S93401A']),
      medical(['99213', '93000>2'], { diagnoses: ['S93401A', 'X58XXXA'] }),
      medical(['99213>2'], { diagnoses: ['S93401A', 'V8901XA'] }),
      institutional(['99213'], { diagnoses: ['Y9301', 'S93401A'] }),
      dental(['D0120'], { diagnoses: ['W19XXXA'] }),
    ],
    [
      ...['W19XXXA', 'V8901XA', 'X58XXXA', 'Y9301', 'Y92009'].map((code) => visit(['S93401A', code])),
      visit(['S93401A']),
      medical(['99213>1,2', '93000>1,2'], { diagnoses: ['S93401A', 'X58XXXA'] }),
      institutional(['99213'], { diagnoses: ['S93401A', 'Y9301'] }),
      dental(['D0120']),
      visit(['Z947']),
    ],
  ),
  cases(
    'perinatal-of-an-adult',
    aged,
    [
      ['P0739', '1984-05-02'],
      ['P0739', '2008-03-10'],
      ['P0739', '1950-01-01'],
      ['P220', '1984-05-02'],
      ['P220', '1999-12-31'],
      ['P284', '1984-05-02'],
      ['P284', '2000-02-29'],
      ['P920', '1984-05-02'],
      ['P920', '2008-03-09'],
      ['P920', '1970-07-01'],
    ],
    [
      ['P0739', '2026-03-01'],
      ['P0739', '2025-06-01'],
      ['P0739', '2008-03-11'],
      ['P220', '2026-03-10'],
      ['P220', '2020-01-01'],
      ['P284', '2026-02-01'],
      ['P920', '2026-03-09'],
      ['E119', '1984-05-02'],
      ['S93401A', '1950-01-01'],
      // Its own ages are in the table, and held by them.
      ['P599', '1984-05-02'],
    ],
  ),
];

import { type Changes, dental, institutional, medical } from '../claims.ts';
import { cases, made } from './case.ts';
import { decisionOf, onward } from './onward.ts';

/** So many characters, in words of nine. */
const long = (length: number): string => 'FRACTURE '.repeat(120).slice(0, length).replace(/ $/, 'D');
const noted = (note: string | undefined, line?: string): Changes => ({
  claim: { note },
  ...(line === undefined ? {} : { line: { note: line } }),
});

const corrected = ([frequency, code = '99213']: readonly [string, string?]) =>
  medical([code], { claim: { frequency, originalPayerControlNumber: 'PC1' }, coverage: { filingIndicator: 'MB' } });
const again = ([frequency, filingIndicator]: readonly [string, string?]) =>
  medical(['99213'], { claim: { frequency, originalPayerControlNumber: 'PC1' }, coverage: { filingIndicator } });

const second = ([insuranceType, filingIndicator = 'MB']: readonly [string | undefined, string?]) =>
  onward('secondary', [['primary', decisionOf(0)], ['secondary']], { coverage: { filingIndicator, insuranceType } });

const leaving = (leftOut: readonly string[] | undefined): Changes => ({ claim: { leftOut } });
const left = (name: string) => leaving([name]);

export const goingOutCases = [
  made(
    'left-out-of-file',
    [
      medical(['99213'], left('REF*X4 (2300)')),
      medical(['99213'], left('DTP*435 (2300)')),
      medical(['99213', '97110'], left('REF*X4 (2400, line 2)')),
      medical(['97110'], left('DTP*454 (2300)')),
      medical(['99213'], left('CR1 (2300)')),
      medical(['99213'], left('the claim could not be compared with its file')),
      medical(['99213'], leaving(Array.from({ length: 40 }, (_, i) => `MEA*TR (2400, line ${i + 1})`))),
      institutional(['99213'], left('REF*P4 (2300)')),
      dental(['D2740#30'], left('DTP*472 (2300)')),
      dental(['D2740#30'], left('NM1*P3 (2310)')),
    ],
    [
      medical(['99213']),
      medical(['97110']),
      medical(['99213', '97110']),
      medical(['92014']),
      medical(['99213'], leaving([])),
      medical(['99214'], leaving(undefined)),
      institutional(['99213']),
      institutional(['99213'], leaving([])),
      dental(['D2740#30']),
      dental(['D2740#30'], leaving([])),
    ],
  ),
  made(
    'notes-too-long',
    [
      medical(['99213'], noted(long(81))),
      medical(['99213'], noted(undefined, long(81))),
      medical(['99213'], noted('Short.', long(800))),
      medical(['99213', '97110'], noted(undefined, long(100))),
      institutional(['99213'], noted(long(81))),
      institutional(['99213'], noted(long(60), long(40))),
      dental(['D2740#30'], noted(long(420))),
      dental(['D2740#30'], noted(undefined, long(400))),
      dental(['D2740#30', 'D2740#3'], noted(undefined, long(200))),
      dental(['D2740#30'], noted(long(300), long(100))),
    ],
    [
      medical(['99213'], noted(long(80))),
      medical(['99213'], noted(long(80), long(80))),
      medical(['99213', '97110'], noted(undefined, long(80))),
      medical(['99213']),
      institutional(['99213'], noted(long(80))),
      institutional(['99213'], noted(long(20), long(30))),
      dental(['D2740#30'], noted(long(390))),
      dental(['D2740#30'], noted(undefined, long(370))),
      dental(['D2740#30', 'D2740#3'], noted(long(40), long(130))),
      dental(['D2740#30']),
    ],
  ),
  cases(
    'medicare-takes-no-correction',
    corrected,
    [
      ['7'],
      ['8'],
      ['7', '97110'],
      ['8', '97110'],
      ['7', '92014'],
      ['8', '92014'],
      ['7', '92015'],
      ['8', '99214'],
      ['7', '99214'],
      ['8', '92250'],
    ],
    [['1'], ['1', '97110'], ['1', '92014'], ['1', '99214'], ['1', '92250']],
  ),
  cases(
    'medicare-takes-no-correction',
    again,
    [],
    [
      ['7', 'CI'],
      ['8', 'CI'],
      ['7', 'MC'],
      ['8', 'BL'],
      ['7', '16'],
    ],
  ),
  cases(
    'insurance-type-missing',
    second,
    [[undefined], [''], ['1'], ['99'], ['11'], ['17'], ['40'], ['44'], ['MB'], ['012']],
    [['12'], ['13'], ['14'], ['15'], ['16'], ['41'], ['42'], ['43'], ['47'], [undefined, 'CI'], [undefined, 'MC']],
  ),
];

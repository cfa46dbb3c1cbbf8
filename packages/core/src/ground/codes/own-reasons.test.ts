import { expect, test } from 'vitest';
import { checkReason, checkReasons, readFamily, reasonFamilies } from './index.ts';

test('a reason is read as people write it', () => {
  expect(checkReason({ carc: ' b99 ', words: ' Held  back\nfor review ', family: 'Denial' }).reason).toEqual({
    carc: 'B99',
    words: 'Held back for review',
    family: 'other',
  });
  expect(['patient', 'Patient share', 'timely filing', 'stays open', 'Refused: coding', 'nonsense'].map(readFamily)).toEqual([
    'patient-share',
    'patient-share',
    'timely-filing',
    'other',
    'coding',
    undefined,
  ]);
});

test('what is wrong is told row by row', () => {
  const rows = checkReasons([
    { carc: '997', words: 'Local discount', family: 'contractual' },
    { carc: 'CO-45', words: 'Discount', family: 'contractual' },
    { carc: '998', words: '', family: 'gift' },
    { carc: '997', words: 'Once more', family: 'coding' },
    { carc: '999', words: 'x'.repeat(601), family: 'coding' },
  ]);
  expect(rows.map((row) => [row.reason?.carc, row.wrong.length])).toEqual([
    ['997', 0],
    [undefined, 1],
    [undefined, 2],
    [undefined, 1],
    [undefined, 1],
  ]);
  expect(rows[3]?.wrong).toEqual(['Row 1 has this code already.']);
});

test('a refusal cannot be named into a write-off or a patient’s debt; it may be sorted otherwise, and given other words', () => {
  const families = Object.keys(reasonFamilies);
  const taken = families.filter((family) => checkReason({ carc: '50', words: 'Ours', family }).reason !== undefined);
  expect(taken).toEqual(
    families.filter((family) => !['contractual', 'sequestration', 'withhold', 'capitation', 'patient-share'].includes(family)),
  );
  expect(checkReason({ carc: '45', words: 'Our own words', family: 'contractual' }).wrong).toEqual([]);
  expect(checkReason({ carc: '246', words: 'Reporting only', family: 'contractual' }).wrong).toEqual([]);
});

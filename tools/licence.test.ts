import { describe, expect, test } from 'vitest';
import { checkCodeList, namedProcedures, readCodeList, unlistedProcedures } from './tidy/procedure-codes.ts';
import { report } from './tidy/rule.ts';
import { trackedFiles } from './tidy/tracked-files.ts';

const files = trackedFiles();
const list = files.find(({ path }) => path === 'golden/codes.tsv');

describe('the codes that others own', () => {
  test('the list of codes is short and in our own words', () => {
    expect(list).toBeDefined();
    const { entries, problems } = readCodeList(list?.text ?? '');
    expect([...problems, ...checkCodeList(entries)]).toEqual([]);
  });

  test('no file names a procedure code that is not in the list', () => {
    const { entries } = readCodeList(list?.text ?? '');
    const breaches = unlistedProcedures(files, new Set(entries.map(({ code }) => code)));
    const advice = 'Use a code of golden/codes.tsv, or add a row there with our own word for it.';
    expect(breaches, report(advice, breaches)).toHaveLength(0);
  });
});

describe('the search for procedure codes', () => {
  // Put together here, so that this file names none of them.
  const medical = '9'.repeat(5);
  const dental = `D${'9'.repeat(4)}`;
  test.each([
    `SV1*HC:${medical}:25*100*UN*1***1~`,
    `SVC*HC>${medical}*100*80~`,
    `a crown (${dental}) on tooth 14`,
    `{ procedure: '${medical}', units: 1 }`,
    `"cptCodes": ["${medical}"]`,
    `const code = \`${medical}\`;`,
  ])('sees %s', (line) => {
    expect(namedProcedures(line).map(({ code }) => code)).toEqual([line.includes(dental) ? dental : medical]);
  });

  test.each([
    `postalCode: '${medical}'`,
    `zip code '${medical}'`,
    `if (codeOf(error) === '${medical}') return;`,
    `amount: '${medical}'`,
    `CLP*${medical}*1*100~`,
    `sha512-D${'1'.repeat(5)}`,
    `errorCode: '${'2'.repeat(6)}'`,
  ])('leaves %s alone', (line) => {
    expect(namedProcedures(line)).toEqual([]);
  });

  test('a long or official description is refused', () => {
    const rows = ['code\tsystem\twords', `${medical}\tCPT\tone two three four five`, `${medical}\tCPT\ttwice`].join('\n');
    const { entries } = readCodeList(rows);
    expect(checkCodeList(entries)).toHaveLength(2);
  });
});

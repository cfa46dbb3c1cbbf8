import { describe, expect, test } from 'vitest';
import { bytesOf, claimsFile, remitFile } from '../../testing/files.ts';
import type { X12Finding } from '../types.ts';
import { createChecker, overlayFrom } from '../views/check.ts';
import { OverlayError } from './overlay-error.ts';

/** A typical companion guide, in about twenty lines. */
const guide = {
  name: 'Cedar Mutual, professional claims of 2024',
  set: '837',
  version: '005010X222',
  rules: [
    { at: '2300 CLM01', maxLength: 20 },
    { at: '2000B SBR09', values: ['CI', 'HM'] },
    { at: '2010BA NM109', required: true, minLength: 4 },
    { at: '2010BB NM109', values: ['CEDAR'] },
    { at: '2310B', required: true, says: 'Cedar Mutual pays only a named rendering provider.' },
    { at: '2300 REF', where: { '1': ['F8'] }, when: { at: '2300 CLM05-3', values: ['7', '8'] }, required: true },
    { at: '2300 REF', where: { '1': ['G1'] }, most: 1 },
    { at: '2300 PWK', forbidden: true, severity: 'warning' },
    { at: '2400', most: 6 },
    { at: '2400 SV103', values: ['UN'] },
    { at: '2400 SV104', required: true },
  ],
};

const ofGuide = (text: string) => check(text, guide).filter(({ code }) => code === 'overlay');
function check(text: string, ...overlays: object[]): X12Finding[] {
  const findings: X12Finding[] = [];
  const checker = createChecker((finding) => findings.push(finding), { overlays: overlays.map(overlayFrom) });
  checker.push(bytesOf(text));
  checker.end();
  return findings;
}
const told = (text: string) => ofGuide(text).map(({ at, says, bytes: { from, to } }) => ({ at, says, bytes: text.slice(from, to) }));

describe('a companion guide', () => {
  test('finds nothing where a claim keeps to it', () => {
    expect(check(claimsFile(), guide)).toEqual([]);
  });

  test('says where a claim does not, by its name and at SNIP level 7', () => {
    const text = claimsFile().replace('SBR*P*18*GRP7******CI', 'SBR*P*18*GRP7******MC');
    const [finding] = check(text, guide);
    expect(finding).toMatchObject({
      code: 'overlay',
      severity: 'error',
      snip: 7,
      at: '2000B SBR09',
      says: 'SBR09 must be CI or HM.',
      overlay: guide.name,
      control: '0001',
    });
    expect(text.slice(finding?.bytes.from, finding?.bytes.to)).toBe('MC');
  });

  test.each([
    [
      'a required loop',
      ['NM1*82*1*FENWICK*OAKLEY****XX*1679523708~', ''],
      '2310B',
      'Cedar Mutual pays only a named rendering provider.',
      'CLM*CW2001*150***11:B:1*Y*A*Y*Y',
    ],
    [
      'a required segment, where another element says so',
      ['11:B:1*Y', '11:B:7*Y'],
      '2300 REF',
      '2300 REF F8 is missing.',
      'CLM*CW2001*150***11:B:7*Y*A*Y*Y',
    ],
    ['too many of one kind', ['HI*ABK', 'REF*G1*A~REF*G1*B~HI*ABK'], '2300 REF', '2300 REF stands more often than 1 times.', 'REF*G1*B'],
    ['what is not wanted', ['HI*ABK', 'PWK*OZ*BM***AC*1~HI*ABK'], '2300 PWK', '2300 PWK is not wanted.', 'PWK*OZ*BM***AC*1'],
    ['too long', ['CLM*CW2001*', 'CLM*CW2001CW2001CW2001CW2001*'], '2300 CLM01', 'CLM01 is longer than 20.', 'CW2001CW2001CW2001CW2001'],
    ['a missing element', ['*50*UN*1***1', '*50*UN****1'], '2400 SV104', 'SV104 is missing.', ''],
    ['too short', ['MI*M100', 'MI*M1'], '2010BA NM109', 'NM109 is shorter than 4.', 'M1'],
  ])('%s', (_, [from, to], at, says, bytes) => {
    const text = claimsFile().replace(from as string, to as string);
    const count = Number(/SE\*(\d+)/.exec(text)?.[1]);
    const right = text.replace(`SE*${count}`, `SE*${text.split('~').length - 5}`);
    expect(told(right)).toEqual([{ at, says, bytes }]);
  });

  test('is for the grammar that a set is read by, whatever its group is called', () => {
    const text = claimsFile({ version: '005010X223A2' }).replace('ST*837*0001*005010X223A2', 'ST*837*0001*005010X222A1');
    expect(check(text.replace('******CI', '******MC'), guide).map(({ code }) => code)).toEqual(['st.version', 'overlay']);
  });

  test('a pattern is held by the whole value, and an empty one is for required to say', () => {
    const held = (pattern: string, claim = 'CW2001') =>
      check(claimsFile().replace('CLM*CW2001', `CLM*${claim}`), { ...guide, rules: [{ at: '2300 CLM01', pattern }] })
        .filter(({ code }) => code === 'overlay')
        .map(({ at, says }) => `${at}: ${says}`);
    const fits = 'CW\\d{4}(?:-[A-Z]{2})?|X\\(1\\)';
    expect(held(fits)).toEqual(held(fits, 'CW2001-AB'));
    expect(held(fits, 'XCW20019')).toHaveLength(held(fits).length + 1);
    expect(held(fits, 'XCW20019')).toContain(`2300 CLM01: CLM01 does not fit ${fits}.`);
    expect(held('[A-Z0-9.+*|()-]*', 'CW2001')).toEqual([]);
  });

  test('is silent about other sets', () => {
    expect(check(remitFile(), guide)).toEqual([]);
  });

  test.each([
    [{ ...guide, rules: [{ at: '2300 XYZ' }] }, 'rules[0]: 2300 XYZ is not in this set'],
    [{ ...guide, rules: [{ at: '2300 CLM40' }] }, 'rules[0]: CLM has no element 40'],
    [{ ...guide, rules: [{ at: '2300 CLM01', longest: 3 }] }, 'rules[0]: "longest" is no word of an overlay'],
    [{ ...guide, version: '999' }, 'set, version: must name a set that is known'],
    [[], 'the overlay: must be an object'],
    [{ ...guide, rules: [{ at: '2300 CLM01', pattern: '([A-Z' }] }, 'rules[0]: "pattern" is no regular expression of JavaScript'],
    [{ ...guide, rules: [{ at: '2300 CLM01', pattern: 'A'.repeat(201) }] }, 'rules[0]: "pattern" must have at most 200 signs'],
    [{ ...guide, rules: [{ at: '2300 REF', pattern: 'A' }] }, 'rules[0]: "pattern" is of an element'],
    ...['(A+)+', '((A|AA))*', '(A*){2,}', '(?:A{1,9})+'].map((pattern): [unknown, string] => [
      { ...guide, rules: [{ at: '2300 CLM01', pattern }] },
      'rules[0]: "pattern" must not repeat a group that repeats or chooses within',
    ]),
    [{ ...guide, rules: [{ at: '2300 CLM01', pattern: 'A*B*C*D*' }] }, 'rules[0]: "pattern" must have at most 3 of * and +'],
    [{ ...guide, rules: [{ at: '2300 CLM01', pattern: '(A)\\1' }] }, 'rules[0]: "pattern" must not refer back to a group'],
  ])('%#: what is wrong with a guide itself is said', (wrong, says) => {
    expect(() => overlayFrom(wrong)).toThrow(OverlayError);
    expect(() => overlayFrom(wrong)).toThrow(says);
  });
});

test('code lists, where they are given: SNIP level 5 with the day of service', () => {
  const asked: string[] = [];
  const findings: X12Finding[] = [];
  const checker = createChecker((finding) => findings.push(finding), {
    codes: {
      has: (kind, code, on) => {
        asked.push(`${kind} ${code} ${on}`);
        return kind === 'remark' ? undefined : !['92014', '45', 'E119'].includes(code);
      },
    },
  });
  checker.push(bytesOf(claimsFile()));
  checker.push(bytesOf(remitFile()));
  checker.end();
  expect(asked).toContain('procedure 92014 2024-03-01');
  const unknown = findings.filter(({ snip }) => snip === 5);
  expect(unknown.map(({ at, says }) => ({ at, says }))).toEqual([
    { at: '2300 HI', says: '2300 HI holds E119, which is no diagnosis on 2024-03-01.' },
    { at: '2400 SV101-2', says: '2400 SV101-2 holds 92014, which is no procedure on 2024-03-01.' },
    { at: '2110 CAS02', says: '2110 CAS02 holds 45, which is no adjustment reason on 2024-03-01.' },
    { at: '2110 CAS02', says: '2110 CAS02 holds 45, which is no adjustment reason.' },
  ]);
});

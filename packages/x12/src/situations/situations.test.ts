import { describe, expect, test } from 'vitest';
import { bytesOf, claimsFile, remitFile } from '../../testing/files.ts';
import { compiledSet } from '../engine/reader.ts';
import { readOverlay } from '../overlays/overlay.ts';
import { createChecker } from '../views/check.ts';
import { isProviderNumber } from './check-situations.ts';
import { standardRules } from './standard-rules.ts';

function check(text: string): string[] {
  const right = text.replace(/SE\*\d+\*/, `SE*${text.split('~').length - 5}*`);
  const told: string[] = [];
  const checker = createChecker(({ severity, snip, at, says }) => told.push(`${severity} ${snip} ${at} ${says}`));
  checker.push(bytesOf(right));
  checker.end();
  return told;
}
const changed = (from: string | RegExp, to: string) => {
  const text = claimsFile();
  expect(text.replace(from, to)).not.toBe(text);
  return check(text.replace(from, to));
};

test('every rule of the standard speaks of what its set has', () => {
  for (const { name, set, version, rules } of standardRules)
    expect(() => readOverlay({ name, set, version, rules }, compiledSet)).not.toThrow();
});

describe('a claim', () => {
  test('that is right has nothing to be said of it', () => {
    expect(check(claimsFile())).toEqual([]);
  });

  test.each([
    ['no day of service', /DTP\*472[^~]*~/, '', 'error 4 2400 DTP The day of the service is missing (DTP 472).'],
    ['two days of one service', /(DTP\*472[^~]*~)/, '$1$1', 'error 4 2400 DTP 2400 DTP stands more often than 1 times.'],
    ['no tax number', /REF\*EI[^~]*~/, '', 'error 4 2010AA REF The billing provider has no tax number (REF EI or SY).'],
    ['no birth date of the patient', /DMG[^~]*~/, '', 'error 4 2010BA DMG The patient’s birth date and sex are missing.'],
    ['no street of the patient', 'N3*12 ELM ST~', '', 'warning 4 2010BA N3 The patient’s street is missing.'],
    ['a replacement without the payer’s number', '11:B:1*', '11:B:7*', 'error 4 2300 REF The payer’s number of the claim'],
    ['an accident without its day', '*Y*Y~HI', '*Y*Y**OA~HI', 'error 4 2300 DTP The day of the accident is missing (DTP 439).'],
    ['a stay without its beginning', '***11:B:1', '***21:B:1', 'error 4 2300 DTP The day of the admission is missing (DTP 435).'],
    ['a second payer without the first', 'SBR*P*18', 'SBR*S*18', 'error 4 2320 Who paid before is missing (loop 2320).'],
    ['nobody is the patient', 'SBR*P*18', 'SBR*P*', 'error 4 2000B SBR02 Neither is the subscriber'],
    ['a sex that is none', '19700410*F', '19700410*Q', 'error 2 2010BA DMG03 DMG03 must be F or M or U.'],
    ['a plan that is none', '******CI', '******QQ', 'error 2 2000B SBR09 SBR09 must be'],
    ['born tomorrow', 'D8*19700410', 'D8*20810410', 'error 4 2010BA DMG02 The patient is born after the day of the file.'],
    [
      'a period the wrong way round',
      /DTP\*472\*D8\*\d{8}/,
      'DTP*472*RD8*20240309-20240301',
      'error 4 2400 DTP03 The period ends before it begins.',
    ],
    ['a pointer to nothing', '***1:2', '***1:9', 'error 4 2400 SV107 The line points to a diagnosis that the claim does not have.'],
    ['a number whose check digit is wrong', '1679523708', '1679523707', 'warning 5 2310B NM109 The provider’s number (NPI)'],
    ['no units', '*UN*1*', '*UN*0*', 'warning 4 2400 The line counts no units.'],
  ])('%s', (_, from, to, says) => {
    expect(changed(from, to).filter((one) => one.startsWith(says))).toHaveLength(1);
  });
});

test('a remit whose codes are none, and whose patient owes something else', () => {
  expect(check(remitFile())).toEqual([]);
  const wrong = remitFile()
    .replace('*C*ACH*', '*C*QQQ*')
    .replace('CW1001*1*150*120*10*', 'CW1001*99*150*120*55*')
    .replace('CAS*CO*45*10', 'CAS*ZZ*45*10');
  expect(check(wrong)).toEqual([
    'error 2 BPR04 BPR04 must be ACH or BOP or CHK or FWT or NON.',
    'error 2 2100 CLP02 CLP02 must be 1 or 2 or 3 or 4 or 19 or 20 or 21 or 22 or 23 or 25.',
    'error 2 2110 CAS01 CAS01 must be CO or CR or OA or PI or PR.',
    'warning 4 2100 CLP05 What the patient owes is not the sum of the reasons of group PR.',
  ]);
});

test('numbers of providers, by their check digit', () => {
  for (const right of ['1234567893', '1999999984', '1215193883', '1053386219', '1679523708', '1992861900', '1760461313'])
    expect([right, isProviderNumber(right)]).toEqual([right, true]);
  for (const wrong of ['1234567890', '2342342345', '1231231234', '3234567893', '12345678'])
    expect([wrong, isProviderNumber(wrong)]).toEqual([wrong, false]);
});

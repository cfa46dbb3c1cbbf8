import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf, claim, claimsFile, claimsHead, fileOf, read, remitClaim, remitFile, remitHead } from '../../testing/files.ts';
import { envelope } from '../definitions/index.ts';
import { createDiff, type DiffOptions, differenceLine } from './diff.ts';

function diff(a: string, b: string, options?: DiffOptions, size = 1 << 20) {
  const lines: string[] = [];
  const compare = createDiff((difference) => lines.push(differenceLine(difference)), options);
  const feed = (side: 'a' | 'b', text: string) => {
    const bytes = bytesOf(text);
    for (let i = 0; i < bytes.length; i += size) compare[side].push(bytes.subarray(i, i + size));
  };
  feed('a', a);
  feed('b', b);
  return { lines, ...compare.end() };
}

const golden = join(import.meta.dirname, '../../../../golden/x12');
const files = readdirSync(golden, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.edi'))
  .map((path) => [path, readFileSync(join(golden, path), 'latin1')] as const);

const other = remitClaim.map((segment) => segment.replace('CW1001', 'CW1002').replace('PCN77', 'PCN78'));
const two = fileOf('835', [...remitHead, ...remitClaim, ...other]).replace('BPR*I*120', 'BPR*I*240');

describe('diff in the words of a biller', () => {
  test.each([
    ['SVC*HC:93000*50*40**1', 'SVC*HC:93000*50*45**1', 'claim CW1001, line 2: paid 40.00 → 45.00'],
    ['CLP*CW1001*1*150*120*10', 'CLP*CW1001*2*150*120*10', 'claim CW1001: claim status 1 → 2'],
    ['CAS*PR*2*10', 'CAS*PR*2*15', 'claim CW1001, line 1, adjustment PR 2: adjusted 10.00 → 15.00'],
    ['~CAS*PR*2*10', '', 'claim CW1001, line 1: adjustment PR 2 is missing: 10.00'],
    ['~AMT*B6*90', '~AMT*B6*90~AMT*AU*80.5', 'claim CW1001, line 1: amount AU is new: 80.50'],
    ['QUILL*TAMSIN', 'QUILL*MARGIT', 'claim CW1001, patient: first name TAMSIN → MARGIT'],
    ['REF*EA*R1', 'REF*EA*R2', 'claim CW1001, reference EA: reference R1 → R2'],
    ['SVC*HC:99213:25', 'SVC*HC:99213', 'claim CW1001, line 1: procedure HC:99213:25 → HC:99213'],
    ['BPR*I*120', 'BPR*I*121', 'payment EFT0001, payment: payment 120.00 → 121.00'],
    ['TRN*1*EFT0001*1512345678~', 'TRN*1*EFT0001*1512345679~', 'payment EFT0001, trace: payer id 1512345678 → 1512345679'],
    ['PCN77', 'PCN79', 'claim CW1001: payer control number PCN77 → PCN79'],
  ])('835: %s becomes %s', (from, to, line) => expect(diff(remitFile(), remitFile().replace(from, to)).lines).toEqual([line]));

  test.each([
    ['SV1*HC:99213*50', 'SV1*HC:99213*55', 'claim CW2001, line 2: charged 50.00 → 55.00'],
    ['ABF:E119', 'ABF:E118', 'claim CW2001, diagnoses and codes ABF: code ABF:E119 → ABF:E118'],
    ['NM1*85*2*LARKSPUR CLINIC', 'NM1*85*2*LARKSPUR', 'claim CW2001, billing provider: name LARKSPUR CLINIC → LARKSPUR'],
    ['19700410', '19700411', 'claim CW2001, subscriber, birth and sex: date of birth 19700410 → 19700411'],
    ['*0*P*:~', '*0*T*:~', 'claim CW2001, envelope: production or test P → T'],
  ])('837: %s becomes %s', (from, to, line) => expect(diff(claimsFile(), claimsFile().replace(from, to)).lines).toEqual([line]));

  test('claims and whole payments that are missing or new', () => {
    expect(diff(two, remitFile().replace('BPR*I*120', 'BPR*I*240')).lines).toEqual([
      'claim CW1002 (charged 150.00, paid 120.00, patient responsibility 10.00) is missing',
    ]);
    expect(diff(remitFile(), two).lines).toEqual([
      'payment EFT0001, payment: payment 120.00 → 240.00',
      'claim CW1002 (charged 150.00, paid 120.00, patient responsibility 10.00) is new',
    ]);
    expect(diff(remitFile(), remitFile().replace('EFT0001', 'EFT0002')).lines).toEqual([
      'claim CW1001: stands in payment EFT0001 → EFT0002',
      'payment EFT0001 (payment 120.00) is missing',
      'payment EFT0002 (payment 120.00) is new',
    ]);
  });

  test('what many claims have in common is told once', () => {
    const many = [1, 2, 3].flatMap((n) => claim.map((segment) => segment.replace('CW2001', `CW${n}`)));
    const text = fileOf('837', [...claimsHead, ...many]);
    expect(diff(text, text.replace('7 LARK LN', '8 LARK LN')).lines).toEqual([
      'claim CW1, billing provider, street: address 7 LARK LN → 8 LARK LN (and for 2 more)',
    ]);
  });
});

describe('diff by meaning', () => {
  test('delimiters, line breaks, control numbers, dates of the envelope and the way to write an amount do not matter', () => {
    const [head = '', ...rest] = claimsFile().replace('*150*', '*150.0*').split('~');
    const changed = [head.replace('240315*0941*^*00501*000000001', '240316*0942*^*00501*000000777'), ...rest]
      .join('~\n')
      .replace('20240315*0941*1*X', '20240316*0942*9*X')
      .replace('B1*20240315', 'B2*20240316')
      .replace('ST*837*0001', 'ST*837*0009')
      .replaceAll('*', '|')
      .replaceAll(':', '>')
      .replaceAll('^', '<');
    expect(diff(claimsFile(), changed).lines).toEqual([]);
    const strict = diff(claimsFile(), changed, { strict: true }).lines;
    for (const said of [
      'interchange control number',
      'group control number',
      'set control number',
      'component separator',
      'reference B1 → B2',
      'LF',
    ])
      expect(strict.some((line) => line.includes(said))).toBe(true);
    expect(diff(claimsFile(), claimsFile(), { strict: true }).lines).toEqual([]);
  });

  test('the order of claims, and how adjustments are packed, do not matter', () => {
    const turned = fileOf('835', [...remitHead, ...other, ...remitClaim]).replace('BPR*I*120', 'BPR*I*240');
    expect(diff(two, turned).lines).toEqual([]);
    expect(diff(two, turned, { strict: true }).lines).toContain('claim CW1002: place in the file 2 → 1');
    const packed = remitFile().replace('CAS*CO*45*10~CAS*PR*2*10', 'CAS*CO*45*10~CAS*PR*1*5**2*5');
    const apart = remitFile().replace('CAS*CO*45*10~CAS*PR*2*10', 'CAS*PR*2*5~CAS*PR*1*5.00~CAS*CO*45*10');
    expect(diff(packed, apart).lines).toEqual([]);
  });

  test('the order of diagnoses matters: lines point to them', () => {
    const three = claimsFile().replace('ABF:E119', 'ABF:E119*ABF:H5214');
    expect(diff(three, three.replace('ABF:E119*ABF:H5214', 'ABF:H5214*ABF:E119')).differences).toBe(2);
  });

  test.each(files)('%s equals itself in chunks of any size, and no element of it can change unseen', (_, text) => {
    expect(diff(text, text, { strict: true }, 7)).toMatchObject({ differences: 0, status: 0 });
    const { element = '*', segment: terminator = '~' } = read(text).envelopes[0]?.separators ?? {};
    const segments = text.split(terminator);
    segments.forEach((segment, at) => {
      const [id = '', ...elements] = segment.trim().split(element);
      if (/ISA$|^(SE|GE|IEA)?$/.test(id)) return;
      const formal = [...(envelope.find((one) => one.id === id)?.formal ?? []), ...({ BHT: [3, 4, 5], HL: [1, 2, 4], LX: [1] }[id] ?? [])];
      elements.forEach((value, i) => {
        if (value === '' || formal.includes(i + 1)) return;
        const changed = [...segments];
        changed[at] = segment.replace(`${element}${elements.slice(0, i + 1).join(element)}`, (all) => `${all}7Q`);
        expect(diff(text, changed.join(terminator)).differences, `${segment} element ${i + 1}`).toBeGreaterThan(0);
      });
    });
  });

  test('what cannot be read has no meaning', () => {
    expect(diff('a shopping list', remitFile())).toMatchObject({ readable: [false, true], status: 2 });
  });
});

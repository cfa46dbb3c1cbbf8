import { describe, expect, test } from 'vitest';
import { decideLook, isCutOff, type ListedFile } from './decide-look.ts';

const file = (name: string, size = 10, modifiedAt = 1, inode?: string): ListedFile => ({
  ...{ name, size, modifiedAt },
  ...(inode === undefined ? {} : { inode }),
});
const look = (listed: readonly ListedFile[], seen: readonly ListedFile[], patterns: readonly string[] = []) => {
  const { settled, waiting } = decideLook({ listed, seen, patterns });
  return [settled.map(({ name }) => name), waiting.map(({ name, why }) => `${name} ${why}`)];
};

describe('a file is taken when it is whole', () => {
  test('as two looks saw it alike', () => {
    expect(look([file('a.835')], [])).toEqual([[], ['a.835 growing']]);
    expect(look([file('a.835')], [file('a.835')])).toEqual([['a.835'], []]);
    expect(look([file('a.835', 11)], [file('a.835', 10)])).toEqual([[], ['a.835 growing']]);
    expect(look([file('a.835', 10, 2)], [file('a.835', 10, 1)])).toEqual([[], ['a.835 growing']]);
  });

  test.each(['a.835.part', 'a.835.filepart', 'a.tmp', '.a.835', 'a.835~', '~a.835', 'A.835.TMP'])('and never as %s', (name) => {
    expect(look([file(name)], [file(name)])).toEqual([[], [`${name} unfinished-name`]]);
  });

  test('at once where it was written under another name and renamed', () => {
    expect(look([file('a.835', 10, 1, '7')], [file('a.835.part', 10, 1, '7')])).toEqual([['a.835'], []]);
    expect(look([file('a.835')], [file('a.835.filepart')])).toEqual([['a.835'], []]);
    // Another file, one that was written on, or one whose unfinished name is still there.
    expect(look([file('a.835', 10, 1, '8')], [file('a.835.part', 10, 1, '7')])).toEqual([[], ['a.835 growing']]);
    expect(look([file('a.835', 12, 2, '7')], [file('a.835.part', 10, 1, '7')])).toEqual([[], ['a.835 growing']]);
    expect(look([file('b.835')], [file('a.835.part')])).toEqual([[], ['b.835 growing']]);
    expect(look([file('a.835'), file('a.835.part')], [file('a.835.part')])[0]).toEqual([]);
  });

  test('where its name is wanted, whatever the case', () => {
    const all = [file('A.835'), file('b.txt'), file('remit_1.edi'), file('c+835')];
    expect(look(all, all, ['*.835', 'remit_?.edi'])).toEqual([['A.835', 'remit_1.edi'], []]);
    expect(look([file('b.txt.part'), file('a.835.part')], [], ['*.835'])).toEqual([[], ['a.835.part unfinished-name']]);
  });
});

describe('an X12 file that ends too early', () => {
  const isa = `ISA*00*          *00*          *ZZ*${'A'.padEnd(15)}*ZZ*${'B'.padEnd(15)}*260105*1200*^*00501*000000001*0*T*:~`;
  const bytes = (text: string) => new TextEncoder().encode(text);
  const cut = (text: string) => isCutOff(bytes(text).subarray(0, 2048), bytes(text).subarray(-2048));

  test('is known by its missing IEA, whatever stands after that', () => {
    expect(cut(`${isa}GS*HP~ST*835*0001~SE*2*0001~GE*1*1~IEA*1*000000001~`)).toBe(false);
    expect(cut(`${isa}GE*1*1~\r\nIEA*1*000000001~\r\n\r\n`)).toBe(false);
    expect(cut(`${isa}GE*1*1~IEA*1*000000001`)).toBe(false);
    expect(cut(`\ufeff${isa}GE*1*1~IEA*1*000000001~`)).toBe(false);
    expect(cut(`${isa}GS*HP~ST*835*0001~CLP*`)).toBe(true);
    expect(cut(`${isa}GE*1*1~IEA*1`)).toBe(true);
    expect(cut(`${isa}GE*1*1~IEA*1*000000001~${isa}GS*HP~`)).toBe(true);
    expect(cut('ISA*00')).toBe(true);
    expect(cut('')).toBe(true);
  });

  test('is told of X12 alone', () => {
    expect(cut('01,122099999,123456789,150623,0200,1,65,,2/')).toBe(false);
  });
});

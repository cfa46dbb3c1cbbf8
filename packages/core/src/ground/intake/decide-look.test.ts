import { describe, expect, test } from 'vitest';
import { decideLook, type ListedFile } from './decide-look.ts';

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

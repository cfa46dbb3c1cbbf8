import { expect, test } from 'vitest';
import { SegmentWriter, writeMoney, X12WriteError } from './segment-writer.ts';

const text = (write: (w: SegmentWriter) => void): string => {
  const w = new SegmentWriter(undefined);
  write(w);
  return new TextDecoder().decode(w.written());
};

test('element by element writes what a list of elements writes', () => {
  const both = (write: (w: SegmentWriter) => void, ...elements: Parameters<SegmentWriter['segment']>) =>
    expect(text(write)).toBe(text((w) => w.segment(...elements)));
  both((w) => w.begin('REF').add('EA').add(' 12 ').end(), 'REF', 'EA', '12');
  both((w) => w.begin('NM1').add('82').skip(2).add('QUILL').skip().add('').add(' ').end(), 'NM1', '82', undefined, undefined, 'QUILL');
  both((w) => w.begin('CLM').addMoney(0).addNumber(0).addNumber(120).end(), 'CLM', '0', '0', '120');
  both((w) => w.begin('DTP').addDate('2024-03-15').addDate(undefined).end(), 'DTP', '20240315');
  const parts =
    (...of: (string | undefined)[]) =>
    (w: SegmentWriter) => {
      w.begin('SV1').openParts();
      for (const part of of) w.part(part);
      w.closeParts().add('1').end();
    };
  for (const of of [['HC', '99213', undefined, '25', '', ' '], ['', '', 'A'], [], [undefined, ''], ['é'.repeat(400)]])
    both(parts(...of), 'SV1', of, '1');
});

test('money is written digit by digit as it is written as a text', () => {
  for (const cents of [0, 1, 5, 10, 99, 100, 101, 110, 1250, 2147483647, 2147483648, 9007199254740991, -1, -1250, -100])
    expect(text((w) => w.begin('AMT').addMoney(cents).end())).toBe(`AMT*${writeMoney(cents)}~`);
});

test('what is refused says where', () => {
  const refused = (write: (w: SegmentWriter) => void) => {
    try {
      text(write);
    } catch (error) {
      if (error instanceof X12WriteError) return `${error.at}: ${error.message}`;
    }
    return undefined;
  };
  expect(refused((w) => w.begin('REF').add('EA').add('a*b').end())).toMatch(/^REF02: .*separator/);
  expect(refused((w) => w.begin('REF').add('EA').add('é~').end())).toMatch(/^REF02: .*separator/);
  expect(refused((w) => w.begin('DTP').add('472').add('D8').addDate('2024-3-15').end())).toMatch(/^DTP03: .*YYYY-MM-DD/);
  expect(refused((w) => w.begin('SV1').skip().addMoney(0.5).end())).toMatch(/^SV102: .*whole cents/);
});

test('a file longer than a piece is whole', () => {
  const written = text((w) => {
    for (let i = 0; i < 20_000; i++) w.begin('LX').addNumber(i).end();
  });
  expect(written).toBe(Array.from({ length: 20_000 }, (_, i) => `LX*${i}~`).join(''));
});

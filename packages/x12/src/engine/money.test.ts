import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../testing/files.ts';
import { dayText, readDay } from './dates.ts';
import { formatCents, MONEY_BLANK, MONEY_DECIMALS, MONEY_MALFORMED, MONEY_OK, MONEY_OVERFLOW, moneyVerdict, readCents } from './money.ts';
import { decode, encode } from './text.ts';

const cents = (text: string) => [readCents(bytesOf(text), 0, text.length), moneyVerdict];

describe('cents', () => {
  test.each([
    ['0', 0, MONEY_OK],
    ['12', 1200, MONEY_OK],
    ['12.5', 1250, MONEY_OK],
    ['-12.05', -1205, MONEY_OK],
    ['.5', 50, MONEY_OK],
    ['5.', 500, MONEY_OK],
    ['-0.00', 0, MONEY_OK],
    ['1.230', 123, MONEY_OK],
    ['1.239', 123, MONEY_DECIMALS],
    ['', 0, MONEY_BLANK],
    ['-', 0, MONEY_MALFORMED],
    ['.', 0, MONEY_MALFORMED],
    ['1e3', 0, MONEY_MALFORMED],
    ['1,000', 0, MONEY_MALFORMED],
    ['12-', 0, MONEY_MALFORMED],
    ['90071992547409.91', 9007199254740991, MONEY_OK],
    ['90071992547409.92', 0, MONEY_OVERFLOW],
    ['123456789012345678', 0, MONEY_OVERFLOW],
  ])('%j is %d', (text, amount, verdict) => expect(cents(text)).toEqual([amount, verdict]));

  test('what is formatted reads back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        expect(cents(formatCents(n))).toEqual([n, MONEY_OK]);
      }),
    );
  });
});

describe('dates', () => {
  const day = (text: string) => {
    const n = readDay(bytesOf(text), 0, text.length);
    return n < 0 ? undefined : dayText(n);
  };
  test.each([
    ['20240229', '2024-02-29'],
    ['20230229', undefined],
    ['20000229', '2000-02-29'],
    ['19000229', undefined],
    ['20241301', undefined],
    ['20240431', undefined],
    ['2024030', undefined],
    ['2024O301', undefined],
  ])('%s', (text, expected) => expect(day(text)).toBe(expected));
});

describe('text', () => {
  test('UTF-8 comes back, short and long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        const bytes: number[] = [];
        encode(text, bytes);
        expect(bytes).toEqual([...bytesOf(text)]);
        expect(decode(Uint8Array.from(bytes), 0, bytes.length)).toBe(text);
      }),
    );
  });
  test('any other bytes are Latin-1', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
        let expected: string;
        try {
          expected = utf8.decode(bytes);
        } catch {
          expected = String.fromCharCode(...bytes);
        }
        expect(decode(bytes, 0, bytes.length)).toBe(expected);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { formatCount, formatDate, formatMoney, formatShortDate, formatSigned, formatSize, plural, sentence } from './format.ts';

describe('money as a biller reads it', () => {
  it('groups thousands, keeps two places and uses a true minus', () => {
    expect([0, 5, 99, 100, 123_456, -1, -123_456_789, 100_000_000].map(formatMoney)).toEqual([
      '0.00',
      '0.05',
      '0.99',
      '1.00',
      '1,234.56',
      '\u22120.01',
      '\u22121,234,567.89',
      '1,000,000.00',
    ]);
  });
  it('puts a plus only where the sign speaks', () => {
    expect([formatSigned(0), formatSigned(150), formatSigned(-150)]).toEqual(['0.00', '+1.50', '\u22121.50']);
  });
});

describe('dates, sizes and words', () => {
  it('turns a date around without touching a time zone', () => {
    expect([formatDate('2026-01-02'), formatDate(undefined), formatDate('soon')]).toEqual(['01/02/2026', '', '']);
  });
  it('shortens the year in narrow columns', () => {
    expect([formatShortDate('2026-01-02'), formatShortDate(undefined)]).toEqual(['01/02/26', '']);
  });
  it('counts', () => {
    expect([formatCount(1_234_567), plural(1, 'claim'), plural(2000, 'claim'), plural(2, 'entry', 'entries')]).toEqual([
      '1,234,567',
      '1 claim',
      '2,000 claims',
      '2 entries',
    ]);
  });
  it('names sizes and makes sentences of keys', () => {
    expect([formatSize(12), formatSize(2048), formatSize(20_480), formatSize(3_400_000)]).toEqual(['12 B', '2.0 kB', '20 kB', '3.4 MB']);
    expect(sentence('not-ours')).toBe('Not ours');
  });
});

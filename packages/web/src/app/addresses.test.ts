import { describe, expect, it } from 'vitest';
import { readAt, readPostEra, readRecord, writeAt } from './addresses.ts';
import { hasLeft } from './use-address.ts';

describe('the address holds the whole state and nothing of a patient', () => {
  it('keeps views and ids, drops what it does not know', () => {
    expect(readPostEra({ view: 'parked', remit: '0192-ab', search: 'Miller', claim: 'x'.repeat(200), sort: 'paid.down' })).toEqual({
      view: 'parked',
      remit: '0192-ab',
      sort: 'paid.down',
    });
    expect(readPostEra({ view: 'everything' })).toEqual({});
  });
  it('takes an id that looks like a number', () => {
    expect(readRecord({ view: 'reads', entry: 12, from: '2026-03-02', until: 'soon' })).toEqual({
      view: 'reads',
      entry: '12',
      from: '2026-03-02',
    });
  });
  it('writes and reads the bytes that are shown', () => {
    const at = { documentId: '0192-ab', from: 120, to: 126 };
    expect(readAt(writeAt(at))).toEqual(at);
    expect(readAt('0192-ab~12')).toBeUndefined();
  });
  it('is written by the screen that it is of, not by one that stands until the next has loaded', () => {
    expect([hasLeft('/post-era', '/claims'), hasLeft('/claims', '/claims'), hasLeft('/', '/claims')]).toEqual([true, false, false]);
  });
});

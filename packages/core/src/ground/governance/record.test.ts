import { describe, expect, it } from 'vitest';
import { type Canonical, canonical } from './canonical.ts';
import { bodyText, type RecordBody } from './record.ts';

const reading: RecordBody = {
  ...{ v: 2, tenant: '01900000-0000-7000-8000-000000000001', chain: 'reads', seq: 7, id: '01900000-0000-7000-8000-000000000002' },
  ...{ at: '2026-02-06T12:00:00.000Z', actor: { kind: 'person', id: 'marisol' }, what: 'revenue/claims/claim', outcome: 'read' },
  ...{ subjects: ['claim:1', 'claim:2'], purpose: 'payment' },
};
const { purpose: _, ...act } = reading;

describe('the text of an entry', () => {
  it.each<[string, RecordBody]>([
    ['a reading', reading],
    ['what has no purpose', act],
    ['one about nothing', { ...reading, subjects: [] }],
    ['an actor with more to say', { ...reading, actor: { kind: 'agent', id: 'proposer', version: '3', emergency: 'e', letInBy: 'dana' } }],
    ['what people write', { ...reading, subjects: ['a"b\\c\n', 'é\u2028\ud800', ''], what: '\u0000' }],
    [
      'an act with all there is',
      {
        ...act,
        ...{ because: 'so', details: { b: 2, a: [1, { d: null, c: true }], 10: 'x', 9: 'y' }, digests: { t: { sha256: 'f', rows: 1 } } },
        ...{ for: { kind: 'patient', id: 'p' }, said: 's', input: 'i', plan: 'p', source: 'x', policies: { z: '1', a: '2' } },
        ...{ evidence: { rule: 1 }, proposal: { id: 'q', by: 'r' }, reverses: 'w' },
      },
    ],
    ['what a later version may add', { ...reading, later: { y: 1, x: 2 } } as RecordBody],
  ])('is the canonical one: %s', (_what, body) => expect(bodyText(body)).toBe(canonical(body as unknown as Canonical)));

  it('is what it was when the first one was hashed', () =>
    expect(bodyText(reading)).toBe(
      '{"actor":{"id":"marisol","kind":"person"},"at":"2026-02-06T12:00:00.000Z","chain":"reads","id":"01900000-0000-7000-8000-000000000002","outcome":"read","purpose":"payment","seq":7,"subjects":["claim:1","claim:2"],"tenant":"01900000-0000-7000-8000-000000000001","v":2,"what":"revenue/claims/claim"}',
    ));

  it('holds whole numbers only', () => expect(() => bodyText({ ...reading, seq: 1.5 })).toThrow('whole numbers'));
});

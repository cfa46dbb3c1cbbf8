import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyRing, versionOf } from './key-ring.ts';

const key = (byte: number): Buffer => Buffer.alloc(32, byte);
const ring = (current: number, tenant = 'a tenant') =>
  keyRing({
    tenant,
    revision: current,
    current,
    data: new Map([
      [1, key(1)],
      [2, key(2)],
    ]),
    index: key(9),
  });

describe('a key ring', () => {
  test('opens whatever it sealed, with any of its versions, and seals no two alike', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !/\p{Surrogate}/u.test(text)),
        fc.constantFrom(1, 2),
        (text, version) => {
          const sealed = ring(version).seal('a.b.c', text);
          expect(versionOf(sealed)).toBe(version);
          expect(sealed).toMatch(/^v1\.\d\.[\w-]+$/);
          expect(ring(3 - version).open('a.b.c', sealed)).toBe(text);
          expect(ring(version).seal('a.b.c', text)).not.toBe(sealed);
        },
      ),
    );
  });

  test('opens nothing of another column or tenant, nothing that was changed, and nothing in the clear', () => {
    const sealed = ring(1).seal('parties.patient.last_name', 'Doe');
    const opening = (place: string, value: string, tenant?: string) => () => ring(1, tenant).open(place, value);
    expect(opening('parties.patient.first_name', sealed)).toThrow(/not what was sealed/);
    expect(opening('parties.patient.last_name', sealed, 'another')).toThrow(/not what was sealed/);
    expect(opening('parties.patient.last_name', 'Doe')).toThrow(/not what was sealed/);
    for (let at = 5; at < sealed.length - 1; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(opening('parties.patient.last_name', sealed.slice(0, at) + other + sealed.slice(at + 1)), `${at}`).toThrow();
    }
    expect(opening('parties.patient.last_name', sealed.replace('v1.1.', 'v1.2.'))).toThrow(/not what was sealed/);
    expect(opening('parties.patient.last_name', sealed.replace('v1.1.', 'v1.7.'))).toThrow(/no key of version 7/);
  });

  test('blinds equals alike, for one tenant and one purpose, and whatever seals', () => {
    const one = ring(1).blind('member', 'W123');
    expect(one).toMatch(/^[\w-]{16}$/);
    expect(ring(2).blind('member', 'W123')).toBe(one);
    expect(ring(1).blind('patient', 'W123')).not.toBe(one);
    expect(ring(1).blind('member', 'W124')).not.toBe(one);
    expect(ring(1, 'another').blind('member', 'W123')).not.toBe(one);
  });
});

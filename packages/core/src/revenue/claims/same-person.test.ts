import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../ground/base/index.ts';
import { maybeSamePerson, nearlySame } from './same-person.ts';

const born = '2015-04-02' as PlainDate;
const of = (first: string, birthDate?: PlainDate) => ({ last: 'Sample', first, ...(birthDate === undefined ? {} : { birthDate }) });

describe('two claims under one number', () => {
  it('are of two people where first names or birth dates differ', () => {
    expect(maybeSamePerson(of('Castor', born), of('Pollux', born))).toBe(false);
    expect(maybeSamePerson(of('Kim', born), of('Kim', '2017-04-02' as PlainDate))).toBe(false);
    expect(maybeSamePerson(of('Jon', born), of('John', born))).toBe(false);
  });
  it('may be of one where nothing tells them apart, or a name was cut', () => {
    expect(maybeSamePerson(of('Mary Ann', born), of('MARY', born))).toBe(true);
    expect(maybeSamePerson(of('Pat'), of('pat', born))).toBe(true);
    expect(maybeSamePerson(of('', born), of('Pat', born))).toBe(true);
  });
  it('are nearly of one where a letter of the first name may have been mended', () => {
    expect(nearlySame(of('Jon', born), of('John', born))).toBe(true);
    expect(nearlySame(of('Castor', born), of('Pollux', born))).toBe(false);
    expect(nearlySame(of('Jon'), of('John'))).toBe(false);
  });
});

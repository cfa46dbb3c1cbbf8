import { expect, test } from 'vitest';
import { checkClaim, type ScrubFacts } from './index.ts';
import { type Changes, day, medical, served } from './testing/claims.ts';

const found = (facts: ScrubFacts, code: string) => checkClaim(facts).find((one) => one.code === code);
const says = (code: string, changes: Changes, lines: readonly string[] = ['99213']): string | undefined =>
  found(medical(lines, changes), code)?.says;

test.each([
  ['', 'The member id is missing.'],
  ['A', 'The member id has only 1 character.'],
  [' SH4477120', 'The member id has blanks around it.'],
  ['unknown', 'The member id is a placeholder.'],
  ['1.23457E+11', 'The member id was rounded by a spreadsheet.'],
  ['9'.repeat(81), 'The member id is longer than 80 characters.'],
])('of the member id %j it says what is wrong', (memberId, said) => {
  expect(says('member-id-invalid', { coverage: { memberId } })).toBe(said);
});

test.each([
  [{ servedOn: undefined }, 'The date of service is missing.'],
  [{ servedOn: day('2026-12-25') }, 'The date of service lies in the future.'],
  [{ servedTo: day('2026-03-09') }, 'The date of service ends before it begins.'],
  [{ servedTo: day('2026-12-25') }, 'The date of service ends in the future.'],
])('of days %j it says what is wrong', (line, said) => {
  expect(says('service-date-implausible', { line })).toBe(said);
});

test('an assistant’s surgery and a return to the operating room open no global period', () => {
  const visit = (surgery: string): boolean =>
    found(medical(['99213'], { history: [served(surgery, '2026-02-10')] }), 'visit-in-global-period') !== undefined;
  expect(['Z1090', 'Z1090-80', 'Z1090-81', 'Z1090-82', 'Z1090-AS', 'Z1090-78'].filter(visit)).toEqual(['Z1090']);
  const sameDay = (surgery: string): boolean => found(medical(['99213', surgery]), 'visit-on-day-of-surgery') !== undefined;
  expect(['Z1090', 'Z1090-80', 'Z1090-AS'].filter(sameDay)).toEqual(['Z1090']);
});

/** Lines of which the first spans so many days more. */
function spanning(days: number, lines: readonly string[], changes: Changes = {}): ScrubFacts {
  const facts = medical(lines, changes);
  const servedTo = day(`2026-03-${10 + days}`);
  const second = facts.claim.lines.map((line, i) => (i === 0 ? { ...line, servedTo } : { ...line, servedOn: day('2026-03-11') }));
  return { ...facts, claim: { ...facts.claim, lines: second } };
}

test('a pair is found on any day of a span', () => {
  expect(found(spanning(2, ['Z1090', 'Z6001']), 'pair-never')).toMatchObject({ lines: [2, 1] });
  expect(found(spanning(2, ['Z6001', 'Z1090']), 'pair-never')).toBeDefined();
  expect(found(spanning(0, ['Z1090', 'Z6001']), 'pair-never')).toBeUndefined();
  const earlier = { history: [served('Z6001', '2026-03-12')] };
  expect(found(spanning(2, ['Z1090'], earlier), 'pair-never')).toBeDefined();
  expect(found(spanning(1, ['Z1090'], earlier), 'pair-never')).toBeUndefined();
});

test('units of a span are divided by its days before they meet their limit, rounded to the nearest', () => {
  const over = (days: number, line: string, code: string, changes: Changes = {}) => found(spanning(days, [line], changes), code)?.says;
  const clinical = 'units-over-clinical-limit';
  expect(over(2, 'Z6003*9', clinical)).toBeUndefined();
  expect(over(2, 'Z6003*10', clinical)).toBeUndefined();
  expect(over(2, 'Z6003*11', clinical)).toBe('Z6003 has 4 units a day (line 1: 11 over 3 days), more than 3 are unlikely (MAI 3).');
  expect(over(0, 'Z6003*11', clinical)).toBe('Z6003 has 11 units that day, more than 3 are unlikely (MAI 3).');
  const that = { history: [served('Z6003', '2026-03-12')] };
  expect(over(2, 'Z6003*9', clinical, that)).toContain('Z6003 has 4 units a day');
  expect(over(1, 'Z6003*6', clinical, that)).toBeUndefined();
});

test('the eight-minute rule of Medicare looks over the other claims of the day', () => {
  const timed = (way: 'medicare' | 'ama', units: number, minutes: number, before: object) => {
    const history = [served('97140', '2026-03-10', { minutes: 8, ...before })];
    return found(medical([`97110*${units}`], { payer: { minutes: way }, line: { minutes }, history }), 'timed-units-over')?.says;
  };
  expect(timed('medicare', 1, 8, {})).toBe('2 units are billed for minutes that make 1, with those of other claims that day.');
  expect(timed('medicare', 1, 15, {})).toBeUndefined();
  expect(timed('medicare', 1, 7, { minutes: 23 })).toBeUndefined();
  expect(timed('ama', 1, 8, {})).toBeUndefined();
  expect(timed('medicare', 1, 8, { provider: '1053386219' })).toBeUndefined();
  expect(timed('medicare', 1, 8, { on: day('2026-03-09') })).toBeUndefined();
  expect(timed('medicare', 1, 8, { minutes: undefined })).toBeUndefined();
});

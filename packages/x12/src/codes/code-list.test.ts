import { describe, expect, test } from 'vitest';
import { bytesOf, claimsFile, remitFile } from '../../testing/files.ts';
import type { X12Finding } from '../types.ts';
import { createChecker } from '../views/check.ts';
import { CodeListError, codeTablesFrom } from './code-list.ts';

function checked(text: string, list?: string) {
  const heard: X12Finding[] = [];
  const checker = createChecker((finding) => heard.push(finding), list === undefined ? {} : { codes: codeTablesFrom(list) });
  checker.push(bytesOf(text));
  const outcome = checker.end();
  return { said: heard.filter(({ snip }) => snip === 5).map(({ at, says }) => `${at}: ${says}`), codes: outcome.codes };
}

describe('lists of codes', () => {
  test('a code counts on the days that its list says', () => {
    const tables = codeTablesFrom(
      'code,type,from,to\r\n"99213",procedure,2024-01-01,2024-03-31\nE11.9,diagnosis\n11,place-of-service,,2024-12-31\n',
    );
    expect(tables.has('procedure', '99213', '2024-03-31')).toBe(true);
    expect(tables.has('procedure', '99213', '2024-04-01')).toBe(false);
    expect(tables.has('procedure', '99213', undefined)).toBe(true);
    expect(tables.has('procedure', '99214', '2024-03-31')).toBe(false);
    expect(tables.has('diagnosis', 'E119', '2030-01-01')).toBe(true);
    expect(tables.has('place of service', '11', '2025-01-01')).toBe(false);
    expect(tables.has('remark', 'N130', '2024-01-01')).toBeUndefined();
  });

  test('a list that cannot be read says where', () => {
    expect(() => codeTablesFrom('kind,code\n')).toThrow(CodeListError);
    expect(() => codeTablesFrom('code,type\n99213,procedure\n11,place')).toThrow(/line 3: there is no type “place”/);
    expect(() => codeTablesFrom('code,type,from\n99213,procedure,1/1/2024')).toThrow(/line 2: “1\/1\/2024” is no day/);
  });

  test('a check says what of level 5 it did, and what it could not do', () => {
    const list = 'code,type\n99213,procedure\n92250,procedure\nE11.9,diagnosis\n11,place of service\n';
    expect(checked(claimsFile()).codes).toEqual({ checked: false, without: [] });
    expect(checked(claimsFile(), list)).toMatchObject({ codes: { checked: true } });
    expect(checked(claimsFile(), 'code,type\n99213,procedure\n').codes.without).toContain('diagnosis');
    const { said, codes } = checked(remitFile(), 'code,type\n45,adjustment reason\n2,adjustment reason\n');
    expect(said).toEqual([]);
    expect(codes).toEqual({ checked: true, without: ['procedure', 'remark'] });
    expect(checked(remitFile(), 'code,type\n45,adjustment reason\n99213,procedure\n92250,procedure\n').said[0]).toMatch(
      /^2110 CAS02: 2110 CAS02 holds 2, which is no adjustment reason on 2024-/,
    );
  });
});

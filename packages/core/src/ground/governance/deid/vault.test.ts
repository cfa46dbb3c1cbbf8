import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deidentify, deidentifyRecord, findIdentifiers, identifierClasses, openVault, reidentify, usDictionaries } from './index.ts';

const facts = { dictionaries: usDictionaries(), asOf: 2026 };
/** Chance of a test: the same in every run. */
function chance(seed: number) {
  let state = seed >>> 0 || 1;
  return (bytes: Uint8Array): Uint8Array => {
    for (let i = 0; i < bytes.length; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      bytes[i] = state >>> 24;
    }
    return bytes;
  };
}
const vaultOf = (seed = 1) => openVault({ purpose: 'test', random: chance(seed), asOf: 2026 });
const clean = (text: string, vault = vaultOf()) => deidentify(text, findIdentifiers(text, facts), vault);

describe('tokens', () => {
  test('the same thing has the same token, and a form of its own where it is written otherwise', () => {
    const vault = vaultOf();
    const [first, second, third] = ['Jane Roe', 'JANE ROE', 'Jane Roe'].map((name) => vault.tokenFor('NAME', name));
    expect(third).toBe(first);
    expect(second?.slice(0, 14)).toBe(first?.slice(0, 14));
    expect(second).not.toBe(first);
  });

  test('nothing of the thing goes into its token: another chance, another token', () => {
    expect(vaultOf(1).tokenFor('NAME', 'Jane Roe')).not.toBe(vaultOf(2).tokenFor('NAME', 'Jane Roe'));
  });

  test('keep what Safe Harbor lets stay', () => {
    const vault = vaultOf();
    expect(vault.tokenFor('DATE', '03/14/1998')).toMatch(/^\[DATE-[0-9a-f]{8}:1998\]$/);
    expect(vault.tokenFor('DATE', '03/14/1931')).toMatch(/^\[DATE-[0-9a-f]{8}\]$/);
    expect(vault.tokenFor('ZIP', '44101-2213')).toMatch(/:441\]$/);
    expect(vault.tokenFor('ZIP', '03601')).toMatch(/:000\]$/);
    expect(vault.tokenFor('AGE', '93')).toMatch(/:90\+\]$/);
  });

  test('a vault goes on where it stopped, for its purpose only', () => {
    const vault = vaultOf();
    const token = vault.tokenFor('MRN', '0012345');
    const map = vault.map();
    expect(openVault({ purpose: 'test', random: chance(9), map }).tokenFor('MRN', '0012345')).toBe(token);
    expect(() => openVault({ purpose: 'other', random: chance(9), map })).toThrow();
  });
});

describe('the way back', () => {
  test('is exact for any text', () => {
    const words = fc.constantFrom(
      'Jane',
      'Roe',
      'Dr.',
      '03/14/1962',
      'MRN: 00441',
      '[',
      ']',
      '(',
      '\\',
      'NAME-',
      '7f3a9c21',
      'DOE, JOHN',
      '\n',
      ' ',
      '614-555-0100',
      '$1',
      '$&',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (one) => {
        const vault = vaultOf();
        expect(reidentify(clean(one, vault).text, vault.map()).text).toBe(one);
      }),
      { numRuns: 500 },
    );
  });

  test('is exact for text that holds tokens already, of this vault or another', () => {
    const vault = vaultOf();
    const token = vault.tokenFor('NAME', 'Jane Roe');
    for (const text of [token, `see ${token} and NAME-00000000`, token.toLowerCase(), `(${token})`]) {
      expect(reidentify(clean(text, vault).text, vault.map()).text).toBe(text);
    }
  });

  test.each([
    (token: string) => token.toLowerCase(),
    (token: string) => token.replace('[', '(').replace(']', ')'),
    (token: string) => token.slice(1, -1),
    (token: string) => `\\[${token.slice(1, -1)}\\]`,
    (token: string) => `**${token}**`,
    (token: string) => token.replace('-', '‑'),
  ])('a model may write a token in its own way (%#)', (rewrite) => {
    const vault = vaultOf();
    const token = vault.tokenFor('NAME', 'Jane Roe');
    expect(reidentify(`Call ${rewrite(token)} today.`, vault.map()).text.replaceAll('*', '')).toBe('Call Jane Roe today.');
  });

  test('a token of another vault resolves to nothing and is told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom(...identifierClasses), (seed, as) => {
        const mine = vaultOf(seed);
        mine.tokenFor(as, 'mine');
        const token = vaultOf(seed + 1).tokenFor(as, 'theirs');
        const { text, findings } = reidentify(`x ${token}`, mine.map());
        expect(text).toBe(`x ${token}`);
        expect(findings).toMatchObject([{ code: 'deid.unknown-token', token, from: 2 }]);
      }),
    );
  });
});

describe('records', () => {
  test('fields go as they are declared, and what nobody declared stays here', () => {
    const vault = vaultOf();
    const record = {
      patient: { name: 'Jane Roe', dob: '1962-03-14', age: 93, zip: '44101' },
      lines: [{ procedure: 'exam', note: 'Jane Roe called on 03/14/2024' }],
      secret: 'x',
    };
    const classes = {
      'patient.name': 'NAME',
      'patient.dob': 'DATE',
      'patient.age': 'AGE',
      'patient.zip': 'ZIP',
      'lines.procedure': 'keep',
      'lines.note': 'text',
    } as const;
    const { record: out, left } = deidentifyRecord(record, classes, vault, facts);
    expect(left).toEqual(['secret']);
    const text = JSON.stringify(out);
    expect(text).not.toMatch(/Jane|Roe|03\/14|44101|1962-03|93|secret/);
    expect(text).toContain('exam');
    expect(reidentify(text, vault.map()).text).toContain('Jane Roe called on 03/14/2024');
  });

  test('an age up to 89 stays a number', () => {
    expect(deidentifyRecord({ age: 58 }, { age: 'AGE' }, vaultOf(), facts).record).toEqual({ age: 58 });
  });
});

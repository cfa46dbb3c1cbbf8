import { expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal } from './errors.ts';
import { parsed } from './parsed.ts';

test('what is wrong in a form is said in words of the office, never in those of a library', () => {
  const form = z.strictObject({
    id: z.uuid(),
    many: z.array(z.string()).min(1),
    level: z.enum(['off', 'guided']),
    amount: z.int().max(10),
    at: z.iso.datetime(),
    email: z.email(),
    missing: z.string(),
    own: z.string().min(3, 'Say why: it stands on the record.'),
    either: z.union([z.literal('all'), z.number()]),
  });
  const given = { id: 'x', many: [], level: 'high', amount: 11, at: 'today', email: 'x', own: '', either: true, more: 1 };
  const says = (input: unknown): readonly string[] => {
    try {
      parsed(form, input);
    } catch (error) {
      if (error instanceof Refusal) return error.findings.map((finding) => finding.says);
    }
    return [];
  };
  for (const input of [given, null, 7, { amount: '11', many: 'x', level: 3 }]) {
    expect(says(input).length).toBeGreaterThan(0);
    expect(says(input).join(' ')).not.toMatch(/Invalid|expected|received|Unrecognized|Too (small|big)|zod/);
  }
  expect(says(given)).toEqual(expect.arrayContaining(['It is missing.', 'Say why: it stands on the record.', 'It is no e-mail address.']));
});

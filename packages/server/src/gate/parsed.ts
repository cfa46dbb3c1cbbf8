import type { z } from 'zod';
import { Refusal } from './errors.ts';
import { refuseUnkeepable } from './keepable.ts';

/** An input as its schema reads it; throws a Refusal that names each fault. */
export function parsed(schema: z.ZodType, given: unknown): unknown {
  refuseUnkeepable(given);
  const answer = schema.safeParse(given ?? {});
  if (answer.success) return answer.data;
  const findings = answer.error.issues.map((issue) => ({
    code: `input.${issue.code}`,
    severity: 'error' as const,
    at: issue.path.join('.') || 'input',
    says: wordsOf(issue.message),
  }));
  throw new Refusal('bad-input', 'Something in the form is missing or wrong.', {
    because: findings.map((f) => `${f.at}: ${f.says}`).join('; '),
    findings,
  });
}

/** What the schema's library says by itself, in words for whoever filled the form in; what a room says stays as it is. */
const inWords: readonly (readonly [RegExp, string])[] = [
  [/^Invalid input: expected .* received undefined$/, 'It is missing.'],
  [/^Invalid input: expected (?:number|int|bigint)/, 'It must be a number.'],
  [/^Invalid (?:input|type)/, 'It is not of the kind that belongs here.'],
  [/^Invalid option/, 'It is none of those that can be chosen.'],
  [/^Invalid UUID/, 'It is no number of anything here.'],
  [/^Invalid ISO/, 'It is no date that can be read: say 2026-03-02.'],
  [/^Invalid email/, 'It is no e-mail address.'],
  [/^Invalid /, 'It is not written as it should be.'],
  [/^Too small/, 'It is too short, too small, or nothing.'],
  [/^Too big/, 'It is too long, too large, or too much at once.'],
  [/^Unrecognized key/, 'It says something that nobody asked for.'],
];
const wordsOf = (message: string): string => inWords.find(([says]) => says.test(message))?.[1] ?? message;

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
    says: issue.message,
  }));
  throw new Refusal('bad-input', 'Something in the form is missing or wrong.', {
    because: findings.map((f) => `${f.at}: ${f.says}`).join('; '),
    findings,
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidationResult } from '@claimwright/core/revenue/scrub';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const house = join(import.meta.dirname, '../../../../..');
const golden = join(house, 'golden/revenue/scrub');

/** What partners' programs are promised: exactly these names, and none beside. */
const promised = z
  .strictObject({
    validation_result: z.enum(['clean', 'needs_review', 'blocked']),
    issues: z
      .array(
        z
          .strictObject({
            line_item: z.int().min(1).nullable(),
            cpt: z.string().nullable(),
            issue_type: z.string().regex(/^[a-z][a-z0-9_:-]*$/),
            message: z.string().min(1),
            severity: z.enum(['blocking', 'review', 'note']),
            suggested_action: z.string().regex(/^[a-z][a-z0-9_]*$/),
            because: z.string().nullable(),
            fix: z.string().nullable(),
            rule: z.string().min(1),
            edition: z.string().nullable(),
            overridden: z.strictObject({ role: z.string(), because: z.string() }).nullable(),
          })
          .readonly(),
      )
      .readonly(),
    suggested_actions: z.array(z.string()).readonly(),
  })
  .readonly() satisfies z.ZodType<ValidationResult>;

describe('the result of scrubbing, as partners read it', () => {
  test('docs/validation-result.schema.json is its JSON Schema (write it anew: vitest run --project unit validation-result --update)', async () => {
    const schema = { title: 'Claimwright: result of scrubbing a claim', ...z.toJSONSchema(promised) };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(house, 'docs/validation-result.schema.json'));
  });

  test.each(readdirSync(golden))('golden/revenue/scrub/%s holds to it', (name) => {
    const { proposals: _ours, ...result } = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(readFileSync(join(golden, name, 'out.json'), 'utf8')));
    const read = promised.parse(result);
    const worst = read.issues.some(({ severity }) => severity === 'blocking');
    const some = read.issues.some(({ severity }) => severity === 'review');
    expect(read.validation_result).toBe(worst ? 'blocked' : some ? 'needs_review' : 'clean');
    expect(read.suggested_actions).toEqual([...new Set(read.issues.map(({ suggested_action }) => suggested_action))]);
  });
});

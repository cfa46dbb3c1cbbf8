import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { promisedResult } from './promised.ts';

const house = join(import.meta.dirname, '../../../../..');
const golden = join(house, 'golden/revenue/scrub');

describe('the result of scrubbing, as partners read it', () => {
  test('docs/validation-result.schema.json is its JSON Schema (write it anew: vitest run --project unit validation-result --update)', async () => {
    const schema = { title: 'Claimwright: result of scrubbing a claim', ...z.toJSONSchema(promisedResult) };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(house, 'docs/validation-result.schema.json'));
  });

  test.each(readdirSync(golden))('golden/revenue/scrub/%s holds to it', (name) => {
    const { proposals: _ours, ...result } = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(readFileSync(join(golden, name, 'out.json'), 'utf8')));
    const read = promisedResult.parse(result);
    const worst = read.issues.some(({ severity }) => severity === 'blocking');
    const some = read.issues.some(({ severity }) => severity === 'review');
    expect(read.validation_result).toBe(worst ? 'blocked' : some ? 'needs_review' : 'clean');
    expect(read.suggested_actions).toEqual([...new Set(read.issues.map(({ suggested_action }) => suggested_action))]);
  });
});

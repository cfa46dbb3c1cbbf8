import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../examples');
const readme = readFileSync(join(folder, '../README.md'), 'utf8');

/** What README shows of an example: its code, and what it prints. */
const shown = [...readme.matchAll(/\(examples\/([\w.-]+\.ts)\)[^\n]*\n\n```ts\n([\s\S]*?)```(?:\n\n```text\n([\s\S]*?)```)?/g)].map(
  ([, name = '', code = '', output]) => ({ name, code, output }),
);

describe('the examples of README', () => {
  test('README shows every example, and there are at least five that print', () => {
    const examples = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    expect(shown.map(({ name }) => name).sort()).toEqual(examples.sort());
    expect(shown.filter(({ output }) => output !== undefined).length).toBeGreaterThanOrEqual(5);
  });

  test.each(shown)('$name: the code that README shows stands in the file', ({ name, code }) => {
    expect(readFileSync(join(folder, name), 'utf8')).toContain(code);
  });

  test.each(shown.filter(({ output }) => output !== undefined))('$name prints what README says', ({ name, output }) => {
    expect(execFileSync(process.execPath, [join(folder, name)], { encoding: 'utf8' })).toBe(output);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiText } from '../publishing/api-text.ts';
import { packageFolder, readApi } from '../publishing/read-api.ts';

const api = readApi();

test('every export says what it is; every function its parameters, what it returns, and what a writer throws', () => {
  const silent = api.flatMap(({ name, says, parameters, returns, throws }) => [
    ...(says === '' ? [name] : []),
    ...(parameters ?? []).filter((parameter) => parameter.says === '').map((parameter) => `${name}: ${parameter.name}`),
    ...(parameters !== undefined && returns === '' ? [`${name}: what it returns`] : []),
    ...(name.startsWith('write') && throws.length === 0 ? [`${name}: what it throws`] : []),
  ]);
  expect(silent).toEqual([]);
  expect(api.length).toBeGreaterThan(150);
});

test('API.md says what the docstrings say (npm run docs:x12 writes it anew)', () => {
  expect(readFileSync(join(packageFolder, 'API.md'), 'utf8')).toBe(apiText(api));
});

import { expect, test } from 'vitest';
import { trackedFiles } from './tidy/tracked-files.ts';

test('every answer in docs/security.md names a test that is there, and none claims a seal', () => {
  const files = trackedFiles();
  const text = files.find(({ path }) => path === 'docs/security.md')?.text ?? '';
  const named = [...text.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !files.some((file) => `/${file.path}`.endsWith(`/${path}`)))).toEqual([]);
  expect(text).not.toMatch(/certified|HIPAA.compliant/i);
});

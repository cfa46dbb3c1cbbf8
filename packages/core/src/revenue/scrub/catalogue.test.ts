import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findingPages } from './catalogue.ts';

const folder = join(import.meta.dirname, '../../../../../docs/findings');
const pages = findingPages();

test.each([...pages.keys()])(
  'docs/findings/%s is as the edits stand (write it anew: vitest run --project unit catalogue.test --update)',
  async (name) => {
    await expect(pages.get(name)).toMatchFileSnapshot(join(folder, name));
  },
);

test('docs/findings holds no page of an edit that is gone', () => {
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
});

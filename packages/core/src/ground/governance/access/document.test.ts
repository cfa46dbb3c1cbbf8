import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessDocument } from './document.ts';

const page = join(import.meta.dirname, '../../../../../../docs/access.md');

test('docs/access.md is the table as it stands (write it anew: vitest run --project unit document.test --update)', async () => {
  await expect(accessDocument()).toMatchFileSnapshot(page);
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
/** A service's or network's lines in compose.yaml. */
const block = (name: string): string => new RegExp(`^ {2}${name}:\\n((?: {4}.*\\n|\\n)+)`, 'm').exec(read('compose.yaml'))?.[1] ?? '';

test('the program’s container is not root, writes to its volume alone, has no rights over the machine and no way out', () => {
  const app = block('app');
  for (const line of ['user: "10001:10001"', 'read_only: true', 'cap_drop: [ALL]', 'no-new-privileges:true', '- data:/data'])
    expect(app).toContain(line);
  expect(app).not.toMatch(/^ {4}ports:|front|privileged: true|network_mode/m);
  expect(block('inside')).toContain('internal: true');
  expect(block('front').trim()).toBe('');
});

test('the image ends as somebody who is not root, with a health check on an address that the program has', () => {
  const image = read('Dockerfile');
  expect(image.slice(image.lastIndexOf('FROM '))).toMatch(/^USER 10001:10001$/m);
  const [, path = 'none'] = /HEALTHCHECK[\s\S]*?127\.0\.0\.1:7400(\/api\/\w+)/.exec(image) ?? [];
  expect(read('packages/server/src/http/measures.ts')).toContain(`'${path}'`);
});

test('what both call is there: the entry, its options, and the version of Node that the house runs on', () => {
  const [, entry = 'none'] = /ENTRYPOINT \["node", "([^"]+)"\]/.exec(read('Dockerfile')) ?? [];
  expect(existsSync(join(root, entry))).toBe(true);
  const options = [...block('app').matchAll(/- (--[a-z-]+)/g)].map(([, option = '']) => option);
  expect(options.length).toBeGreaterThan(3);
  for (const option of options) expect(read(entry)).toContain(`'${option}`);
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
  expect(read('Dockerfile')).toContain(`FROM node:${devDependencies.node.split('.')[0]}-`);
});

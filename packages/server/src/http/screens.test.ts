import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenRoutes } from './screens.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-screens-'));
let app: FastifyInstance;

/** What a build leaves behind: a page, and pieces named after their content. */
function build(name: string, pieces = true): void {
  rmSync(join(folder, 'assets'), { recursive: true, force: true });
  mkdirSync(join(folder, 'assets'));
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><link rel="icon" href="/icon.svg"><script type="module" src="/assets/${name}.js"></script>`,
  );
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  if (pieces) writeFileSync(join(folder, 'assets', `${name}.js`), `console.log('${name}')`);
}
beforeAll(async () => {
  build('first');
  app = Fastify();
  await screenRoutes(app, { folder });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
const get = (url: string) => app.inject({ method: 'GET', url });

test('screens that are built anew under a running server are served as they are now, at every address', async () => {
  expect((await get('/')).body).toContain('first.js');
  expect((await get('/assets/first.js')).headers['cache-control']).toContain('immutable');
  build('second');
  for (const address of ['/', '/posting/remits/0192?tab=lines', '/index.html']) {
    const page = await get(address);
    expect([page.statusCode, page.headers['cache-control']], address).toEqual([200, 'no-cache']);
    expect(page.body, address).toContain('second.js');
  }
  const piece = await get('/assets/second.js');
  expect(piece.body).toContain('second');
  expect(piece.headers['content-type']).toContain('javascript');
});

test('a piece of the screens before is told as gone, and never answered with a page', async () => {
  build('third');
  const gone = await get('/assets/second.js');
  expect([gone.statusCode, gone.headers['content-type'], gone.headers['cache-control']]).toEqual([404, 'text/plain', 'no-store']);
  expect(gone.body).toMatch(/Reload the page/);
});

test('while a build is under way, and when it stopped halfway, the page says what is missing', async () => {
  build('fourth', false);
  for (const address of ['/', '/posting']) {
    const page = await get(address);
    expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '5']);
    expect(page.body).toContain('assets/fourth.js is missing');
  }
  rmSync(join(folder, 'index.html'));
  expect((await get('/')).body).toMatch(/not built/);
  build('fifth');
  expect((await get('/')).statusCode).toBe(200);
});

test('no address leads out of the folder', async () => {
  for (const address of ['/../secret.txt', '/assets/..%2f..%2fsecret.txt', '/%2e%2e/secret.txt'])
    expect((await get(address)).statusCode, address).toBeGreaterThanOrEqual(400);
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../../x12/publishing/build.ts';
import { packageFolder } from '../../../x12/publishing/read-api.ts';
import { type Chrome, hasBrowser, openChrome } from '../../testing/browser.ts';

/* The published modules of x12 in a browser that has nothing else: in the page as they are, and bundled in a Web Worker. */

declare global {
  interface Window {
    readonly x12: typeof import('../../../x12/src/index.ts');
  }
}

const PAGE =
  '<!doctype html><html lang="en"><title>x12</title><link rel="icon" href="data:,"><p>x12 alone</p><script type="module">import * as x12 from "/index.js"; window.x12 = x12;</script></html>';
const types: { readonly [extension: string]: string } = { '.js': 'text/javascript', '.835': 'application/octet-stream' };

describe.skipIf(!hasBrowser)('x12 in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-x12-web-'));
  let server: Server;
  let chrome: Chrome;
  let window: Awaited<ReturnType<Chrome['open']>>;

  beforeAll(async () => {
    build(folder);
    buildSync({
      entryPoints: [join(packageFolder, 'examples/summary.worker.ts')],
      bundle: true,
      format: 'esm',
      platform: 'browser',
      alias: { '@claimwright/x12': join(folder, 'index.js') },
      outfile: join(folder, 'worker.js'),
    });
    server = createServer((request, response) => {
      const path = request.url ?? '/';
      response.setHeader('content-type', types[extname(path)] ?? 'text/html');
      response.end(path === '/' ? PAGE : readFileSync(join(folder, path)));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    chrome = await openChrome('x12-in-a-worker');
    window = await chrome.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    await chrome?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a page imports the modules as they are, and a figure is found in its bytes', async () => {
    const told = await window.step('the page reads', () =>
      window.page.evaluate(async () => {
        const { createReader, elementRange } = self.x12;
        const bytes = new Uint8Array(await (await fetch('/examples/remit.835')).arrayBuffer());
        const paid: string[] = [];
        const reader = createReader({
          remitClaim: ({ places, place }) => {
            const { from, to } = elementRange(places, place, 4);
            paid.push(new TextDecoder().decode(bytes.subarray(from, to)));
          },
        });
        reader.push(bytes);
        return { ...reader.end(), paid, node: 'process' in globalThis || 'Buffer' in globalThis };
      }),
    );
    expect(told).toEqual({ readable: true, interchanges: 1, sets: 1, paid: ['90', '65'], node: false });
    expect(window.complaints).toEqual([]);
  });

  test('a worker sums up a large file that the page posts to it', async () => {
    const copies = 5000;
    const told = await window.step('the worker reads', () =>
      window.page.evaluate(async (count) => {
        const one = await (await fetch('/examples/remit.835')).text();
        const file = new File([one.repeat(count)], 'large.835');
        const worker = new Worker('/worker.js', { type: 'module' });
        const summary = await new Promise<{ sets: { paid: string; balanced: boolean }[]; file: string; interchanges: number }>(
          (done, fail) => {
            worker.onmessage = ({ data }) => done(data);
            worker.onerror = ({ message }) => fail(new Error(message));
            worker.postMessage(file);
          },
        );
        worker.terminate();
        const { file: name, interchanges, sets } = summary;
        return { name, interchanges, size: file.size, sound: sets.filter(({ paid, balanced }) => balanced && paid === '155.00').length };
      }, copies),
    );
    expect(told).toMatchObject({ name: 'large.835', interchanges: copies, sound: copies });
    expect(told.size).toBeGreaterThan(3_000_000);
    expect(window.complaints).toEqual([]);
  });
});

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import fixed from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Screens } from './served.ts';

const contentPolicy = [
  "default-src 'self'",
  // The components set sizes and positions as inline styles; scripts are files of ours only.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const headers: { readonly [name: string]: string } = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** What a browser may do with our answers. In development the screens bring scripts of their tools along. */
export function protect(app: FastifyInstance, development: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (!development) reply.header('content-security-policy', contentPolicy);
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
}

/** The screens for every address that is none of the API's, so that each of them can be bookmarked. */
export async function screenRoutes(app: FastifyInstance, screens: Screens | undefined): Promise<void> {
  if (screens && 'folder' in screens) {
    await app.register(fixed, {
      root: screens.folder,
      wildcard: true,
      // The page is looked at before it is served.
      index: false,
      setHeaders: (reply, path) => {
        // Vite names assets after their content.
        const forever = /[\\/]assets[\\/]/.test(path);
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  if (screens && 'folder' in screens) app.get('/', (_request, reply) => servePage(reply, screens.folder));
  app.setNotFoundHandler((request, reply) => {
    if (request.url === '/api' || request.url.startsWith('/api/') || (request.method !== 'GET' && request.method !== 'HEAD')) {
      return reply
        .code(404)
        .send({ code: 'not-found', says: 'There is nothing at this address.', fix: 'All addresses are listed at /api/openapi.json.' });
    }
    if (screens && 'middleware' in screens) {
      reply.hijack();
      return screens.middleware(request.raw, reply.raw, () => reply.raw.writeHead(404).end());
    }
    // A piece of the screens that is not there is no page: a browser would take it for an empty one.
    const page = request.headers.accept?.includes('text/html') ?? false;
    if (!page && extname(new URL(request.url, 'http://x').pathname) !== '') return told(reply, 404, rebuilt);
    return servePage(reply, screens?.folder);
  });
}

const rebuilt = 'This piece of the screens is not there: they were built anew since the page was opened. Reload the page.';
const told = (reply: FastifyReply, status: number, words: string): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').type('text/plain').send(words);

/** The page as it is on the disk at this moment, if all that it loads is there too. */
async function servePage(reply: FastifyReply, folder: string | undefined): Promise<FastifyReply> {
  const html = folder === undefined ? undefined : await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
  if (folder === undefined || html === undefined) return told(reply, 503, 'The screens are not built. Start Claimwright with npm start.');
  const pieces = [...html.matchAll(/(?:src|href)="\/([^"?#]+)"/g)].map(([, name = '']) => name);
  const missing = pieces.filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0)
    return told(
      reply.header('retry-after', '5'),
      503,
      `The screens are being built, or were not built to the end: ${missing.join(', ')} is missing. Reload in some seconds; if this stays, start Claimwright anew.`,
    );
  return reply.header('cache-control', 'no-cache').type('text/html').send(html);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
      setHeaders: (reply, path) => {
        // Vite names assets after their content.
        const forever = /[\\/]assets[\\/]/.test(path);
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
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
    return page(reply, screens?.folder);
  });
}

function page(reply: FastifyReply, folder: string | undefined): unknown {
  if (folder !== undefined && existsSync(join(folder, 'index.html')))
    return reply.header('cache-control', 'no-cache').sendFile('index.html', folder);
  return reply.code(503).type('text/plain').send('The screens are not built. Start Claimwright with npm start.');
}

import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { Refusal } from '../gate/index.ts';
import { Trouble, traceOf } from '../trouble.ts';
import { accountRoutes } from './account.ts';
import { authRoutes } from './auth.ts';
import { codeRoutes } from './codes.ts';
import { doorRoutes } from './doors.ts';
import { eventRoutes } from './events.ts';
import { exportRoutes } from './exports.ts';
import { fileRoutes } from './files.ts';
import { identityAdminRoutes } from './identity-admin.ts';
import { invitationRoutes } from './invitations.ts';
import { measureRoutes } from './measures.ts';
import { organisationRoutes } from './organisation.ts';
import { protect, screenRoutes } from './screens.ts';
import type { Screens, Served } from './served.ts';
import { sessionRoutes } from './session.ts';
import { outcomeOf, type Told } from './statuses.ts';

export interface AppOptions {
  readonly log: FastifyBaseLogger;
  readonly screens?: Screens | undefined;
  /** Certificate and key in PEM, where this server ends TLS itself: version 1.3 and nothing below. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Names under which browsers may come; those of this machine where nothing is said. */
  readonly hosts?: ReadonlySet<string> | undefined;
  /** Proxies whose word about the caller is taken. */
  readonly proxies?: readonly string[] | undefined;
}

const overTls =
  ({ cert, key }: { readonly cert: string; readonly key: string }) =>
  (handler: RequestListener): Server =>
    createServer({ cert, key, minVersion: 'TLSv1.3' }, handler);

/** The HTTP side of the program, not yet listening. */
export async function createApp(served: Served, options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.log,
    ...(options.tls ? { serverFactory: overTls(options.tls) } : {}),
    // Ours says less: no addresses with values in them, no bodies.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: [...(options.proxies ?? ['loopback'])],
    forceCloseConnections: true,
    bodyLimit: 1 << 20,
    routerOptions: { maxParamLength: 200 },
  });
  // The gate checks every input with the same schemas that the description shows.
  app.setValidatorCompiler(() => (data) => ({ value: data }));
  // Answers are described, and leave as they are: what a description forgot must not be missing from one.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, told } = answerTo(error, request);
    if (reply.raw.headersSent) return reply.raw.destroy();
    return reply.code(status).type('application/json').send(told);
  });
  app.addHook('onRequest', async (request) => refuseStrangers(request, options.hosts ?? ofThisMachine));
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    request.log.info(
      { method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  protect(app, options.screens !== undefined && 'middleware' in options.screens);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Claimwright', version: '1', description: 'Every change by /api/act, every look by /api/ask.' },
    },
  });
  await app.register(async (api) => {
    sessionRoutes(api, served);
    authRoutes(api, served);
    accountRoutes(api, served);
    identityAdminRoutes(api, served);
    invitationRoutes(api, served);
    organisationRoutes(api, served);
    doorRoutes(api, served);
    await fileRoutes(api, served);
    codeRoutes(api, served);
    exportRoutes(api, served);
    eventRoutes(api, served);
    api.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
    measureRoutes(api, served);
  });
  await screenRoutes(app, options.screens);
  return app;
}

const ofThisMachine: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/** A page elsewhere must not act with our cookie, nor reach us under a name of its own. */
async function refuseStrangers(request: FastifyRequest, hosts: ReadonlySet<string>): Promise<void> {
  // By the name that the browser itself sends, and by the one that a proxy tells of where there is one: a page can add the latter.
  const named = [(request.headers.host ?? '').replace(/:\d*$/, ''), request.hostname];
  if (!named.every((name) => hosts.has(name.toLowerCase())))
    throw new Trouble('wrong-host', 'Claimwright does not answer under this name.', {
      fix: 'Use the address that it printed; whoever runs it can name this one by --allow-host or CLAIMWRIGHT_URL.',
    });
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && origin !== `${request.protocol}://${request.host ?? host}`);
  if (foreign) throw new Refusal('not-allowed', 'This request came from another site.', { fix: 'Work in Claimwright’s own pages.' });
}

function answerTo(error: FastifyError, request: FastifyRequest): { status: number; told: Told } {
  const outcome = outcomeOf(error);
  if (outcome.broken) request.log.error({ ...traceOf(error), route: request.routeOptions.url }, 'failed');
  else request.log.info({ code: outcome.told.code, route: request.routeOptions.url }, 'refused');
  return { status: outcome.http, told: outcome.broken ? { ...outcome.told, because: `The log names it ${request.id}.` } : outcome.told };
}

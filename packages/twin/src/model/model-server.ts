import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Asked, type ModelKeys, type Protocol, protocols, type Said } from './protocols.ts';

/** What was asked of the model. */
export interface AskedModel extends Asked {
  readonly protocol: Protocol['name'];
  readonly path: string;
  readonly authorization: string | undefined;
}

/** What the vendors' clients must hold; the OpenAI-compatible server lets everybody in and tells what they brought. */
export const modelKeys: ModelKeys = {
  anthropic: 'twin-anthropic-key',
  azure: 'twin-azure-key',
  bedrock: { accessKeyId: 'AKIATWIN', secretAccessKey: 'twin/secret+key', region: 'us-east-1' },
};

/** How the model behaves this time. */
export type ModelBehaviour =
  | { readonly kind: 'answers'; readonly text: string; readonly tokensIn?: number; readonly tokensOut?: number }
  /** Refuses in words, with status 200, as models do. */
  | { readonly kind: 'declines' }
  /** Stops in the middle of its JSON. */
  | { readonly kind: 'malformed' }
  /** Repeats what it was told, word for word. */
  | { readonly kind: 'repeats' }
  | { readonly kind: 'filtered' }
  | { readonly kind: 'fails'; readonly status: number }
  /** Answers with status 200 and something that is not its protocol. */
  | { readonly kind: 'babbles' }
  /** Sends the client to another address. */
  | { readonly kind: 'redirects'; readonly to: string }
  /** Says nothing for so long. */
  | { readonly kind: 'sleeps'; readonly milliseconds: number }
  /** Closes the connection in the middle of its answer. */
  | { readonly kind: 'hangs-up' };

export interface ModelServer {
  /** The address for an OpenAI-compatible client. */
  readonly url: string;
  /** The addresses for the clients of the vendors' own protocols. */
  readonly urls: { readonly [protocol in Protocol['name']]: string };
  /** Everything that came, in order: what left the house. */
  readonly asked: readonly AskedModel[];
  /** Forgets what came. */
  forget(): void;
  behave(how: ModelBehaviour | ((asked: AskedModel) => ModelBehaviour)): void;
  close(): Promise<void>;
}

/** Vendors of language models with no model behind: each protocol at its path, answering what the script says. */
export async function startModelServer(): Promise<ModelServer> {
  const asked: AskedModel[] = [];
  let script: (asked: AskedModel) => ModelBehaviour = () => ({ kind: 'declines' });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const body = Buffer.concat(chunks).toString('utf8');
      const protocol = protocols.find((one) => one.path.test(path));
      if (!protocol) return void answer(response, 404, { error: { message: 'no such path' } });
      const wrong = protocol.wrong({ method, path, headers, body }, modelKeys);
      if (wrong !== undefined) return void answer(response, 401, protocol.failure(401, wrong).body);
      const one = { ...protocol.read(JSON.parse(body), path), protocol: protocol.name, path, authorization: headers.authorization };
      asked.push(one);
      behaveAs(script(one), one, protocol, request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${base}/v1`,
    urls: {
      'openai-compatible': `${base}/v1`,
      anthropic: `${base}/anthropic/v1`,
      azure: `${base}/openai/v1`,
      bedrock: `${modelKeys.bedrock.region} ${base}`,
    },
    asked,
    forget: () => void asked.splice(0),
    behave: (how) => {
      script = typeof how === 'function' ? how : () => how;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(response: ServerResponse, status: number, body: object, headers: { readonly [name: string]: string } = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function behaveAs(how: ModelBehaviour, asked: AskedModel, protocol: Protocol, request: IncomingMessage, response: ServerResponse): void {
  if (how.kind === 'sleeps') return void setTimeout(() => response.end(), how.milliseconds).unref();
  if (how.kind === 'babbles') return void answer(response, 200, { hello: 'world' });
  if (how.kind === 'redirects') return void answer(response, 307, {}, { location: how.to });
  if (how.kind === 'fails') {
    const { body, headers } = protocol.failure(how.status, `you sent: ${asked.user}`);
    return void answer(response, how.status, body, headers);
  }
  if (how.kind === 'hangs-up') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' });
    response.write('{"id":"x","cho');
    return void request.socket.destroy();
  }
  answer(response, 200, protocol.answer(said(asked, how)));
}

function said(asked: AskedModel, how: ModelBehaviour): Said {
  const told = how.kind === 'answers' ? how : undefined;
  const tokens = { tokensIn: told?.tokensIn ?? 100, tokensOut: told?.tokensOut ?? 20, filtered: how.kind === 'filtered' };
  if (told) return { ...tokens, text: told.text };
  if (how.kind === 'declines') return { ...tokens, text: 'I am sorry, but I cannot help with that.' };
  if (how.kind === 'malformed') return { ...tokens, text: '{"code": "1", "words": "cut o' };
  return { ...tokens, text: how.kind === 'repeats' ? `${asked.system}\n${asked.user}` : '' };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked of the model. */
export interface AskedModel {
  readonly model: string;
  readonly system: string;
  readonly user: string;
  readonly authorization: string | undefined;
}

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
  /** Says nothing for so long. */
  | { readonly kind: 'sleeps'; readonly milliseconds: number }
  /** Closes the connection in the middle of its answer. */
  | { readonly kind: 'hangs-up' };

export interface ModelServer {
  /** The address for an OpenAI-compatible client. */
  readonly url: string;
  /** Everything that came, in order: what left the house. */
  readonly asked: readonly AskedModel[];
  /** Forgets what came. */
  forget(): void;
  behave(how: ModelBehaviour | ((asked: AskedModel) => ModelBehaviour)): void;
  close(): Promise<void>;
}

/**
 * A vendor of language models, as the OpenAI-compatible protocol has it (`POST /chat/completions`), with no model behind: it answers what
 * its script says.
 */
export async function startModelServer(): Promise<ModelServer> {
  const asked: AskedModel[] = [];
  let script: (asked: AskedModel) => ModelBehaviour = () => ({ kind: 'declines' });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = readAsked(Buffer.concat(chunks).toString('utf8'), request.headers.authorization);
      asked.push(one);
      const how = script(one);
      if (how.kind === 'sleeps') {
        setTimeout(() => response.end(), how.milliseconds).unref();
        return;
      }
      if (how.kind === 'fails') {
        response.writeHead(how.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { message: `you sent: ${one.user}`, type: 'error' } }));
        return;
      }
      if (how.kind === 'hangs-up') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' });
        response.write('{"id":"x","cho');
        request.socket.destroy();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(completion(one, how)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
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

interface ChatRequest {
  readonly model?: string;
  readonly messages?: readonly { readonly role: string; readonly content: unknown }[];
}

function readAsked(body: string, authorization: string | undefined): AskedModel {
  const { model = '', messages = [] } = JSON.parse(body) as ChatRequest;
  const said = (role: string) => messages.filter((one) => one.role === role).map(({ content }) => wordsOf(content));
  return { model, system: said('system').join('\n'), user: said('user').join('\n'), authorization };
}

const wordsOf = (content: unknown): string =>
  typeof content === 'string' ? content : Array.isArray(content) ? content.map((part: { text?: string }) => part.text ?? '').join('') : '';

function completion(asked: AskedModel, how: Exclude<ModelBehaviour, { kind: 'sleeps' | 'fails' | 'hangs-up' }>): object {
  const words = {
    answers: () => (how.kind === 'answers' ? how.text : ''),
    declines: () => 'I am sorry, but I cannot help with that.',
    malformed: () => '{"code": "1", "words": "cut o',
    repeats: () => `${asked.system}\n${asked.user}`,
    filtered: () => '',
  }[how.kind]();
  const tokensIn = how.kind === 'answers' ? (how.tokensIn ?? 100) : 100;
  const tokensOut = how.kind === 'answers' ? (how.tokensOut ?? 20) : 20;
  return {
    id: 'twin-1',
    object: 'chat.completion',
    created: 0,
    model: 'twin-model-2026',
    choices: [
      { index: 0, message: { role: 'assistant', content: words }, finish_reason: how.kind === 'filtered' ? 'content_filter' : 'stop' },
    ],
    usage: { prompt_tokens: tokensIn, completion_tokens: tokensOut, total_tokens: tokensIn + tokensOut },
  };
}

import { type AwsAccount, type CameIn, signatureFits } from './signature-v4.ts';

/** What the model says, before it is put into a protocol's words. */
export interface Said {
  readonly text: string;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly filtered: boolean;
}

export interface Asked {
  readonly model: string;
  readonly system: string;
  readonly user: string;
  readonly mostTokensOut: number | undefined;
}

/** A vendor's protocol, as its public documentation has it. */
export interface Protocol {
  readonly name: 'openai-compatible' | 'anthropic' | 'azure' | 'bedrock';
  readonly path: RegExp;
  /** What is wrong with the request's headers: a vendor answers 401 or 400 to it. */
  wrong(request: CameIn, keys: ModelKeys): string | undefined;
  read(body: unknown, path: string): Asked;
  answer(said: Said): object;
  failure(status: number, message: string): { readonly body: object; readonly headers?: { readonly [name: string]: string } };
}

/** What a client must hold to be let in. */
export interface ModelKeys {
  readonly anthropic: string;
  readonly azure: string;
  readonly bedrock: AwsAccount;
}

interface Message {
  readonly role: string;
  readonly content: unknown;
}
const wordsOf = (content: unknown): string =>
  typeof content === 'string' ? content : Array.isArray(content) ? content.map((part: { text?: string }) => part.text ?? '').join('') : '';
const saidBy = (messages: readonly Message[] | undefined, role: string): string =>
  (messages ?? [])
    .filter((one) => one.role === role)
    .map(({ content }) => wordsOf(content))
    .join('\n');

const isJson = ({ headers }: CameIn): boolean => /^application\/json\b/.test(headers['content-type'] ?? '');
const version = 'twin-model-2026';

interface ChatRequest {
  readonly model?: string;
  readonly messages?: readonly Message[];
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
}
const chat = {
  read: (body: unknown): Asked => {
    const { model = '', messages, max_tokens, max_completion_tokens } = body as ChatRequest;
    const mostTokensOut = max_completion_tokens ?? max_tokens;
    return { model, system: saidBy(messages, 'system'), user: saidBy(messages, 'user'), mostTokensOut };
  },
  answer: ({ text, tokensIn, tokensOut, filtered }: Said): object => ({
    id: 'twin-1',
    object: 'chat.completion',
    created: 0,
    model: version,
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: filtered ? 'content_filter' : 'stop' }],
    usage: { prompt_tokens: tokensIn, completion_tokens: tokensOut, total_tokens: tokensIn + tokensOut },
  }),
  failure: (status: number, message: string) => ({ body: { error: { message, type: 'error', code: String(status) } } }),
};

const openAiCompatible: Protocol = { name: 'openai-compatible', path: /^\/v1\/chat\/completions$/, wrong: () => undefined, ...chat };

/** Azure OpenAI, its v1 interface: the key in `api-key`, the deployment as the model. */
const azure: Protocol = {
  name: 'azure',
  path: /^\/openai\/v1\/chat\/completions$/,
  wrong: (request, keys) =>
    request.headers['api-key'] === keys.azure && request.headers.authorization === undefined && isJson(request) ? undefined : 'api-key',
  ...chat,
};

interface MessagesRequest {
  readonly model?: string;
  readonly system?: unknown;
  readonly messages?: readonly Message[];
  readonly max_tokens?: number;
}
const anthropic: Protocol = {
  name: 'anthropic',
  path: /^\/anthropic\/v1\/messages$/,
  wrong: (request, keys) => {
    if (request.headers['x-api-key'] !== keys.anthropic) return 'x-api-key';
    if (request.headers['anthropic-version'] !== '2023-06-01') return 'anthropic-version';
    return isJson(request) ? undefined : 'content-type';
  },
  read: (body) => {
    const { model = '', system, messages, max_tokens } = body as MessagesRequest;
    return { model, system: wordsOf(system), user: saidBy(messages, 'user'), mostTokensOut: max_tokens };
  },
  answer: ({ text, tokensIn, tokensOut, filtered }) => ({
    id: 'msg_twin',
    type: 'message',
    role: 'assistant',
    model: version,
    content: [{ type: 'text', text }],
    stop_reason: filtered ? 'refusal' : 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: tokensIn, output_tokens: tokensOut },
  }),
  failure: (status, message) => ({
    body: { type: 'error', error: { type: status === 429 ? 'rate_limit_error' : 'api_error', message } },
  }),
};

interface ConverseRequest {
  readonly system?: unknown;
  readonly messages?: readonly Message[];
  readonly inferenceConfig?: { readonly maxTokens?: number };
}
/** Amazon Bedrock's Converse, signed with Signature Version 4. */
const bedrock: Protocol = {
  name: 'bedrock',
  path: /^\/model\/[^/]+\/converse$/,
  wrong: (request, keys) => (isJson(request) ? signatureFits(keys.bedrock, 'bedrock', request) : 'content-type'),
  read: (body, path) => {
    const { system, messages, inferenceConfig } = body as ConverseRequest;
    const model = decodeURIComponent(path.split('/')[2] ?? '');
    return { model, system: wordsOf(system), user: saidBy(messages, 'user'), mostTokensOut: inferenceConfig?.maxTokens };
  },
  answer: ({ text, tokensIn, tokensOut, filtered }) => ({
    output: { message: { role: 'assistant', content: [{ text }] } },
    stopReason: filtered ? 'content_filtered' : 'end_turn',
    usage: { inputTokens: tokensIn, outputTokens: tokensOut, totalTokens: tokensIn + tokensOut },
    metrics: { latencyMs: 1 },
  }),
  failure: (status, message) => ({
    body: { message },
    headers: { 'x-amzn-errortype': status === 429 ? 'ThrottlingException' : 'ModelErrorException' },
  }),
};

export const protocols: readonly Protocol[] = [openAiCompatible, azure, anthropic, bedrock];

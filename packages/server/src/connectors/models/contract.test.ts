import { type ModelServer, modelKeys, startModelServer } from '@claimwright/twin';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ModelFailure, reachModel } from './index.ts';
import { type ProviderName, providerNames } from './port.ts';

let model: ModelServer;
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());
beforeEach(() => {
  model.forget();
  model.behave({ kind: 'declines' });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const { accessKeyId, secretAccessKey } = modelKeys.bedrock;
const secrets: { readonly [provider in ProviderName]: string } = {
  'openai-compatible': 'twin-key',
  anthropic: modelKeys.anthropic,
  azure: modelKeys.azure,
  bedrock: `${accessKeyId}:${secretAccessKey}`,
};
const names: { readonly [provider in ProviderName]: string } = {
  'openai-compatible': 'small-model',
  anthropic: 'claude-twin-1',
  azure: 'our-deployment',
  bedrock: 'anthropic.twin-v1:0',
};
const addressOf = (provider: ProviderName, secret = secrets[provider]) => ({
  ...{ provider, url: model.urls[provider], name: names[provider], secret },
});
const request = { system: 'Answer in JSON.', user: 'The code is N77 – “ünïcode”.', mostTokensOut: 321, milliseconds: 400 };
const reach = (provider: ProviderName, secret?: string) => reachModel(addressOf(provider, secret), request);
const failureOf = (provider: ProviderName, secret?: string): Promise<ModelFailure> =>
  reach(provider, secret).then(
    () => {
      throw new Error('it answered');
    },
    (error: ModelFailure) => error,
  );

describe.each(providerNames)('the protocol of %s', (provider) => {
  test('carries both texts, the bound and the key; the answer comes back with its usage', async () => {
    model.behave({ kind: 'answers', text: '{"code":"N77"}', tokensIn: 1234, tokensOut: 56 });
    const reply = await reach(provider);
    expect(reply).toMatchObject({ text: '{"code":"N77"}', tokens: { in: 1234, out: 56 } });
    expect(reply.version).not.toBe('');
    expect(model.asked).toMatchObject([
      { protocol: provider, model: names[provider], system: request.system, user: request.user, mostTokensOut: 321 },
    ]);
  });

  test('a key that is wrong is a refusal that nobody pays for', async () => {
    if (provider === 'openai-compatible') return;
    expect(await failureOf(provider, 'AKIAOTHER:other')).toMatchObject({ code: 'refused-by-vendor', again: false, taken: false });
    expect(model.asked).toEqual([]);
  });

  test.each([
    ['429', { kind: 'fails', status: 429 }, { code: 'busy', again: true, taken: false }],
    ['503', { kind: 'fails', status: 503 }, { code: 'busy', again: true, taken: false }],
    ['500', { kind: 'fails', status: 500 }, { code: 'broken', again: true, taken: true }],
    ['400', { kind: 'fails', status: 400 }, { code: 'refused-by-vendor', again: false, taken: false }],
    ['a refusal of its own', { kind: 'filtered' }, { code: 'refused-by-vendor', again: false, tokens: { in: 100, out: 20 } }],
    ['a time-out', { kind: 'sleeps', milliseconds: 2000 }, { code: 'time-out', again: true, taken: true }],
    ['half an answer', { kind: 'hangs-up' }, { again: true, taken: true }],
    ['another protocol', { kind: 'babbles' }, { code: 'broken', taken: true }],
  ] as const)('%s is a failure that says what to do, once, and repeats nothing of the question', async (_what, how, failure) => {
    model.behave(how);
    const error = await failureOf(provider);
    expect(error).toMatchObject(failure);
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('N77');
    expect(model.asked).toHaveLength(1);
  });

  test('malformed JSON in the answer comes through as it is, for the egress to judge', async () => {
    model.behave({ kind: 'malformed' });
    expect((await reach(provider)).text).toBe('{"code": "1", "words": "cut o');
  });

  test('a vendor that points to another address is not followed', async () => {
    const elsewhere = await startModelServer();
    model.behave({ kind: 'redirects', to: `${elsewhere.url}/chat/completions` });
    expect(await failureOf(provider)).toMatchObject({ code: expect.stringMatching(/unreachable|broken/) });
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });

  test('nobody at the address is a failure that nobody pays for', async () => {
    const gone = await startModelServer();
    const url = gone.urls[provider];
    await gone.close();
    const error = await reachModel({ ...addressOf(provider), url }, request).catch((thrown: ModelFailure) => thrown);
    expect(error).toMatchObject({ code: 'unreachable', again: true, taken: false });
  });

  test('what the environment names is not taken in place of what was set up', async () => {
    for (const name of ['ANTHROPIC_BASE_URL', 'AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AZURE_RESOURCE_NAME'])
      vi.stubEnv(name, 'https://elsewhere.example');
    for (const name of ['ANTHROPIC_API_KEY', 'AWS_BEARER_TOKEN_BEDROCK', 'AZURE_API_KEY', 'OPENAI_API_KEY', 'AWS_SESSION_TOKEN'])
      vi.stubEnv(name, 'from-the-environment');
    model.behave({ kind: 'answers', text: '{}' });
    expect((await reach(provider)).text).toBe('{}');
    expect(model.asked[0]?.authorization ?? '').not.toContain('from-the-environment');
  });
});

test.each([
  ['anthropic', '', 'https://api.anthropic.com/v1/messages'],
  ['azure', 'https://elm.openai.azure.com/openai', 'https://elm.openai.azure.com/openai/v1/chat/completions?api-version=v1'],
  ['bedrock', 'us-west-2', 'https://bedrock-runtime.us-west-2.amazonaws.com/model/anthropic.twin-v1%3A0/converse'],
  ['openai-compatible', 'https://models.example/v1', 'https://models.example/v1/chat/completions'],
] as const)('the vendor’s own address of %s, whatever the environment says', async (provider, url, wanted) => {
  vi.stubEnv('ANTHROPIC_BASE_URL', 'https://elsewhere.example');
  vi.stubEnv('AWS_ENDPOINT_URL', 'https://elsewhere.example');
  const reached: string[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    reached.push(String(input instanceof Request ? input.url : input));
    return new Response('{}', { status: 500 });
  });
  await expect(reachModel({ ...addressOf(provider), url }, request)).rejects.toMatchObject({ code: 'broken' });
  expect(reached).toEqual([wanted]);
});

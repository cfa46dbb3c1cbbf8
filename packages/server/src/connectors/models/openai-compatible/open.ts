import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModel } from 'ai';
import type { ModelAddress } from '../port.ts';
import { straightFetch } from '../straight-fetch.ts';

/** OpenAI itself and every server that speaks its protocol, those on the practice's own machines among them. */
export const openOpenAiCompatible = ({ url, name, secret }: ModelAddress): LanguageModel =>
  createOpenAICompatible({
    ...{ name: 'openai-compatible', baseURL: url, fetch: straightFetch },
    ...(secret === '' ? {} : { apiKey: secret }),
  })(name);

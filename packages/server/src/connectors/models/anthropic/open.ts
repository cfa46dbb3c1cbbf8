import { createAnthropic } from '@ai-sdk/anthropic';
import type { LanguageModel } from 'ai';
import type { ModelAddress } from '../port.ts';
import { straightFetch } from '../straight-fetch.ts';

/** Always said, so that nothing in the environment names another place. */
const vendor = 'https://api.anthropic.com/v1';

export const openAnthropic = ({ url, name, secret }: ModelAddress): LanguageModel =>
  createAnthropic({ apiKey: secret, baseURL: url === '' ? vendor : url, fetch: straightFetch })(name);

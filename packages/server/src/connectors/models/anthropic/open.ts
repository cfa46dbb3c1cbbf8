import { createAnthropic } from '@ai-sdk/anthropic';
import type { LanguageModel } from 'ai';
import type { ModelAddress } from '../port.ts';

export const openAnthropic = ({ url, name, secret }: ModelAddress): LanguageModel =>
  createAnthropic({ apiKey: secret, ...(url === '' ? {} : { baseURL: url }) })(name);

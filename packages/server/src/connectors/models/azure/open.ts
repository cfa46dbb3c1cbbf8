import { createAzure } from '@ai-sdk/azure';
import type { LanguageModel } from 'ai';
import type { ModelAddress } from '../port.ts';
import { straightFetch } from '../straight-fetch.ts';

/** `url` is the resource's address with `/openai`; `name` the deployment's. */
export const openAzure = ({ url, name, secret }: ModelAddress): LanguageModel =>
  createAzure({ baseURL: url, apiKey: secret, fetch: straightFetch }).chat(name);

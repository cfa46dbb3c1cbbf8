import type { LanguageModel } from 'ai';
import { openAnthropic } from './anthropic/open.ts';
import { openAzure } from './azure/open.ts';
import { openBedrock } from './bedrock/open.ts';
import { callModel } from './call-model.ts';
import { openOpenAiCompatible } from './openai-compatible/open.ts';
import { type ModelAddress, ModelFailure, type ModelPort, type ProviderName } from './port.ts';

const providers: { readonly [provider in ProviderName]: (address: ModelAddress) => LanguageModel } = {
  'openai-compatible': openOpenAiCompatible,
  anthropic: openAnthropic,
  azure: openAzure,
  bedrock: openBedrock,
};

/** Reaches the model's vendor. Called by the egress gate alone. */
export const reachModel: ModelPort = async (address, request) => {
  const open = Object.entries(providers).find(([name]) => name === address.provider)?.[1];
  if (!open) throw new ModelFailure('refused-by-vendor');
  return callModel(open(address), address, request);
};

export { ModelFailure, type ModelReply } from './port.ts';

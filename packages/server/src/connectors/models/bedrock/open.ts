import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import type { LanguageModel } from 'ai';
import type { ModelAddress } from '../port.ts';
import { straightFetch } from '../straight-fetch.ts';

/** `url` is the region, or an address of one's own with the region in front: `us-east-1 https://…`. */
export function openBedrock({ url, name, secret }: ModelAddress): LanguageModel {
  const [region = '', own] = url.split(' ');
  const colon = secret.indexOf(':');
  return createAmazonBedrock({
    region,
    accessKeyId: secret.slice(0, colon),
    secretAccessKey: secret.slice(colon + 1),
    // Both are said, so that nothing in the environment names another key or another place.
    apiKey: '',
    baseURL: own ?? `https://bedrock-runtime.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`,
    fetch: straightFetch,
  })(name);
}

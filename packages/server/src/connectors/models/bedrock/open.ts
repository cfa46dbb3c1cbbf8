import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import type { LanguageModel } from 'ai';
import type { ModelAddress } from '../port.ts';

/** `url` is the region, or an address of one's own with the region in front: `us-east-1 https://…`. */
export function openBedrock({ url, name, secret }: ModelAddress): LanguageModel {
  const [region = '', baseURL] = url.split(' ');
  const colon = secret.indexOf(':');
  return createAmazonBedrock({
    region,
    accessKeyId: secret.slice(0, colon),
    secretAccessKey: secret.slice(colon + 1),
    ...(baseURL === undefined ? {} : { baseURL }),
  })(name);
}

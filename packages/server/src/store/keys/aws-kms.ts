import { callService, type ServiceCall, textIn } from './call-service.ts';
import type { KeyKeeper } from './keeper.ts';
import { signatureV4 } from './signature-v4.ts';

export interface AwsKms {
  /** ARN, id or alias of a symmetric key. */
  readonly key: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Where it is not the region's own: a VPC endpoint, or a test. */
  readonly endpoint?: string;
  clock(): Date;
}

const service = 'AWS KMS';

/** Wraps with AWS KMS: Encrypt and Decrypt, signed with Signature Version 4. KMS rotates its own key material behind the same name. */
export function awsKms(options: AwsKms): KeyKeeper {
  const call = (action: 'Encrypt' | 'Decrypt', input: object) =>
    callService(service, () => signed(options, `TrentService.${action}`, JSON.stringify(input)));
  return {
    kind: 'aws-kms',
    where: options.key,
    wrap: async (secret) => {
      const answer = await call('Encrypt', { KeyId: options.key, Plaintext: Buffer.from(secret).toString('base64') });
      return { kekId: textIn(service, answer, 'KeyId'), bytes: Buffer.from(textIn(service, answer, 'CiphertextBlob'), 'base64') };
    },
    unwrap: async ({ kekId, bytes }) => {
      const answer = await call('Decrypt', { KeyId: kekId, CiphertextBlob: Buffer.from(bytes).toString('base64') });
      return Buffer.from(textIn(service, answer, 'Plaintext'), 'base64');
    },
  };
}

function signed(options: AwsKms, target: string, body: string): ServiceCall {
  const url = new URL(options.endpoint ?? `https://kms.${options.region}.amazonaws.com/`);
  const sent = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-date': options
      .clock()
      .toISOString()
      .replaceAll(/[-:]|\.\d{3}/g, ''),
    ...(options.sessionToken === undefined ? {} : { 'x-amz-security-token': options.sessionToken }),
    'x-amz-target': target,
  };
  const { region, accessKeyId, secretAccessKey } = options;
  const headers = { ...sent, host: url.host };
  const authorization = signatureV4({
    method: 'POST',
    path: url.pathname,
    headers,
    body,
    region,
    service: 'kms',
    accessKeyId,
    secretAccessKey,
  });
  return { url: url.toString(), headers: { ...sent, authorization }, body };
}

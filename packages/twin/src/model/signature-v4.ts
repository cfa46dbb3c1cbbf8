import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** One request as it came, before anybody knows in which protocol. */
export interface CameIn {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface AwsAccount {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** What is wrong with the signature of a request without a query; each part of its path is encoded once more, as services but S3 want it. */
export function signatureFits(account: AwsAccount, service: string, { method, path, headers, body }: CameIn): string | undefined {
  const told =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  const [, id, day = '', region = '', named, names = '', signature = ''] = told ?? [];
  if (!told) return 'MissingAuthenticationTokenException';
  if (id !== account.accessKeyId) return 'UnrecognizedClientException';
  const stamp = String(headers['x-amz-date'] ?? '');
  if (!stamp.startsWith(day) || region !== account.region || named !== service) return 'SignatureDoesNotMatch';
  const signed = names.split(';');
  if (!['host', 'x-amz-date'].every((name) => signed.includes(name))) return 'IncompleteSignature';
  const lines = signed.map((name) => `${name}:${String(headers[name] ?? '').trim()}`);
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const canonical = [method, encoded, '', ...lines, '', names, hash(body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = hmac(hmac(hmac(hmac(`AWS4${account.secretAccessKey}`, day), region), service), 'aws4_request');
  const right = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, hash(canonical)].join('\n'));
  return timingSafeEqual(right, Buffer.from(signature, 'hex')) ? undefined : 'SignatureDoesNotMatch';
}

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { seal, textsOf, unseal } from './seal.ts';
import type { KeyAccounts, ServiceAnswer, ServiceRequest } from './service.ts';

const refuse = (type: string, status = 400): ServiceAnswer => ({ status, body: { __type: type } });
const versioned = (keyId: string, version: number): string => `aws/${keyId}/${version}`;

/** TrentService.Encrypt and Decrypt. The ciphertext tells its version, as KMS's own does. */
export function awsAnswer(account: KeyAccounts['aws'], request: ServiceRequest, versions: number): ServiceAnswer {
  const wrong = whyNotSigned(account, request);
  if (wrong !== undefined) return refuse(wrong);
  const input = textsOf(request.body);
  if (input.KeyId !== account.keyId) return refuse('NotFoundException');
  const KeyId = account.keyId;
  if (request.headers['x-amz-target'] === 'TrentService.Encrypt') {
    const clear = Buffer.from(input.Plaintext ?? '', 'base64');
    if (clear.length === 0 || clear.length > 4096) return refuse('ValidationException');
    const blob = Buffer.concat([Buffer.from([versions]), seal(versioned(KeyId, versions), clear)]);
    return { status: 200, body: { KeyId, CiphertextBlob: blob.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' } };
  }
  if (request.headers['x-amz-target'] !== 'TrentService.Decrypt') return refuse('UnknownOperationException');
  const blob = Buffer.from(input.CiphertextBlob ?? '', 'base64');
  const clear = unseal(versioned(KeyId, blob[0] ?? 0), blob.subarray(1));
  return clear ? { status: 200, body: { KeyId, Plaintext: clear.toString('base64') } } : refuse('InvalidCiphertextException');
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const quarter = 15 * 60_000;

/** Signature Version 4 as the service checks it: scope, age, which headers are signed, and the signature itself. */
function whyNotSigned(account: KeyAccounts['aws'], { headers, path, query, method, body, at }: ServiceRequest): string | undefined {
  const told =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/kms\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  const [, id, day = '', region, names = '', signature = ''] = told ?? [];
  if (!told) return 'MissingAuthenticationTokenException';
  if (id !== account.accessKeyId) return 'UnrecognizedClientException';
  const stamp = String(headers['x-amz-date'] ?? '');
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  const sent = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  if (!stamp.startsWith(day) || region !== account.region || Number.isNaN(sent)) return 'SignatureDoesNotMatch';
  if (Math.abs(at.getTime() - sent) > quarter) return 'RequestExpired';
  const signed = names.split(';');
  if (!['host', 'x-amz-date', 'x-amz-target'].every((name) => signed.includes(name))) return 'IncompleteSignature';
  const lines = signed.map((name) => `${name}:${String(headers[name] ?? '').trim()}`);
  const canonical = [method, path, query, ...lines, '', names, hash(body)].join('\n');
  const scope = `${day}/${region}/kms/aws4_request`;
  const key = hmac(hmac(hmac(hmac(`AWS4${account.secretAccessKey}`, day), region), 'kms'), 'aws4_request');
  const right = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, hash(canonical)].join('\n'));
  return timingSafeEqual(right, Buffer.from(signature, 'hex')) ? undefined : 'SignatureDoesNotMatch';
}

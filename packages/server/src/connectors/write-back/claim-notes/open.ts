import { z } from 'zod';
import { type PartnerAddress, PartnerFailure, type PartnerPort } from '../port.ts';

const found = z.object({ id: z.string().min(1).max(200), notes: z.array(z.object({ key: z.string() })) });

/**
 * JSON over HTTPS, as practice-management systems with a modern interface have it: accounts carry an ETag, a write names the version that
 * it rests on (If-Match) and its key (Idempotency-Key). The account number goes in the body: addresses stand in other people's logs.
 */
export const claimNotes: PartnerPort = {
  find: async (address, { account, key }, milliseconds) => {
    const answer = await send(address, '/accounts/find', { account }, {}, milliseconds);
    const version = answer.headers.get('etag');
    const read = found.safeParse(await answer.json().catch(() => undefined));
    if (!read.success || version === null) throw new PartnerFailure('broken');
    return { id: read.data.id, version, has: read.data.notes.some((note) => note.key === key) };
  },
  write: async (address, { key, says }, { id, version }, milliseconds) => {
    const path = `/accounts/${encodeURIComponent(id)}/notes`;
    const answer = await send(address, path, { key, ...says }, { 'if-match': version, 'idempotency-key': key }, milliseconds);
    return answer.headers.get('etag') ?? version;
  },
};

async function send(
  { url, secret }: PartnerAddress,
  path: string,
  body: object,
  headers: { readonly [name: string]: string },
  milliseconds: number,
): Promise<Response> {
  const answer = await fetch(`${url.replace(/\/$/, '')}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}`, ...headers },
    body: JSON.stringify(body),
    // A partner that points elsewhere is not followed.
    redirect: 'error',
    signal: AbortSignal.timeout(milliseconds),
  }).catch((error: unknown) => {
    throw new PartnerFailure(error instanceof Error && error.name === 'TimeoutError' ? 'time-out' : 'unreachable');
  });
  if (answer.ok) return answer;
  await answer.body?.cancel().catch(() => undefined);
  throw failureOf(answer);
}

function failureOf({ status, headers }: Response): PartnerFailure {
  if (status === 412) return new PartnerFailure('changed');
  // The partner is still at the first one of this key, or somebody holds the account.
  if (status === 409 || status === 423) return new PartnerFailure('busy');
  if (status === 429 || status === 503) return new PartnerFailure('busy', waitOf(headers.get('retry-after')));
  if (status === 404) return new PartnerFailure('not-there');
  return new PartnerFailure(status >= 500 ? 'broken' : 'refused');
}

/** At most five minutes: the queue's own patience is twenty. */
const waitOf = (text: string | null): number => (text !== null && /^\d{1,6}$/.test(text) ? Math.min(Number(text), 300) : 0);

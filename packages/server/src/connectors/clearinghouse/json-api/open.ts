import { z } from 'zod';
import { type ClearinghouseAddress, ClearinghouseFailure, type ClearinghousePort } from '../port.ts';

const listed = z.object({ answers: z.array(z.object({ name: z.string().min(1).max(255), size: z.int().nonnegative() })) });

/**
 * JSON over HTTPS: a file is put once under its name (`If-None-Match: *`), and asked for by its name before that. What a first try put,
 * though its answer got lost, is found there by the next one.
 */
export const openJsonApi: ClearinghousePort = async (address, milliseconds) => {
  const ask = (method: string, path: string, body?: Uint8Array) => send(address, method, path, body, milliseconds);
  const fileOf = (name: string) => `/files/${encodeURIComponent(name)}`;
  return {
    stage: async () => undefined,
    release: async (name, bytes) => {
      const before = await ask('GET', fileOf(name));
      await before.body?.cancel();
      if (before.ok) return 'was-there';
      const put = await ask('PUT', fileOf(name), bytes);
      await put.body?.cancel();
      return put.status === 412 ? 'was-there' : 'released';
    },
    answers: async () => {
      const read = listed.safeParse(await (await ask('GET', '/answers')).json().catch(() => undefined));
      if (!read.success) throw new ClearinghouseFailure('broken', true);
      return read.data.answers;
    },
    read: async function* (name) {
      const answer = await ask('GET', `/answers/${encodeURIComponent(name)}`);
      if (!answer.ok) throw new ClearinghouseFailure('not-there', false);
      yield new Uint8Array(await answer.arrayBuffer());
    },
    close: async () => undefined,
  };
};

async function send(
  { url = '', secret = '' }: ClearinghouseAddress,
  method: string,
  path: string,
  body: Uint8Array | undefined,
  milliseconds: number,
): Promise<Response> {
  const answer = await fetch(`${url.replace(/\/$/, '')}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body === undefined ? {} : { 'content-type': 'application/edi-x12', 'if-none-match': '*' }),
    },
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(milliseconds),
  }).catch((error: unknown) => {
    throw new ClearinghouseFailure(error instanceof Error && error.name === 'TimeoutError' ? 'time-out' : 'unreachable', true);
  });
  if (answer.ok || answer.status === 404 || answer.status === 412) return answer;
  await answer.body?.cancel().catch(() => undefined);
  if (answer.status === 401 || answer.status === 403) throw new ClearinghouseFailure('refused', false);
  throw new ClearinghouseFailure(answer.status >= 500 || answer.status === 429 ? 'unreachable' : 'broken', answer.status >= 429);
}

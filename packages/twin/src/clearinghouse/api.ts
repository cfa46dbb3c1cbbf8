import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clearinghouse, Minute } from './clearinghouse.ts';

export interface ClearinghouseApi {
  readonly url: string;
  readonly key: string;
  /** The next file is taken, and its sender never hears of it. */
  hangUpAfterTaking(): void;
  close(): Promise<void>;
}

const key = 'twin-clearinghouse-key';

/**
 * `PUT /files/{name}` takes a file once (412 where one of that name is here), `GET /files/{name}` says whether it is here,
 * `GET /answers` lists what is there to be fetched, `GET /answers/{name}` gives it. A key as bearer; 503 while it is down.
 */
export async function startClearinghouseApi(house: Clearinghouse, now: () => Minute): Promise<ClearinghouseApi> {
  const state = { hangsUp: false };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(house, now(), state, request, response, Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key,
    hangUpAfterTaking: () => {
      state.hangsUp = true;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(
  house: Clearinghouse,
  at: Minute,
  state: { hangsUp: boolean },
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): unknown {
  const say = (status: number, said: object = {}) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  if (!house.isUp(at)) return say(503);
  if (request.headers.authorization !== `Bearer ${key}`) return say(401);
  const [, place, encoded] = /^\/(files|answers)(?:\/([^/]+))?$/.exec(request.url ?? '') ?? [];
  const name = decodeURIComponent(encoded ?? '');
  if (place === 'answers' && name === '')
    return say(200, { answers: house.answers(at).map((one) => ({ name: one.name, size: one.bytes.length })) });
  if (place === 'answers') {
    const found = house.answers(at).find((one) => one.name === name);
    return found ? response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(found.bytes) : say(404);
  }
  if (place !== 'files' || name === '') return say(404);
  if (request.method === 'GET') return say(house.has(name) ? 200 : 404, { name });
  const taken = house.put(name, body, at);
  if (state.hangsUp && taken) {
    state.hangsUp = false;
    return request.socket.destroy();
  }
  return say(taken ? 201 : 412, { name });
}

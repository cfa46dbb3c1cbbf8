import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A note on an account, as the partner keeps it. */
export interface PartnerNote {
  readonly key: string;
  readonly [name: string]: unknown;
}
interface Account {
  readonly id: string;
  readonly number: string;
  version: number;
  readonly notes: PartnerNote[];
}

/** How the partner behaves at a write. */
export type PartnerBehaviour =
  | { readonly kind: 'works' }
  /** Answers with this status and writes nothing. */
  | { readonly kind: 'fails'; readonly status: number; readonly retryAfter?: number }
  /** Writes, and answers only after so long. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Writes, and answers with an error all the same. */
  | { readonly kind: 'fails-after-writing' }
  /** Writes, and hangs up. */
  | { readonly kind: 'hangs-up-after-writing' };

export interface PartnerServer {
  readonly url: string;
  readonly key: string;
  /** Every write that came, whatever became of it. */
  readonly writes: readonly { readonly number: string; readonly key: string }[];
  /** Everything that was sent to it, as text. */
  readonly heard: readonly string[];
  notesOf(number: string): readonly PartnerNote[];
  numbers(): readonly string[];
  open(...numbers: string[]): void;
  /** Somebody at the partner works on the account. */
  change(number: string): void;
  behave(how: PartnerBehaviour | ((tries: number) => PartnerBehaviour)): void;
  /** Whether it knows a key that it has seen; some partners do not. */
  remembersKeys(whether: boolean): void;
  close(): Promise<void>;
}

interface State {
  readonly accounts: Map<string, Account>;
  readonly answers: Map<string, { status: number; etag: string }>;
  readonly writes: { number: string; key: string }[];
  script: (tries: number) => PartnerBehaviour;
  remembers: boolean;
  /** Opens an account for any number that is asked for. */
  readonly anyNumber: boolean;
}

const secret = 'twin-partner-key';

/** A practice-management system that keeps versions of its accounts: the other side of a write-back. */
export async function startPartner({ anyNumber = false }: { anyNumber?: boolean } = {}): Promise<PartnerServer> {
  const state: State = {
    ...{ accounts: new Map(), answers: new Map(), writes: [] },
    ...{ script: () => ({ kind: 'works' }), remembers: true, anyNumber },
  };
  const heard: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      heard.push(`${request.method} ${request.url}\n${body}`);
      answer(state, request, response, JSON.parse(body) as { [name: string]: unknown });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: secret,
    writes: state.writes,
    heard,
    notesOf: (number) => state.accounts.get(number)?.notes ?? [],
    numbers: () => [...state.accounts.keys()],
    open: (...numbers) => {
      for (const number of numbers) accountOf(state, number, true);
    },
    change: (number) => {
      const account = accountOf(state, number, true);
      if (account) account.version += 1;
    },
    behave: (how) => {
      state.script = typeof how === 'function' ? how : () => how;
    },
    remembersKeys: (whether) => {
      state.remembers = whether;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function accountOf(state: State, number: string, make: boolean): Account | undefined {
  const found = state.accounts.get(number);
  if (found || !make) return found;
  const account = { id: `a-${state.accounts.size + 1}`, number, version: 1, notes: [] };
  state.accounts.set(number, account);
  return account;
}

const etagOf = ({ version }: Account): string => `"${version}"`;

function say(response: ServerResponse, status: number, body: object, headers: { readonly [name: string]: string } = {}): ServerResponse {
  return response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function answer(state: State, request: IncomingMessage, response: ServerResponse, body: { [name: string]: unknown }): unknown {
  if (request.headers.authorization !== `Bearer ${secret}`) return say(response, 401, {});
  if (request.url === '/accounts/find') {
    const account = accountOf(state, String(body.account), state.anyNumber);
    if (!account) return say(response, 404, {});
    return say(response, 200, { id: account.id, notes: account.notes.map(({ key }) => ({ key })) }, { etag: etagOf(account) });
  }
  const [, id] = /^\/accounts\/([^/]+)\/notes$/.exec(request.url ?? '') ?? [];
  const account = [...state.accounts.values()].find((one) => one.id === id);
  if (!account) return say(response, 404, {});
  return write(state, account, request, response, body);
}

function write(
  state: State,
  account: Account,
  request: IncomingMessage,
  response: ServerResponse,
  body: { [name: string]: unknown },
): unknown {
  const key = String(request.headers['idempotency-key'] ?? '');
  state.writes.push({ number: account.number, key });
  const how = state.script(state.writes.filter((one) => one.key === key).length);
  if (how.kind === 'fails')
    return say(response, how.status, {}, how.retryAfter === undefined ? {} : { 'retry-after': String(how.retryAfter) });
  const before = state.remembers ? state.answers.get(key) : undefined;
  if (before) return say(response, before.status, {}, { etag: before.etag });
  if (request.headers['if-match'] !== etagOf(account)) return say(response, 412, {});
  account.version += 1;
  account.notes.push({ ...body, key });
  state.answers.set(key, { status: 201, etag: etagOf(account) });
  if (how.kind === 'hangs-up-after-writing') return request.socket.destroy();
  if (how.kind === 'fails-after-writing') return say(response, 500, {});
  const done = () => say(response, 201, {}, { etag: etagOf(account) });
  if (how.kind === 'slow') return setTimeout(done, how.milliseconds).unref();
  return done();
}

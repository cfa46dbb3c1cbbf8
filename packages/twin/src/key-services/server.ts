import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { awsAnswer } from './aws.ts';
import { azureAnswer } from './azure.ts';
import type { KeyAccounts, ServiceAnswer, ServiceRequest } from './service.ts';
import { vaultAnswer } from './vault.ts';

export interface KeyServices {
  readonly url: string;
  /** How many requests came, by path; answered or refused. */
  readonly asked: readonly { readonly path: string; readonly status: number }[];
  /** A new version of each service's key: what was wrapped before still unwraps. */
  turnOver(): void;
  /** The next so many requests are answered as a busy service does. */
  beBusy(times: number): void;
  close(): Promise<void>;
}

/** AWS KMS, Azure Key Vault and HashiCorp Vault as far as wrapping goes: they check who asks as the real ones do. */
export async function startKeyServices(accounts: KeyAccounts, clock: () => Date): Promise<KeyServices> {
  const asked: { path: string; status: number }[] = [];
  let versions = 1;
  let busy = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, search } = new URL(request.url ?? '/', 'http://service');
      const one: ServiceRequest = {
        method: request.method ?? 'GET',
        path: pathname,
        query: search.slice(1),
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        at: clock(),
      };
      busy -= 1;
      const { status, body } =
        busy >= 0 ? { status: 503, body: { error: 'busy' } } : answer(accounts, one, versions, `http://${request.headers.host ?? ''}`);
      asked.push({ path: pathname, status });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    turnOver: () => {
      versions += 1;
    },
    beBusy: (times) => {
      busy = times;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function answer(accounts: KeyAccounts, request: ServiceRequest, versions: number, own: string): ServiceAnswer {
  if (request.method !== 'POST') return { status: 405, body: { error: 'method' } };
  if (request.headers['x-amz-target'] !== undefined) return awsAnswer(accounts.aws, request, versions);
  if (request.path.startsWith('/v1/')) return vaultAnswer(accounts.vault, request, versions);
  return azureAnswer(accounts.azure, request, versions, own);
}

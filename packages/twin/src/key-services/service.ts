import type { IncomingMessage } from 'node:http';

export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** When it came, by the clock that the services are given. */
  readonly at: Date;
}
export interface ServiceAnswer {
  readonly status: number;
  readonly body: object;
}

/** What a customer has at the three companies. */
export interface KeyAccounts {
  readonly aws: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string; readonly keyId: string };
  readonly azure: { readonly tenant: string; readonly clientId: string; readonly clientSecret: string; readonly keyName: string };
  readonly vault: { readonly token: string; readonly mount: string; readonly keyName: string };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Trouble } from '../../trouble.ts';

export interface ServiceCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const waitAtMost = 10_000;
const pauses = [200, 800, 2_000];

/**
 * Asks a key service, a few times where it is busy or away. What it says of an error is not repeated: it may quote what it was sent.
 * `prepare` is asked each time, so that a signature or a token is never older than the try.
 */
export async function callService(service: string, prepare: () => ServiceCall | Promise<ServiceCall>): Promise<Record<string, unknown>> {
  for (let tried = 0; ; tried++) {
    const { url, headers, body } = await prepare();
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(waitAtMost), redirect: 'error' }).catch(
      (error: unknown) => error,
    );
    if (answer instanceof Response && answer.ok) return record(service, await answer.json().catch(() => undefined));
    const status = answer instanceof Response ? answer.status : undefined;
    const pause = pauses[tried];
    if (pause === undefined || (status !== undefined && status !== 429 && status < 500)) throw refused(service, url, status, answer);
    await sleep(pause);
  }
}

function record(service: string, answer: unknown): Record<string, unknown> {
  if (typeof answer === 'object' && answer !== null) return { ...answer };
  throw new Trouble('keys-missing', `${service} answered something that is no answer.`);
}

/** A text out of an answer. */
export function textIn(service: string, answer: Record<string, unknown>, name: string): string {
  const value = answer[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Trouble('keys-missing', `${service} answered without ${name}.`);
}

function refused(service: string, url: string, status: number | undefined, cause: unknown): Trouble {
  const because = status === undefined ? `${new URL(url).host} does not answer.` : `It answered with HTTP ${status}.`;
  return new Trouble('keys-missing', `${service} does not give the key to the patient data.`, {
    because,
    fix:
      status === undefined
        ? 'Check the network and the address, then start again. Nothing was changed.'
        : 'Check the name of the key and the rights of the credentials, then start again. Nothing was changed.',
    cause: cause instanceof Response ? undefined : cause,
  });
}

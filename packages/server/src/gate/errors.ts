import type { Finding } from '@claimwright/core/ground/base';

/** Every way in which the gate says no, with what it means outside: an HTTP status and a process's exit status. */
export const refusals = {
  'not-signed-in': { http: 401, exit: 3 },
  'not-allowed': { http: 403, exit: 3 },
  'not-found': { http: 404, exit: 2 },
  'bad-input': { http: 422, exit: 2 },
  'cannot-do': { http: 409, exit: 1 },
  'key-reused': { http: 409, exit: 2 },
  'plan-changed': { http: 409, exit: 1 },
  'switched-off': { http: 409, exit: 1 },
  busy: { http: 503, exit: 3 },
} as const;
export type RefusalCode = keyof typeof refusals;

/** The gate's no. Its words are for the person who asked and hold no patient data. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly because: string | undefined;
  readonly fix: string | undefined;
  readonly findings: readonly Finding[];

  constructor(code: RefusalCode, says: string, more: { because?: string; fix?: string; findings?: readonly Finding[] } = {}) {
    super(says);
    this.name = 'Refusal';
    this.code = code;
    this.because = more.because;
    this.fix = more.fix;
    this.findings = more.findings ?? [];
  }

  get status(): number {
    return refusals[this.code].http;
  }
}

export const notFound = (what: string): Refusal =>
  new Refusal('not-found', `This ${what} does not exist here.`, { because: 'It may belong to another practice, or the link is old.' });
export const cannot = (says: string, because: string, fix: string): Refusal => new Refusal('cannot-do', says, { because, fix });

import { Refusal, type RefusalCode, refusals } from '../gate/index.ts';
import { codeOf, Trouble, type TroubleCode } from '../trouble.ts';

type Code = RefusalCode | TroubleCode | 'broken' | 'findings';

/**
 * What each code means outside: an HTTP status, and a process's exit status (0 fine, 1 findings or a failed check, 2 cannot be read
 * or asked wrongly, 3 something is in the way).
 */
export const statuses: { readonly [code in Code]: { readonly http: number; readonly exit: number } } = {
  ...refusals,
  findings: { http: 422, exit: 1 },
  'already-running': { http: 409, exit: 3 },
  'backup-damaged': { http: 422, exit: 1 },
  'backup-refused': { http: 409, exit: 3 },
  'cut-off': { http: 400, exit: 2 },
  'database-newer': { http: 503, exit: 3 },
  'database-refused': { http: 503, exit: 3 },
  'database-unreachable': { http: 503, exit: 3 },
  'disk-full': { http: 507, exit: 3 },
  'document-damaged': { http: 500, exit: 1 },
  'document-missing': { http: 404, exit: 2 },
  'keys-missing': { http: 503, exit: 3 },
  'no-permission': { http: 500, exit: 3 },
  'not-readable': { http: 422, exit: 2 },
  'not-set-up': { http: 409, exit: 3 },
  'pack-too-large': { http: 422, exit: 1 },
  'port-taken': { http: 503, exit: 3 },
  'too-large': { http: 413, exit: 2 },
  usage: { http: 400, exit: 2 },
  'value-damaged': { http: 500, exit: 1 },
  'wrong-host': { http: 421, exit: 2 },
  broken: { http: 500, exit: 3 },
};

/** What a person is told. Never a row, never a stack. */
export interface Told {
  readonly code: string;
  readonly says: string;
  readonly because?: string;
  readonly fix?: string;
  readonly findings?: readonly object[];
}

export interface Outcome {
  readonly http: number;
  readonly exit: number;
  readonly told: Told;
  /** True where the program itself is at fault, and its log should say more. */
  readonly broken: boolean;
}

const busyStates = ['40001', '40P01', '55P03', '53300', '57P01', '57P02', '57P03'];
const unreachable = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EPIPE'];

/** Everything that can be thrown, as what it means for the one who asked. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof Refusal || error instanceof Trouble) {
    const { code, because, fix } = error;
    const findings = error instanceof Refusal && error.findings.length > 0 ? { findings: error.findings } : {};
    const told = {
      code,
      says: error.message,
      ...(because === undefined ? {} : { because }),
      ...(fix === undefined ? {} : { fix }),
      ...findings,
    };
    return { ...statuses[code], told, broken: false };
  }
  const state = codeOf(error) ?? '';
  const framework = asked(error, state);
  if (framework) return framework;
  if (busyStates.includes(state))
    return outcome('busy', 'Somebody else works on the same thing just now.', 'Try again in a moment: nothing was changed.');
  if (unreachable.includes(state))
    return outcome('database-unreachable', 'The database does not answer.', 'Try again in a moment. Nothing was changed.');
  if (state === 'ENOSPC' || state === '53100')
    return outcome('disk-full', 'The disk is full.', 'Make room, then try again. Nothing was changed.');
  const broken = outcome('broken', 'Claimwright itself failed at this.', 'Nothing was changed. If it happens again, the log says where.');
  return { ...broken, broken: true };
}

/** The web framework's own refusals: a body that is no JSON, one that is too large, too many files. */
function asked(error: unknown, code: string): Outcome | undefined {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (!(status < 500) || !code.startsWith('FST_')) return undefined;
  const says = status === 413 ? 'That is too much at once.' : 'The request could not be read.';
  return { http: status, exit: 2, told: { code: 'bad-input', says, ...becauseOf(code) }, broken: false };
}

const outcome = (code: Code, says: string, fix: string): Outcome => ({ ...statuses[code], told: { code, says, fix }, broken: false });

const frameworkWords: { readonly [code: string]: string } = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'It is no JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'Nothing came with it.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'It came as something that is not read here: send JSON, or a file by the upload.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'There is a bound to how much one request may bring.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'It is of another length than it said.',
};
const becauseOf = (code: string): { because?: string } => {
  const because = Object.hasOwn(frameworkWords, code) ? frameworkWords[code] : undefined;
  return because === undefined ? {} : { because };
};

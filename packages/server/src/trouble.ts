/** Everything that can be in the way of the program itself, as a stable word. What it means outside stands in `http/statuses.ts`. */
export type TroubleCode =
  | 'already-running'
  | 'backup-damaged'
  | 'backup-refused'
  | 'cut-off'
  | 'database-newer'
  | 'database-refused'
  | 'database-unreachable'
  | 'disk-full'
  | 'document-damaged'
  | 'document-missing'
  | 'keys-missing'
  | 'no-permission'
  | 'not-readable'
  | 'not-set-up'
  | 'pack-too-large'
  | 'port-taken'
  | 'too-large'
  | 'usage'
  | 'value-damaged'
  | 'wrong-host';

/** Bad luck, told to a person: `says` what, `because` why, `fix` what to do. `cause` is for the log only. */
export class Trouble extends Error {
  readonly code: TroubleCode;
  readonly says: string;
  readonly because?: string;
  readonly fix?: string;

  constructor(code: TroubleCode, says: string, more: { because?: string; fix?: string; cause?: unknown } = {}) {
    super(says, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'Trouble';
    this.code = code;
    this.says = says;
    if (more.because !== undefined) this.because = more.because;
    if (more.fix !== undefined) this.fix = more.fix;
  }
}

/** The system's own word for what went wrong (`ENOSPC`, `EACCES`, a SQLSTATE), where it has one. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Turns what the file system says into trouble with `path`; anything else comes back as it was. */
export function fileTrouble(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new Trouble('no-permission', `No permission to write at ${path}.`, {
      fix: 'Give this user the right to write there, or name another folder in CLAIMWRIGHT_DATA.',
      cause: error,
    });
  return error;
}

export const diskFull = (path: string, cause?: unknown): Trouble =>
  new Trouble('disk-full', `The disk that holds ${path} is full.`, { fix: 'Make room there, then start again. Nothing was lost.', cause });

/** What may be logged of an error: its kind and its place, never its message, which may quote a row. */
export function traceOf(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? {} : { cause: traceOf(error.cause) };
  return { kind: error.name, code: codeOf(error), stack: frames.slice(0, 12).map((line) => line.trim()), ...cause };
}

import type {
  Acted,
  ApiCommands,
  ApiQueries,
  ImportedView,
  Me,
  NotSignedIn,
  ProposalView,
  Refused,
  Setup,
  SignInAnswer,
  UploadedFile,
} from '@claimwright/server/api';
import { idleSeconds } from './idle.ts';
import { atPractice, chosenPractice, forgetPractice } from './practice.ts';

/** What the server refused, in words: `says`, `because`, `fix`. */
export class RefusedError extends Error implements Refused {
  readonly code: string;
  readonly says: string;
  readonly because?: string;
  readonly fix?: string;
  readonly status: number;
  constructor(refused: Refused, status: number) {
    super(refused.says);
    this.name = 'RefusedError';
    this.code = refused.code;
    this.says = refused.says;
    this.status = status;
    if (refused.because !== undefined) this.because = refused.because;
    if (refused.fix !== undefined) this.fix = refused.fix;
  }
}

const unreachable: Refused = {
  code: 'unreachable',
  says: 'The server does not answer.',
  because: 'It is stopped, or the network between here and there is down.',
  fix: 'Nothing was lost. Start it again, then try once more.',
};

const isRefused = (body: unknown): body is Refused =>
  typeof body === 'object' && body !== null && 'says' in body && typeof body.says === 'string';

function refusedOf(body: unknown, status: number): RefusedError {
  if (isRefused(body)) return new RefusedError(body, status);
  if (status >= 502) return new RefusedError(unreachable, status);
  return new RefusedError(
    {
      code: 'unexpected',
      says: 'The server answered with something unexpected.',
      because: `Its answer has the status ${status}.`,
      fix: 'Try again; if it stays, tell whoever runs the server.',
    },
    status,
  );
}

const practiceHeader = (): { readonly 'x-practice'?: string } => {
  const practice = chosenPractice();
  return practice === undefined ? {} : { 'x-practice': practice };
};

async function answerOf(path: string, init: RequestInit): Promise<Response> {
  const headers = { ...practiceHeader(), ...init.headers, 'idle-for': String(idleSeconds()) };
  try {
    return await fetch(path, { credentials: 'same-origin', ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RefusedError(unreachable, 0);
  }
}

async function call(path: string, init: RequestInit): Promise<unknown> {
  const response = await answerOf(path, init);
  const text = await response.text();
  const body: unknown = text === '' ? undefined : safeJson(text);
  if (!response.ok) throw refusedOf(body, response.status);
  return body;
}

const brokenOff: Refused = {
  code: 'cut-off',
  says: 'The file broke off on its way.',
  because: 'The connection broke, or the server had trouble in the middle of it.',
  fix: 'Nothing of it was kept. Try again.',
};

/** A file, whole or not at all. */
export async function fetchFile(path: string, body: object): Promise<{ readonly name: string; readonly bytes: Blob }> {
  const headers = { 'content-type': 'application/json' };
  const response = await answerOf(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw refusedOf(safeJson(await response.text()), response.status);
  const [, name = 'list'] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  const bytes = await response.blob().catch(() => {
    throw new RefusedError(brokenOff, 0);
  });
  return { name, bytes };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function post(path: string, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<unknown> {
  return call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

export type QueryName = keyof ApiQueries;
export type CommandName = keyof ApiCommands;

export async function ask<N extends QueryName>(
  name: N,
  input: ApiQueries[N]['input'],
  purpose: string,
  signal?: AbortSignal,
): Promise<ApiQueries[N]['answer']> {
  return (await post(`/api/ask/${name}`, { input, purpose }, {}, signal)) as ApiQueries[N]['answer'];
}

/** The same question at another practice than the one at hand: the training practice, by whoever manages it. */
export async function askAt<N extends QueryName>(
  practice: string,
  name: N,
  input: ApiQueries[N]['input'],
  signal?: AbortSignal,
): Promise<ApiQueries[N]['answer']> {
  return (await post(`/api/ask/${name}`, { input }, { 'x-practice': practice }, signal)) as ApiQueries[N]['answer'];
}

/** One intention has one key: sent twice, it happens once. */
export const newIntention = (): string => crypto.randomUUID();

export async function act<N extends CommandName>(
  name: N,
  input: ApiCommands[N]['input'],
  intention: string,
): Promise<Acted<ApiCommands[N]['result']>> {
  return (await post(`/api/act/${name}`, { input }, { 'idempotency-key': intention })) as Acted<ApiCommands[N]['result']>;
}

/** The same path, rolled back: what would happen. */
export async function preview<N extends CommandName>(name: N, input: ApiCommands[N]['input']): Promise<Acted<ApiCommands[N]['result']>> {
  return (await post(`/api/act/${name}?preview=1`, { input }, { 'idempotency-key': newIntention() })) as Acted<ApiCommands[N]['result']>;
}

/** A person says yes to a proposal: its own command with its own input, as that person's act. */
export async function carryOut(
  proposal: Pick<ProposalView, 'id' | 'command' | 'input'>,
  intention: string,
  /** The plan that was looked at; none: it is looked at only, and rolled back. */
  plan?: string,
): Promise<Acted<unknown>> {
  const look = plan === undefined;
  const headers = { 'idempotency-key': intention, proposal: proposal.id, ...(look ? {} : { plan }) };
  return (await post(`/api/act/${proposal.command}${look ? '?preview=1' : ''}`, { input: proposal.input }, headers)) as Acted<unknown>;
}

export type Who = { readonly signedIn: true; readonly me: Me } | { readonly signedIn: false; readonly not: NotSignedIn };

export async function whoAmI(): Promise<Who> {
  const response = await fetch('/api/me', { credentials: 'same-origin', headers: practiceHeader() }).catch(() => undefined);
  if (!response) throw new RefusedError(unreachable, 0);
  const body = safeJson(await response.text());
  if (response.ok) return { signedIn: true, me: body as Me };
  if (response.status === 403 && chosenPractice() !== undefined) {
    // The place in that practice was ended meanwhile, or somebody else sits here now.
    forgetPractice();
    return whoAmI();
  }
  if (response.status === 401 && body) return { signedIn: false, not: body as NotSignedIn };
  throw refusedOf(body, response.status);
}

export const get = (path: string): Promise<unknown> => call(path, {});

export const signIn = async (email: string, password: string): Promise<SignInAnswer> =>
  (await post('/api/auth/sign-in/email', { email, password })) as SignInAnswer;
export const signOut = (): Promise<unknown> => post('/api/auth/sign-out', {});
export const setUp = (setup: Setup): Promise<unknown> => post('/api/setup', setup);

/** Sends files, telling how far they are from 0 to 1. fetch cannot tell; XMLHttpRequest can. */
function sendFiles(path: string, files: readonly File[], onProgress: (part: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', atPractice(path));
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new RefusedError(unreachable, 0));
    request.onload = () => {
      const body = safeJson(request.responseText);
      if (request.status < 400) resolve(body);
      else reject(refusedOf(body, request.status));
    };
    const form = new FormData();
    for (const file of files) form.append('files', file, file.name);
    request.send(form);
  });
}

/** Sends one file to be read. */
export async function upload(file: File, onProgress: (part: number) => void): Promise<UploadedFile> {
  const body = await sendFiles('/api/intake/upload', [file], onProgress);
  const files = typeof body === 'object' && body !== null && 'files' in body ? (body.files as UploadedFile[]) : undefined;
  const [first] = files ?? [];
  if (first) return first;
  throw refusedOf(body, 200);
}

/** Sends the files of one edition of a code table; what is said of them stands beside. */
export async function importCodes(
  files: readonly File[],
  said: { readonly [name: string]: string },
  onProgress: (part: number) => void,
): Promise<ImportedView> {
  const body = (await sendFiles(`/api/codes/import?${new URLSearchParams(said)}`, files, onProgress)) as Acted<ImportedView>;
  return body.result;
}

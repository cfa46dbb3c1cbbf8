/**
 * Makes the large practice in a folder of its own, asks each list over HTTP as somebody who is signed in (first page, a deep page, each
 * filter, search), fifty times, and writes p50 and p95 into bench/RESULTS.md, with how long the practice took to make. CLAIMWRIGHT_SCALE makes
 * a smaller one, CLAIMWRIGHT_LARGE names a folder to keep it in and take it from the next time, CLAIMWRIGHT_DRY writes nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { demoPassword } from '../packages/server/src/demo.ts';
import { stepAt, totpAt } from '../packages/server/src/ground/governance/sign-in/totp.ts';
import { removeData } from '../packages/server/src/store/embedded.ts';
import { machine, writeSection } from './results.ts';

const scale = Number(process.env.CLAIMWRIGHT_SCALE ?? 1);
const times = Number(process.env.CLAIMWRIGHT_ROUNDS ?? 50);
/** Milliseconds that a list may take at most, in 95 of 100 cases. */
const goal = 100;
const port = 7491;
const program = join(import.meta.dirname, '../packages/server/src/cli/main.ts');

interface Server {
  readonly address: string;
  /** Seconds that the practice took to make; absent where it was there. */
  readonly made: number | undefined;
  readonly child: ChildProcess;
}

async function startServer(data: string): Promise<Server> {
  const options = ['start', '--port', String(port), '--no-screens', '--profile', 'large', '--scale', String(scale)];
  const child = spawn(process.execPath, ['--max-semi-space-size=64', program, ...options], {
    env: { ...process.env, CLAIMWRIGHT_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let began: number | undefined;
  let ended: number | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    if (line.startsWith('Making a large')) began = performance.now();
    if (line.includes('fictional practice is here')) ended = performance.now();
    const ready = /^Ready after .* s: (\S+)$/.exec(line);
    if (ready?.[1] === undefined) continue;
    child.stdout.resume();
    return { address: ready[1], made: began === undefined || ended === undefined ? undefined : (ended - began) / 1000, child };
  }
  throw new Error('the server did not start');
}

type Ask = (name: string, input: object) => Promise<{ readonly rows?: readonly Row[]; readonly next?: string; readonly total?: number }>;
type Row = { readonly [name: string]: unknown };

/** Signs in, with a second factor where the role needs one. */
async function signIn(address: string, email: string): Promise<Ask> {
  let cookie = '';
  const send = async (method: string, url: string, body?: object): Promise<Response> => {
    const answer = await fetch(address + url, {
      method,
      headers: { cookie, origin: address, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const set = answer.headers.get('set-cookie');
    if (set) cookie = set.replace(/;.*/, '');
    return answer;
  };
  const entered = await send('POST', '/api/auth/sign-in/email', { email, password: demoPassword });
  if (!entered.ok) throw new Error(`${email} was not let in: ${await entered.text()}`);
  const me = (await (await send('GET', '/api/me')).json()) as { needs?: unknown };
  if (me.needs !== undefined) {
    const { secret } = (await (await send('POST', '/api/account/authenticator', {})).json()) as { secret: string };
    const shown = await send('POST', '/api/account/authenticator/confirm', { code: totpAt(secret, stepAt(Date.now())) });
    if (!shown.ok) throw new Error(`the second factor of ${email} was refused: ${await shown.text()}`);
  }
  return async (name, input) => {
    const answer = await send('POST', `/api/ask/${name}`, { input });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${name} ${JSON.stringify(input)}: ${answer.status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
}

interface Asked {
  readonly list: string;
  readonly what: string;
  readonly ask: Ask;
  readonly name: string;
  readonly input: object;
}

/** The cursor so many pages on, or as far as there are pages. */
async function deep(ask: Ask, name: string, input: object, pages: number): Promise<object> {
  let at: { readonly cursor?: string } = {};
  for (let page = 0; page < pages; page++) {
    const { next } = await ask(name, { ...input, ...at });
    if (next === undefined) break;
    at = { cursor: next };
  }
  return { ...input, ...at };
}

const text = (row: Row | undefined, name: string): string => {
  const value = row?.[name];
  if (typeof value !== 'string') throw new Error(`no ${name} in a row`);
  return value;
};

const of = (list: string, ask: Ask, name: string, inputs: { readonly [what: string]: object }): Asked[] =>
  Object.entries(inputs).map(([what, input]) => ({ list, what, ask, name, input }));

/** Everything that is asked. Values that are searched for come out of the lists themselves. */
async function everything(dana: Ask, marisol: Ask, ron: Ask): Promise<Asked[]> {
  const [claims, tray, work, deposits, documents] = [
    'revenue/claims/claims',
    'revenue/posting/tray',
    'revenue/posting/work',
    'ground/bank/deposits',
    'ground/intake/documents',
  ] as const;
  const claim = (await dana(claims, {})).rows?.[7];
  const remit = (await dana(tray, { view: 'posted' })).rows?.[5];
  const remitId = text(remit, 'id');
  const [last = ''] = text(claim, 'patientName').split(',');
  return [
    ...of('claims', dana, claims, {
      'first page': {},
      'a deep page': await deep(dana, claims, {}, 40),
      denied: { status: 'denied' },
      closed: { status: 'closed' },
      'a deep page of the closed': await deep(dana, claims, { status: 'closed' }, 20),
      'search a name': { search: last },
      'search a whole name': { search: text(claim, 'patientName') },
      'search a control number': { search: text(claim, 'patientControlNumber') },
      'search what is not there': { search: 'zzyzx' },
      'search within a status': { search: last, status: 'closed' },
    }),
    ...of('tray', dana, tray, {
      open: { view: 'open' },
      parked: { view: 'parked' },
      posted: { view: 'posted' },
      all: { view: 'all' },
      'a deep page of all': await deep(dana, tray, { view: 'all' }, 20),
      'search a trace': { view: 'all', search: text(remit, 'traceNumber') },
      'search a payer': { view: 'all', search: 'Juniper' },
      'search a patient': { view: 'all', search: last },
      'search an amount': { view: 'all', search: '150.00' },
    }),
    ...of('a remit', dana, 'revenue/posting/remit', { opened: { remitId } }),
    ...of('a remit’s claims', dana, 'revenue/posting/remit-claims', { 'first page': { remitId } }),
    ...of('work', dana, work, {
      open: { open: true },
      all: {},
      denials: { open: true, kind: 'denial' },
      'a deep page': await deep(dana, work, { open: true }, 10),
    }),
    ...of('deposits', dana, deposits, {
      open: { view: 'open' },
      tied: { view: 'tied' },
      all: { view: 'all' },
      'a deep page': await deep(dana, deposits, { view: 'all' }, 40),
    }),
    ...of('documents', dana, documents, { 'first page': {}, remittances: { kind: '835' } }),
    ...(await othersOf({ dana, marisol, ron }, { remitId, claimId: text(claim, 'id') })),
  ];
}

interface People {
  readonly dana: Ask;
  readonly marisol: Ask;
  readonly ron: Ask;
}

/** What is asked of the books, the record and the people. */
async function othersOf({ dana, marisol, ron }: People, known: { readonly remitId: string; readonly claimId: string }): Promise<Asked[]> {
  const { remitId, claimId } = known;
  const [journal, record] = ['ground/ledger/journal', 'gate/record'] as const;
  return [
    ...of('accounts', marisol, 'ground/ledger/accounts', { all: {} }),
    ...of('journal', marisol, journal, {
      'first page': {},
      'a deep page': await deep(marisol, journal, {}, 40),
      'an account': { account: 'Assets:AR:Payer' },
      'a claim': { claimId },
      'a source': { sourceId: remitId },
    }),
    ...of('tie-out', marisol, 'ground/ledger/tie-out', { all: {} }),
    ...of('record', ron, record, {
      acts: {},
      reads: { chain: 'reads' },
      'a deep page of reads': await deep(ron, record, { chain: 'reads' }, 40),
      'one kind of act': { what: 'revenue/posting/post-remits' },
      'about a remit': { subject: `remit:${remitId}` },
    }),
    ...of('who saw', ron, 'gate/who-saw', {
      all: {},
      'a remit': { subject: `remit:${remitId}` },
      'a claim': { subject: `claim:${claimId}` },
    }),
    ...of('approvals', marisol, 'gate/approvals', { waiting: {} }),
    ...of('people', marisol, 'ground/governance/people/people', { all: {} }),
    ...of('reason codes', dana, 'ground/codes/reasons', { all: {} }),
    ...of('the practice', dana, 'ground/parties/practice', { all: {} }),
  ];
}

interface Measured extends Asked {
  readonly p50: number;
  readonly p95: number;
  readonly total: number | undefined;
}

async function measure(asked: Asked): Promise<Measured> {
  const took: number[] = [];
  let total: number | undefined;
  for (let i = 0; i < times + 3; i++) {
    const started = performance.now();
    const answer = await asked.ask(asked.name, asked.input);
    // The first ones warm up the plans.
    if (i >= 3) took.push(performance.now() - started);
    total = answer.total;
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.ceil(share * took.length) - 1)] ?? 0;
  return { ...asked, p50: at(0.5), p95: at(0.95), total };
}

function report(found: readonly Measured[], made: number | undefined): void {
  const slow = found.filter(({ p95 }) => p95 > goal);
  const size = scale === 1 ? '200,000 claims, 30,000 remits' : `a scale of ${scale}`;
  const lines = [
    '## The lists of a large practice',
    '',
    `\`node bench/lists.ts\` on ${machine()}; ${size}, three years, 40 sites; each asked ${times} times over HTTP as somebody who is signed in, by the query’s whole road (rights, reading, presenting, and the record of the reading). Goal: p95 within ${goal} ms; ${found.length - slow.length} of ${found.length} are.`,
    ...(made === undefined ? [] : ['', `Making it took ${Math.floor(made / 60)} min ${Math.round(made % 60)} s (goal: 4 min).`]),
    '',
    '| list | asked | p50 ms | p95 ms | rows in all |',
    '|---|---|---|---|---|',
    ...found.map(
      ({ list, what, p50, p95, total }) =>
        `| ${list} | ${what} | ${p50.toFixed(0)} | ${p95 > goal ? `**${p95.toFixed(0)}**` : p95.toFixed(0)} | ${total?.toLocaleString('en-US') ?? ''} |`,
    ),
  ];
  console.log(lines.join('\n'));
  if (process.env.CLAIMWRIGHT_DRY === undefined) writeSection('lists', lines);
}

async function main(): Promise<void> {
  const kept = process.env.CLAIMWRIGHT_LARGE;
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'claimwright-lists-'));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  const { address, made, child } = await startServer(folder);
  try {
    const [dana, marisol, ron] = [
      await signIn(address, 'dana@demo.claimwright.example'),
      await signIn(address, 'marisol@demo.claimwright.example'),
      await signIn(address, 'ron@demo.claimwright.example'),
    ];
    const found: Measured[] = [];
    for (const asked of await everything(dana, marisol, ron)) {
      const one = await measure(asked);
      console.log(`${one.list}, ${one.what}: p50 ${one.p50.toFixed(0)} ms, p95 ${one.p95.toFixed(0)} ms`);
      found.push(one);
    }
    report(found, made);
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    if (kept === undefined) removeData(folder);
  }
}

await main();

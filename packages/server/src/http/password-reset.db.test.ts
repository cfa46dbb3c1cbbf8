import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInWell } from '../../testing/over-http.ts';
import { person } from '../gate/person.ts';
import { addMember, employ, establish } from '../ground/governance/index.ts';
import { giveReset } from '../ground/governance/people/index.ts';
import { stepAt, totpAt } from '../ground/governance/sign-in/totp.ts';
import { openProgram, type Program, served } from '../main.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const password = 'twelve characters';
const fresh = 'quite another sentence';
const data = mkdtempSync(join(tmpdir(), 'claimwright-reset-'));
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;
const elm = '01900000-0000-7000-8000-00000000e100';
const oak = '01900000-0000-7000-8000-00000000a500';
const ids = new Map<string, string>();

const send = (method: 'GET' | 'POST', url: string, cookie = '', body?: object) =>
  app.inject({ method, url, headers: { host: 'localhost', cookie }, ...(body ? { payload: body } : {}) });
const enter = (email: string, secret: string) => send('POST', '/api/auth/sign-in/email', '', { email, password: secret });
const cookieOf = (answer: Awaited<ReturnType<typeof send>>) => String(answer.headers['set-cookie'] ?? '').replace(/;.*/, '');
const idOf = (name: string) => ids.get(name) ?? '';
const ask = (cookie: string, name: string) => send('POST', `/api/people/${idOf(name)}/password-reset`, cookie, {});
interface Waiting {
  readonly id: string;
  readonly command: string;
  readonly input: object;
}

/** The second person looks at the links that wait, one person's where they are named, and agrees to the newest. */
async function agree(cookie: string, name = ''): Promise<{ statusCode: number; because?: string }> {
  const rows: Waiting[] = (await send('POST', '/api/ask/gate/approvals', cookie, { input: {} })).json().rows;
  const link = rows.find((row) => row.command.endsWith('/let-link') && JSON.stringify(row.input).includes(idOf(name)));
  if (link === undefined) throw new Error(`no link waits among ${rows.length}`);
  const { id, command, input } = link;
  const answer = await app.inject({
    ...{ method: 'POST', url: `/api/act/${command}`, payload: { input } },
    headers: { host: 'localhost', cookie, proposal: id },
  });
  return { statusCode: answer.statusCode, because: answer.json().because };
}
/** Signed in with two factors, which one sets up once. */
const cookies = new Map<string, string>();
async function come(name: string): Promise<string> {
  const cookie = cookies.get(name) ?? (await signInWell(app, `${name}@elm.example`, password));
  cookies.set(name, cookie);
  return cookie;
}
const codeIn = (link: string) => link.slice(link.indexOf('#') + 1);
const take = (code: string, secret = fresh) => send('POST', '/api/auth/password-reset', '', { code, password: secret });

beforeAll(async () => {
  db = await freshDatabase();
  const log = pino({ level: 'silent' });
  program = await openProgram({ access: db, data, log, mail: { server: undefined, from: 'desk@elm.example', app: undefined } });
  app = await createApp(served(program, undefined), { log });
  const nothing = { sites: [], providers: [], payers: [], openingBalances: [] };
  for (const [tenant, name] of [
    [elm, 'Elm'],
    [oak, 'Oak'],
  ] as const)
    await program.store.found(tenant, (tx) =>
      establish(program, tx, { practice: { name, specialty: 'family' }, ...nothing } as Parameters<typeof establish>[2], false),
    );
  for (const [name, role] of [
    ['olga', 'office-manager'],
    ['ada', 'admin'],
    ['ron', 'compliance-officer'],
    ['otto', 'office-manager'],
    ['rita', 'compliance-officer'],
    ['dana', 'biller'],
    ['ines', 'ar-specialist'],
    ['both', 'biller'],
  ] as const)
    await program.store.inTenant(elm, async (tx) => {
      ids.set(name, await employ(program, tx, { name, email: `${name}@elm.example`, password }, [role]));
    });
  await program.store.inTenant(oak, (tx) =>
    addMember(tx, { userId: idOf('both'), name: 'both', email: 'both@elm.example', roles: ['biller'], since: new Date() }),
  );
}, 120_000);
afterAll(async () => {
  await app.close();
  await program.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

test('an administrator’s link sets a new password once; the sessions end, and the person is told until they saw it', async () => {
  const olga = await signInWell(app, 'olga@elm.example', password);
  const before = cookieOf(await enter('dana@elm.example', password));
  expect((await ask(olga, 'dana')).json()).toEqual({ waits: expect.stringMatching(/own work .* a second person decides/) });
  expect(await agree(olga)).toMatchObject({ statusCode: 403 });
  expect((await ask(olga, 'dana')).json().link).toBeUndefined();
  const ron = await signInWell(app, 'ron@elm.example', password);
  expect(await agree(ron)).toMatchObject({ statusCode: 200 });
  const first = codeIn((await ask(olga, 'dana')).json().link);
  expect((await ask(olga, 'dana')).json().link, 'what was agreed to is used').toBeUndefined();
  expect(await agree(ron)).toMatchObject({ statusCode: 200 });
  expect((await send('GET', '/api/me', before)).json().notices, 'told at once').toMatchObject([{ kind: 'password-link' }]);
  const { link, until } = (await ask(olga, 'dana')).json();
  expect(link).toMatch(/^http:\/\/localhost\/password-reset#[\w-]{43}$/);
  expect(Date.parse(until) - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
  expect((await take(first)).statusCode, 'an earlier link').toBe(404);
  expect((await take(codeIn(link), 'short')).statusCode).toBe(422);
  expect((await take(codeIn(link))).json()).toEqual({ email: 'dana@elm.example' });
  expect((await take(codeIn(link))).statusCode, 'a second time').toBe(404);
  expect((await send('GET', '/api/account', before)).statusCode).toBe(401);
  expect((await enter('dana@elm.example', password)).statusCode).toBe(401);
  const now = cookieOf(await enter('dana@elm.example', fresh));
  const me = (await send('GET', '/api/me', now)).json();
  expect(me.notices).toMatchObject([{ kind: 'password-link' }, { kind: 'password-link' }, { kind: 'password-reset' }]);
  for (const { id } of me.notices.slice(0, 2)) await send('POST', `/api/account/notices/${id}/seen`, now, {});
  me.notices.splice(0, 2);
  expect((await send('POST', `/api/account/notices/${me.notices[0].id}/seen`, now, {})).statusCode).toBe(200);
  expect((await send('POST', `/api/account/notices/${me.notices[0].id}/seen`, now, {})).statusCode).toBe(404);
  expect((await send('GET', '/api/me', now)).json().notices).toBeUndefined();
  const marked = await program.store.inTenant(elm, (tx) =>
    tx.rows<{ body: string }>("select body from gate.record where what like '%reset-password' and outcome = 'applied' order by seq"),
  );
  expect(marked.at(-1)?.body).toContain(`"seenBy":"${idOf('olga')}"`);
  const record = await program.store.inTenant(elm, (tx) =>
    tx.rows<{ what: string; body: string }>(
      "select what, body from gate.record where what like '%reset-password' and outcome = 'applied' order by seq",
    ),
  );
  expect(record.map(({ what }) => what)).toEqual([
    'ground/governance/people/reset-password',
    'ground/governance/people/reset-password',
    'ground/governance/reset-password',
  ]);
  expect(record.at(-1)?.body).toContain(idOf('olga'));
  expect(JSON.stringify(record)).not.toContain(codeIn(link));
});

test('the second factor is asked for as ever; whoever runs the server can take it away, for a lost phone', async () => {
  const cookie = cookieOf(await enter('both@elm.example', password));
  const { secret } = (await send('POST', '/api/account/authenticator', cookie, {})).json();
  await send('POST', '/api/account/authenticator/confirm', cookie, { code: totpAt(secret, stepAt(Date.now())) });
  const kept = await program.signIn.beginReset(idOf('both'), 'command-line');
  await take(kept.code);
  expect((await enter('both@elm.example', fresh)).json()).toMatchObject({ signedIn: false, factors: ['totp', 'recovery-code'] });
  const lost = await program.signIn.beginReset(idOf('both'), 'command-line', { withoutFactors: true });
  await take(lost.code, password);
  const entered = await enter('both@elm.example', password);
  expect(entered.json()).toEqual({ signedIn: true });
  const { notices } = (await send('GET', '/api/me', cookieOf(entered))).json();
  expect(notices.map(({ kind }: { kind: string }) => kind)).toEqual([
    'password-link',
    'password-reset',
    'password-link',
    'password-and-factors-reset',
  ]);
});

test('nobody gets a link alone to what they do not have: not to patients, not to another practice, not to their own', async () => {
  const ada = await signInWell(app, 'ada@elm.example', password);
  for (const name of ['dana', 'olga', 'ron', 'ines']) {
    const answer = await ask(ada, name);
    expect(answer.json()).toEqual({ waits: expect.stringMatching(/has not all rights .* a second person decides/) });
  }
  const olga = await program.signIn.beginReset(idOf('olga'), 'command-line', { withoutFactors: true });
  await take(olga.code);
  const again = await signInWell(app, 'olga@elm.example', fresh);
  expect((await ask(again, 'both')).json().says).toBe('This person works at another practice too.');
  expect((await ask(again, 'olga')).statusCode).toBe(409);
  ids.set('nobody', 'nobody');
  expect((await ask(again, 'nobody')).statusCode).toBe(404);
  const dana = cookieOf(await enter('dana@elm.example', fresh));
  expect((await ask(dana, 'ada')).statusCode).toBe(403);
});

test('a link that is a day old opens nothing', async () => {
  const { code } = await program.signIn.beginReset(idOf('dana'), 'command-line');
  await program.store.rows('select 1');
  const { signInPool } = await import('../store/sign-in-pool.ts');
  const pool = signInPool(db.appUrl);
  await pool.query(`update begun set "endsAt" = now() where kind = 'password reset'`);
  await pool.end();
  expect((await take(code)).statusCode).toBe(404);
  expect((await enter('dana@elm.example', fresh)).statusCode).toBe(200);
});

test('where there is a mail server the link goes to the person alone, and an administrator may ask for it', async () => {
  const mails: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const mail = { server: `smtp://127.0.0.1:${port}`, from: 'desk@elm.example' };
  const ada = person('test', { id: idOf('ada'), name: 'Ada', tenant: elm, roles: ['admin'] });
  const given = await giveReset({ ...program, mail }, ada, idOf('dana'), 'https://desk.elm.example').finally(
    () => new Promise<void>((resolve) => server.close(() => resolve())),
  );
  expect(given).toEqual({ until: expect.any(String), mailedTo: 'dana@elm.example' });
  expect(mails.map(({ to }) => to)).toEqual([['dana@elm.example']]);
  const [, code = ''] = /password-reset#([\w-]{43})/.exec(mails[0]?.text.replaceAll('=\r\n', '') ?? '') ?? [];
  expect((await take(code, password)).json()).toEqual({ email: 'dana@elm.example' });
});

test('one alone comes in as nobody who checks them: not as the compliance officer, not as a biller, not by an invitation', async () => {
  const otto = await come('otto');
  for (const name of ['rita', 'ada', 'dana']) expect((await ask(otto, name)).json().link, name).toBeUndefined();
  // An assistant who judges nobody's work: at once.
  expect((await ask(otto, 'ines')).json().link).toMatch(/password-reset/);
  const codeHash = 'ab'.repeat(32);
  const asked = { name: 'Second self', email: 'second@elm.example', roles: ['compliance-officer'], codeHash };
  const invited = await send('POST', '/api/act/ground/governance/people/invite', otto, { input: asked });
  expect([invited.statusCode, invited.json().outcome]).toEqual([202, 'parked']);
});

test('whoever came in by a link that another saw is marked: on the record, and as no second person for them', async () => {
  const otto = await come('otto');
  const { link } = (await ask(otto, 'ines')).json();
  await take(codeIn(link));
  await program.store.inTenant(elm, (tx) =>
    tx.rows("update governance.member set roles = '{compliance-officer}' where user_id = $1", [idOf('ines')]),
  );
  const ines = await signInWell(app, 'ines@elm.example', fresh);
  const rita = await come('rita');
  await ask(otto, 'dana');
  expect(await agree(ines, 'dana')).toMatchObject({
    statusCode: 403,
    because: expect.stringMatching(/saw the link by which your password was set/),
  });
  const [entry] = await program.store.inTenant(elm, (tx) =>
    tx.rows<{ body: string }>(
      "select body from gate.record where actor_id = $1 and outcome <> 'read' and what like '%let-link' order by seq desc limit 1",
      [idOf('ines')],
    ),
  );
  expect(entry?.body).toContain(`"letInBy":"${idOf('otto')}"`);
  // A link that nobody else saw lets go of the mark.
  const { code } = await program.signIn.beginReset(idOf('ines'), idOf('otto'), { mailed: true });
  await take(code);
  const { signInPool } = await import('../store/sign-in-pool.ts');
  const pool = signInPool(db.appUrl);
  expect((await pool.query('select "letInBy" from "user" where id = $1', [idOf('ines')])).rows).toEqual([{ letInBy: null }]);
  await pool.end();
  expect(await agree(rita, 'dana')).toMatchObject({ statusCode: 200 });
});

test('whom one invited a short while ago is no second person for one’s own', async () => {
  const otto = await come('otto');
  await program.store.inTenant(elm, (tx) =>
    tx.rows(
      `insert into governance.invitation (tenant_id, id, name, email, roles, code_hash, state, invited_by, invited_at, expires_at, settled_at)
       values ($1, $2, 'rita', 'rita@elm.example', '{compliance-officer}', 'x', 'accepted', $3, now(), now(), now())`,
      [elm, '01900000-0000-7000-8000-00000000f100', idOf('otto')],
    ),
  );
  await ask(otto, 'ada');
  const rita = await come('rita');
  expect((await agree(rita, 'ada')).because).toMatch(/let the other in/);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Running, startAgain } from '../../testing/program.ts';

const docs = join(import.meta.dirname, '../../../../docs');

interface Call {
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly file?: string;
  readonly body?: string;
  readonly status: number;
  readonly answer: unknown;
}

/** The calls of the guide, as they stand in it. */
function callsOf(text: string): Call[] {
  return [...text.matchAll(/^```http\n([\s\S]*?)^```$/gm)].map(([, block = '']): Call => {
    const lines = block.trimEnd().split('\n');
    const [, path = ''] = /^POST (\S+)$/.exec(lines[0] ?? '') ?? expect.fail(block);
    const [, status = '', answer = ''] = /^→ (\d{3}) (.+)$/.exec(lines.at(-1) ?? '') ?? expect.fail(block);
    const from = lines.findIndex((line) => line.startsWith('{'));
    const body = from < 0 ? '' : lines.slice(from, -1).join('\n');
    const said = lines.slice(1).flatMap((line) => (/^[A-Za-z-]+: /.test(line) ? [line.split(/: (.*)/)] : []));
    const named = Object.fromEntries(said.map(([name = '', value = '']) => [name.toLowerCase(), value]));
    const { file, ...headers } = named;
    return { path, headers, ...(file ? { file } : {}), ...(body ? { body } : {}), status: Number(status), answer: JSON.parse(answer) };
  });
}

/** Whether an answer is as the guide says; what stands in braces there and was not told before is kept. */
function matches(wanted: unknown, got: unknown, known: Map<string, string>, at = 'answer'): void {
  if (typeof wanted === 'string' && /^\{\w+\}$/.test(wanted)) {
    const name = wanted.slice(1, -1);
    expect(got, at).toEqual(known.get(name) ?? expect.any(String));
    known.set(name, String(got));
  } else if (Array.isArray(wanted)) for (const [i, one] of wanted.entries()) matches(one, Object(got)[i], known, `${at}[${i}]`);
  else if (typeof wanted === 'object' && wanted !== null)
    for (const [name, one] of Object.entries(wanted)) matches(one, Object(got)[name], known, `${at}.${name}`);
  else expect(got, at).toEqual(wanted);
}

describe('the guide of the API', () => {
  let program: Running;
  let paths: { readonly [path: string]: { readonly post?: object } };
  const calls = callsOf(readFileSync(join(docs, 'api.md'), 'utf8'));
  const known = new Map<string, string>();
  const told = new Map<string, unknown>();

  beforeAll(async () => {
    program = await startAgain();
    paths = (await (await fetch(`${program.address}/api/openapi.json`)).json()).paths;
    const manager = program.people.find(({ role }) => role === 'Office manager');
    const day = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
    for (const [name, value] of Object.entries({ email: manager?.email, password: manager?.password, day })) known.set(name, value ?? '');
  });
  afterAll(() => program?.end());

  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => known.get(name) ?? whole);
  async function send({ path, headers, file, body }: Call): Promise<Response> {
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)]));
    if (file === undefined)
      return fetch(program.address + path, {
        ...{ method: 'POST', headers: { ...sent, 'content-type': 'application/json' } },
        ...(body === undefined ? {} : { body: filled(body) }),
      });
    const { bytes837 } = makeClaims({ seed: 21, count: 2, until: known.get('day') ?? '', specialties: ['medical'] });
    const form = new FormData();
    form.append('file', new Blob([Uint8Array.from(bytes837)]), file);
    return fetch(program.address + path, { method: 'POST', headers: sent, body: form });
  }

  /** Made once; a look is made again while the work behind it goes on. */
  async function make(call: Call): Promise<void> {
    for (let tries = 0; ; tries++) {
      const response = await send(call);
      const session = response.headers.get('set-cookie');
      if (session !== null && call.path.startsWith('/api/auth/')) known.set('session', session.replace(/;.*/, ''));
      const answer = await response.json();
      told.set(call.path, answer);
      const before = new Map(known);
      try {
        expect(response.status, `${call.path}: ${JSON.stringify(answer).slice(0, 300)}`).toBe(call.status);
        matches(call.answer, answer, known);
        return;
      } catch (error) {
        if (!call.path.startsWith('/api/ask/') || tries > 40) throw error;
        for (const name of known.keys()) if (!before.has(name)) known.delete(name);
        await sleep(500);
      }
    }
  }

  test('each of its calls is described with the bodies of request and answer, and answers as it says, in its order', async () => {
    expect(calls.length).toBeGreaterThan(12);
    for (const call of calls) {
      if (/^\/api\/(act|ask)\//.test(call.path))
        expect(paths[call.path]?.post, call.path).toMatchObject({
          requestBody: { content: { 'application/json': { schema: { required: ['input'] } } } },
          responses: { '200': { content: { 'application/json': { schema: { type: 'object' } } } }, '409': expect.anything() },
        });
      await make(call);
    }
  });

  test('findings come by exactly the names that the schema promises', () => {
    const schema = JSON.parse(readFileSync(join(docs, 'validation-result.schema.json'), 'utf8'));
    const { result } = told.get('/api/ask/revenue/scrub/findings') as { result: { issues: object[] } };
    expect(Object.keys(result).sort()).toEqual([...schema.required].sort());
    expect(result.issues.length).toBeGreaterThan(0);
    for (const issue of result.issues) expect(Object.keys(issue).sort()).toEqual([...schema.properties.issues.items.required].sort());
    const described = JSON.stringify(paths['/api/ask/revenue/scrub/findings']);
    for (const name of ['validation_result', 'line_item', 'cpt', 'issue_type', 'suggested_actions'])
      expect(described).toContain(`"${name}"`);
  });
});

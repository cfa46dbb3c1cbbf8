import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelServer, startModelServer } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { type Actor, createGate, type Gate } from '../../../gate/index.ts';
import { person } from '../../../gate/person.ts';
import type { ProposalView } from '../../../gate/views.ts';
import { commands, queries } from '../../../rooms.ts';
import { idSource } from '../../../store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { modelCommands, modelTask, openDeidentifier, sendCall } from './index.ts';

/*
 * What leaves for a model and what comes back, through the egress gate to a model server that keeps all that it is sent: notes of
 * golden/ground/governance/deid with people of the record in them.
 */

const people = [
  { names: ['Zelda Quimby-Ortega'], plan: 'QX55501234', born: '1971-03-14', address: '12 Elm St, Quillby, OH 44101' },
  { names: ['Bartholomew Graves'], plan: 'ZZ-99-1042', born: '1929-11-02', address: '9 Larch Ln, Quillby, OH 44101' },
] as const;
const golden = ['medical', 'dental', 'optometry', 'office'].flatMap((name) =>
  readFileSync(join(import.meta.dirname, `../../../../../../golden/ground/governance/deid/${name}.txt`), 'utf8')
    .split(/^=== .*\n/m)
    .slice(1, 6)
    .map((note) => note.trimEnd()),
);
const marks = /<([A-Z=]):([^<>]*)>/g;
const notes = golden.map((marked, k) => {
  const { names, plan, born, address } = people[k % 2 === 0 ? 0 : 1];
  const [year, month, day] = born.split('-');
  return `${marked.replace(marks, '$2')}\nRe: ${names[0]}, ${names[0].toUpperCase()}, born ${month}/${day}/${year}, member ${plan.toLowerCase()}, ${address}.`;
});

const readNote = modelTask<{ words: string }>({
  name: 'echo-note',
  summary: 'Say a note again',
  workflow: 'posting',
  purpose: 'notes',
  role: 'posting-agent',
  version: '1',
  instructions: 'Say the note again.',
  shape: '{"words": "…"}',
  subjects: /^note:/,
  answer: z.object({ words: z.string() }),
  mostTokensOut: 4000,
  repeats: true,
  load: async (_ask, subject) => ({
    facts: [],
    outside: [{ kind: 'note', text: notes[Number(subject.split(':')[1]) % notes.length] ?? '' }],
    known: people.map(({ names, plan, born, address }) => ({
      names: [...names],
      values: [{ class: 'PLAN' as const, value: plan }],
      dates: [born],
      addresses: [address],
    })),
    given: {},
  }),
  spoken: () => ({ codes: [] }),
  propose: ({ words }) => ({ command: 'ground/codes/set-reason', input: { carc: 'ZZ9', words, family: 'other' } }),
});

let db: FreshDatabase;
let desk: Desk;
let gate: Gate;
let model: ModelServer;
let now = new Date('2026-03-02T15:00:00Z');
const manager = (): Actor => person('test', { id: 'marisol', name: 'Marisol', tenant: desk.tenant, roles: ['office-manager'] });
const system = (tenant = desk.tenant): Actor => ({ kind: 'system', id: 'claimwright', name: 'Claimwright', tenant, roles: ['system'] });
const agent = (tenant: string, role: string, version: string): Actor => ({
  kind: 'agent',
  id: role,
  name: role,
  tenant,
  roles: [role],
  version,
});

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  model = await startModelServer();
  const own = modelCommands({ tasks: [readNote], deidentifier: openDeidentifier() });
  gate = createGate({
    store: db.store,
    blobs: desk.blobs,
    commands: [...commands.filter(({ name }) => !own.some((one) => one.name === name)), ...own],
    queries,
    clock: () => now,
    newId: idSource(Date.now),
    enqueue: async () => undefined,
    changed: () => undefined,
  });
  const { vendorId } = await act<{ vendorId: string }>('add-vendor', { name: 'Vendor' });
  const signed = { vendorId, kind: 'baa', product: 'Product', purposes: ['posting', 'notes'], signedOn: '2026-01-01' };
  await act('file-agreement', signed);
  await act('set-model', {
    vendorId,
    product: 'Product',
    provider: 'openai-compatible',
    url: model.url,
    name: 'twin',
    secret: 'vendor-key-1',
    priceIn: 1,
    priceOut: 1,
    workflows: ['posting'],
    keeps: 'with-decision',
    maySeeIdentified: false,
  });
});
afterAll(async () => {
  await model.close();
  await desk.close();
  await db.drop();
});
beforeEach(() => {
  now = new Date(now.getTime() + 120_000);
});

const act = async <T>(name: string, input: unknown) => (await gate.act<T>(`ground/governance/models/${name}`, input, manager())).result;

/** Sends one note; the model says its last line again. Answers what left and what a person was then shown. */
async function sent(subject: string): Promise<{ left: string; back: string }> {
  model.behave(({ user }) => {
    const line = /^Re: .*$/m.exec(user)?.[0] ?? 'nothing';
    return { kind: 'answers', text: JSON.stringify({ words: line }) };
  });
  const { callId } = await act<{ callId: string }>('ask', { task: 'echo-note', subject });
  await sendCall({ gate, tasks: [readNote], actor: system, agent, now: Date.now, milliseconds: 5000 }, desk.tenant, callId);
  now = new Date(now.getTime() + 61_000);
  const one = model.asked.at(-1);
  const { rows } = await gate.ask<{ rows: ProposalView[] }>('gate/approvals', {}, manager());
  const words = rows.map(({ input }) => z.object({ words: z.string() }).parse(input).words);
  return { left: `${one?.system}\n${one?.user}`, back: words.join('\n') };
}
const tokens = (text: string): string[] => [...text.matchAll(/\[[A-Z]+-([0-9a-f]{8})/g)].map(([, id = '']) => id);

describe('what leaves for a model', () => {
  test('names nobody of the record in any of twenty notes, and what comes back is the text again, letter by letter', async () => {
    expect(notes).toHaveLength(20);
    for (const [k, note] of notes.entries()) {
      const { left, back } = await sent(`note:${k}`);
      const flat = left.toLowerCase();
      for (const secret of [
        'zelda',
        'quimby',
        'ortega',
        'bartholomew',
        'qx55501234',
        'zz-99-1042',
        '03/14/1971',
        '11/02/1929',
        '12 elm',
        '9 larch',
      ])
        expect(flat, `${secret} in what left of note ${k}`).not.toContain(secret);
      expect(tokens(left).length).toBeGreaterThan(5);
      expect(back).toContain(note.split('\n').at(-1));
    }
  });

  test('keeps the year of a date and that an age is over 89, and nothing more of either', async () => {
    notes[0] =
      'Seen May 20, 2024 and 4/2/24. She is a 93-year-old woman, born 11/02/1929; her sister is 97 years old.\nRe: Bartholomew Graves, a visit';
    const { left, back } = await sent('note:0');
    expect(left).toMatch(
      /Seen \[DATE-[0-9a-f]{8}:2024\] and \[DATE-[0-9a-f]{8}\]\. She is a \[AGE-[0-9a-f]{8}:90\+\]-year-old woman, born \[DATE-[0-9a-f]{8}\]/,
    );
    expect(left).toMatch(/her sister is \[AGE-[0-9a-f]{8}:90\+\] years old/);
    // What ends the note is a number made by chance.
    const bare = left
      .slice(left.indexOf('Seen'))
      .replace(/\[[^\]]*\]/g, '')
      .replace(/[0-9a-f]+>>>/g, '');
    for (const secret of ['May', '4/2', '93', '97', '1929']) expect(bare).not.toContain(secret);
    expect(back).toContain('Re: Bartholomew Graves, a visit');
  });

  test('bears tokens of chance: the same note twice has none in common, and none is a digest of what it stands for', async () => {
    const [first, second] = [await sent('note:2'), await sent('note:22')];
    expect(tokens(first.left).length).toBe(tokens(second.left).length);
    const one = new Set(tokens(first.left));
    expect(tokens(second.left).filter((id) => one.has(id))).toEqual([]);
    const said = people.flatMap(({ names, plan, born, address }) => [...names, plan, born, address]);
    const written = said.flatMap((text) => [
      text,
      text.toLowerCase(),
      text.toUpperCase(),
      `${desk.tenant}${text}`,
      `${text}${desk.tenant}`,
    ]);
    for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512'])
      for (const text of written) {
        const digest = createHash(algorithm).update(text).digest('hex');
        for (const id of [...one, ...tokens(second.left)]) expect(digest).not.toContain(id);
      }
  });
});

import { invoiceOf } from '@claimwright/core/ground/governance/models';
import { type ModelServer, startModelServer } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { modelTasks } from '../../../agents/index.ts';
import { type Actor, createGate, type Gate } from '../../../gate/index.ts';
import { person } from '../../../gate/person.ts';
import type { ProposalView } from '../../../gate/views.ts';
import { commands, queries } from '../../../rooms.ts';
import { idSource } from '../../../store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { modelCommands, modelTask, openDeidentifier, sendCall } from './index.ts';
import type { AskedView, CallRowView, CallView, ModelsView, ProposalCallView } from './views.ts';

/** A question of this test's: a note goes out, a summary comes back. */
const readNote = modelTask<{ code: string; words: string }>({
  name: 'read-note',
  summary: 'Read a note',
  workflow: 'posting',
  purpose: 'notes',
  role: 'posting-agent',
  version: '1',
  instructions: 'Say what the note is about.',
  shape: '{"code": "…", "words": "…"}',
  subjects: /^(?:carc|note):/,
  answer: z.object({ code: z.string(), words: z.string() }),
  mostTokensOut: 100,
  load: async () => ({
    facts: ['The patient is Zelda Quimby-Ortega, member QX55501234.'],
    outside: [{ kind: 'note', text: 'Zelda Quimby-Ortega (DOB 03/14/1971) came for an office visit. Call 555-201-3344.' }],
    known: [
      {
        names: ['Zelda Quimby-Ortega'],
        values: [{ class: 'PLAN' as const, value: 'QX55501234' }],
        dates: ['1971-03-14'],
        addresses: [],
      },
    ],
    given: { codes: ['A1'] },
  }),
  spoken: ({ code }) => ({ codes: [code] }),
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
const tasks = [...modelTasks, readNote];

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  model = await startModelServer();
  const own = modelCommands({ tasks, deidentifier: openDeidentifier() });
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
});
afterAll(async () => {
  await model.close();
  await desk.close();
  await db.drop();
});

const act = async <T>(name: string, input: unknown, actor = manager()) =>
  (await gate.act<T>(`ground/governance/models/${name}`, input, actor)).result;
const send = (callId: string, milliseconds = 5000) =>
  sendCall({ gate, tasks, actor: system, agent, now: Date.now, milliseconds }, desk.tenant, callId);
const row = async (callId: string): Promise<CallRowView> => {
  const { rows } = await gate.ask<{ rows: CallRowView[] }>('ground/governance/models/calls', {}, manager());
  const found = rows.find(({ id }) => id === callId);
  if (!found) throw new Error('the call is not in the list');
  return found;
};
let subjects = 0;
/** Asks about a subject of its own, so that no test waits for another's. */
async function asked(task = 'explain-reason', subject = `carc:X${++subjects}`): Promise<string> {
  return (await act<{ callId: string }>('ask', { task, subject })).callId;
}
const right = (code: string) => JSON.stringify({ code, words: 'The plan was told too late', family: 'timely-filing', suspicious: false });

async function setUp(how: { purposes?: string[]; expiresOn?: string; keeps?: string; maySeeIdentified?: boolean } = {}) {
  const { vendorId } = await act<{ vendorId: string }>('add-vendor', { name: `Vendor ${++subjects}` });
  const product = `Product ${subjects}`;
  const { agreementId } = await act<{ agreementId: string }>('file-agreement', {
    vendorId,
    kind: 'baa',
    product,
    purposes: how.purposes ?? ['posting', 'notes'],
    signedOn: '2026-01-01',
    ...(how.expiresOn ? { expiresOn: how.expiresOn } : {}),
  });
  const settings = {
    vendorId,
    product,
    provider: 'openai-compatible',
    url: model.url,
    name: 'twin',
    secret: 'vendor-key-1',
    priceIn: 1_000_000,
    priceOut: 2_000_000,
    workflows: ['posting'],
    keeps: how.keeps ?? 'with-decision',
    maySeeIdentified: how.maySeeIdentified ?? false,
  };
  const { modelId } = await act<{ modelId: string }>('set-model', settings);
  return { vendorId, agreementId, modelId, settings };
}
/** Only one model at a time serves the workflow. */
async function only<T>(made: { modelId: string; settings: object }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await act('set-model', { ...made.settings, modelId: made.modelId, active: false });
  }
}

beforeEach(() => {
  now = new Date(now.getTime() + 120_000);
  model.behave({ kind: 'declines' });
});

describe('the egress', () => {
  test('without a model nothing leaves, and a person is told why', async () => {
    const callId = await asked();
    await send(callId);
    expect(await row(callId)).toMatchObject({ state: 'refused', findings: [{ code: 'model.no-model' }] });
    expect(model.asked).toHaveLength(0);
  });

  test.each([
    ['an agreement that ended', { expiresOn: '2026-02-28' }, 'model.agreement-expired'],
    ['an agreement for another purpose', { purposes: ['coding'] }, 'model.purpose-not-covered'],
  ])('%s lets nothing out', async (_what, how, code) => {
    const made = await setUp(how);
    await only(made, async () => {
      const before = model.asked.length;
      const callId = await asked();
      await send(callId);
      expect(await row(callId)).toMatchObject({ state: 'refused', findings: [{ code }] });
      expect(model.asked).toHaveLength(before);
    });
  });

  test('an agreement ended by hand lets nothing out from then on', async () => {
    const made = await setUp();
    await only(made, async () => {
      await act('end-agreement', { agreementId: made.agreementId, reason: 'They were sold.' });
      const callId = await asked();
      await send(callId);
      expect(await row(callId)).toMatchObject({ state: 'refused', findings: [{ code: 'model.agreement-expired' }] });
    });
  });

  test('what leaves names nobody, and what comes back does again', async () => {
    const made = await setUp();
    await only(made, async () => {
      model.behave(({ user }) => {
        const token = /\[NAME-[^\]]+\]/.exec(user)?.[0] ?? 'none';
        return { kind: 'answers', text: JSON.stringify({ code: 'A1', words: `Visit of ${token.toLowerCase()}` }) };
      });
      const callId = await asked('read-note');
      await send(callId);
      const sent = model.asked.at(-1);
      for (const secret of ['Zelda', 'Quimby', 'Ortega', 'QX55501234', '1971-03-14', '03/14', '555-201-3344'])
        expect(`${sent?.system}\n${sent?.user}`).not.toContain(secret);
      expect(sent?.authorization).toBe('Bearer vendor-key-1');
      const done = await row(callId);
      expect(done).toMatchObject({ state: 'answered', deidentified: true, version: 'twin-model-2026' });
      const { rows } = await gate.ask<{ rows: ProposalView[] }>('gate/approvals', {}, manager());
      expect(rows.some(({ input }) => JSON.stringify(input).includes('Visit of Zelda Quimby-Ortega'))).toBe(true);
    });
  });

  test('a budget stops the next call before it is sent; the limit of a minute only makes it wait', async () => {
    const made = await setUp();
    await only(made, async () => {
      await act('set-budget', { workflow: '*', microDollarsAMonth: 10, callsAMinute: null });
      const poor = await asked();
      await send(poor);
      expect(await row(poor)).toMatchObject({ state: 'refused', findings: [{ code: 'model.over-budget' }] });
      await act('set-budget', { workflow: '*', microDollarsAMonth: null, callsAMinute: 1 });
      model.behave(({ user }) => ({ kind: 'answers', text: right(/code is (\w+)/.exec(user)?.[1] ?? '') }));
      await send(await asked());
      const second = await asked();
      await expect(send(second)).rejects.toMatchObject({ code: 'model-later' });
      expect(await row(second)).toMatchObject({ state: 'waiting', tries: 0 });
      now = new Date(now.getTime() + 61_000);
      await send(second);
      expect(await row(second)).toMatchObject({ state: 'answered', tries: 1 });
      await act('set-budget', { workflow: '*', microDollarsAMonth: null, callsAMinute: null });
    });
  });

  test('the meter counts what was used, by month, workflow and model', async () => {
    const made = await setUp();
    await only(made, async () => {
      const used = async () => {
        const seen = await gate.ask<ModelsView>('ground/governance/models/models', {}, manager());
        return seen.usage.reduce((sum, { microDollars }) => sum + microDollars, 0);
      };
      const before = await used();
      model.behave(({ user }) => ({ kind: 'answers', text: right(/code is (\w+)/.exec(user)?.[1] ?? ''), tokensIn: 1000, tokensOut: 50 }));
      await send(await asked());
      expect((await used()) - before).toBe(1000 * 1 + 50 * 2);
    });
  });

  test('the meter agrees with the ledger of calls, and the month’s invoice with the meter', async () => {
    const seen = await gate.ask<ModelsView>('ground/governance/models/models', {}, manager());
    const all: CallRowView[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await gate.ask<{ rows: CallRowView[]; next?: string }>(
        'ground/governance/models/calls',
        cursor === undefined ? {} : { cursor },
        manager(),
      );
      all.push(...page.rows);
      cursor = page.next;
      if (cursor === undefined) break;
    }
    const sent = all.filter(({ model: name }) => name !== undefined);
    const sum = (rows: readonly { tokensIn: number; tokensOut: number; microDollars: number }[]) => {
      const of = (field: 'tokensIn' | 'tokensOut' | 'microDollars') => rows.reduce((total, row) => total + row[field], 0);
      return { tokensIn: of('tokensIn'), tokensOut: of('tokensOut'), microDollars: of('microDollars') };
    };
    expect(sent.length).toBeGreaterThan(0);
    expect(seen.usage.reduce((total, { calls }) => total + calls, 0)).toBe(sent.length);
    expect(sum(seen.usage)).toEqual(sum(sent));
    const invoice = invoiceOf(seen.usage, '2026-03');
    expect(invoice).toMatchObject(sum(sent));
    expect(invoice.total).toBe(Math.round(sum(sent).microDollars / 10_000));
  });

  test('a model in use whose agreement ends within 30 days is an alert, and none any more when the next one is filed or it is off', async () => {
    const alerts = async (modelId: string) => {
      const seen = await gate.ask<ModelsView>('ground/governance/models/models', {}, manager());
      return seen.alerts.filter((one) => one.modelId === modelId);
    };
    const made = await setUp({ purposes: ['posting', 'notes'], expiresOn: '2026-03-20' });
    await only(made, async () => {
      expect(await alerts(made.modelId)).toMatchObject([{ kind: 'expiring', expiresOn: '2026-03-20', daysLeft: 18 }]);
      const { vendorId, product } = made.settings as { vendorId: string; product: string };
      const next = { vendorId, product, kind: 'baa', purposes: ['posting', 'notes'], signedOn: '2026-03-01' };
      const { agreementId } = await act<{ agreementId: string }>('file-agreement', next);
      expect(await alerts(made.modelId)).toEqual([]);
      await act('end-agreement', { agreementId, reason: 'They were sold.' });
      await act('end-agreement', { agreementId: made.agreementId, reason: 'They were sold.' });
      expect(await alerts(made.modelId)).toMatchObject([{ kind: 'over' }]);
    });
    expect(await alerts(made.modelId)).toEqual([]);
  });

  test('a vendor’s key is shown to nobody, and does not follow the model to another address', async () => {
    const made = await setUp();
    await only(made, async () => {
      const seen = await gate.ask<ModelsView>('ground/governance/models/models', {}, manager());
      expect(JSON.stringify(seen)).not.toContain('vendor-key-1');
      expect(seen.models.find(({ id }) => id === made.modelId)).toMatchObject({ hasSecret: true });
      const { secret: _, ...without } = made.settings;
      await expect(act('set-model', { ...without, modelId: made.modelId, url: 'https://elsewhere.example/v1' })).rejects.toMatchObject({
        code: 'bad-input',
      });
      await expect(act('set-model', { ...made.settings, url: 'http://elsewhere.example/v1' })).rejects.toMatchObject({ code: 'bad-input' });
    });
  });
});

describe('what a model answers', () => {
  test('right, it becomes a proposal that a person approves or not; nothing changes before', async () => {
    const made = await setUp();
    await only(made, async () => {
      const callId = await asked('explain-reason', 'carc:N77');
      model.behave({ kind: 'answers', text: `Sure!\n\`\`\`json\n${right('N77')}\n\`\`\`` });
      await send(callId);
      const known = () => gate.ask<{ rows: { carc: string }[] }>('ground/codes/reasons', {}, manager());
      expect((await known()).rows.map(({ carc }) => carc)).not.toContain('N77');
      const { rows } = await gate.ask<{ rows: ProposalView[] }>('gate/approvals', {}, manager());
      const proposal = rows.find(({ input }) => (input as { carc?: string }).carc === 'N77');
      expect(proposal).toMatchObject({ command: 'ground/codes/set-reason', state: 'waiting' });
      await gate.act('ground/codes/set-reason', proposal?.input, manager(), { proposal: proposal?.id });
      expect((await known()).rows.map(({ carc }) => carc)).toContain('N77');
      // The job again, as after a crash: the model is not asked twice and nothing is proposed twice.
      const before = model.asked.length;
      await send(callId);
      expect(model.asked).toHaveLength(before);
    });
  });

  test('whoever asks sees where it stands, and whoever decides sees what was found in the question', async () => {
    const biller: Actor = { ...manager(), id: 'dana', roles: ['biller'] };
    const asked = () => gate.ask<AskedView>('ground/governance/models/asked', { task: 'explain-reason', subject: 'carc:N78' }, biller);
    expect(await asked()).toEqual({ serves: false });
    const made = await setUp();
    await only(made, async () => {
      expect(await asked()).toEqual({ serves: true });
      const { callId } = await act<{ callId: string }>('ask', { task: 'explain-reason', subject: 'carc:N78' }, biller);
      expect(await asked()).toMatchObject({ serves: true, last: { id: callId, state: 'waiting' } });
      model.behave({ kind: 'answers', text: right('N78') });
      await send(callId);
      const { last } = await asked();
      expect(last).toMatchObject({ id: callId, state: 'answered', findings: [] });
      const { call } = await gate.ask<ProposalCallView>('ground/governance/models/of-proposal', { proposalId: last?.proposalId }, biller);
      expect(call).toMatchObject({ id: callId, task: 'explain-reason', model: 'twin', deidentified: true, askedBy: 'dana' });
      const listed = async (filter: object) =>
        (await gate.ask<{ rows: CallRowView[] }>('ground/governance/models/calls', filter, manager())).rows.map(({ id }) => id);
      expect(await listed({ modelId: made.modelId })).toEqual([callId]);
      expect(await listed({ modelId: made.modelId, askedBy: 'dana', purpose: 'posting', subject: 'carc:N78' })).toEqual([callId]);
      expect(await listed({ modelId: made.modelId, to: '2026-01-01T00:00:00Z' })).toEqual([]);
    });
    const other = await gate.ask<ProposalCallView>('ground/governance/models/of-proposal', { proposalId: made.modelId }, biller);
    expect(other).toEqual({});
  });

  test.each([
    ['malformed', { kind: 'malformed' }, 'model.not-json'],
    ['a refusal in words', { kind: 'declines' }, 'model.not-json'],
    ['its own prompt', { kind: 'repeats' }, undefined],
    ['another code with right-looking words', { kind: 'answers', text: right('OTHER1') }, 'model.code-not-given'],
    ['a family that does not exist', { kind: 'answers', text: right('X1').replace('timely-filing', 'free-money') }, 'model.wrong-shape'],
    ['nothing at all', { kind: 'answers', text: '' }, 'model.empty'],
    ['that it was instructed', { kind: 'answers', text: '{"suspicious": true}' }, 'model.suspicious'],
    ['a time-out', { kind: 'sleeps', milliseconds: 3000 }, 'model.time-out'],
    ['429', { kind: 'fails', status: 429 }, 'model.busy'],
    ['500', { kind: 'fails', status: 500 }, 'model.broken'],
    ['400', { kind: 'fails', status: 400 }, 'model.refused-by-vendor'],
    ['a filter', { kind: 'filtered' }, 'model.refused-by-vendor'],
    ['half of it', { kind: 'hangs-up' }, undefined],
  ] as const)('%s: tried again where that may help, then a person has it, and nothing is proposed', async (_what, how, code) => {
    const made = await setUp();
    await only(made, async () => {
      model.behave(how);
      const callId = await asked();
      for (let i = 0; i < 3; i++) await send(callId, 300).catch((error: { code?: string }) => expect(error.code).toBe('model-later'));
      const done = await row(callId);
      expect(done.state).toBe('needs-person');
      expect(done.tries).toBeLessThanOrEqual(3);
      if (code) expect(done.findings.map((one) => one.code)).toContain(code);
      expect(done.findings.every(({ says, fix }) => says.length > 10 && (fix === undefined || fix.length > 3))).toBe(true);
      const { rows } = await gate.ask<{ rows: ProposalView[] }>('gate/approvals', {}, manager());
      expect(rows.some(({ input }) => ['OTHER1', 'X1'].includes((input as { carc?: string }).carc ?? ''))).toBe(false);
    });
  });

  test('prompt and answer are kept with the decision, or purged at once', async () => {
    for (const keeps of ['with-decision', 'purge']) {
      const made = await setUp({ keeps });
      await only(made, async () => {
        model.behave(({ user }) => ({ kind: 'answers', text: right(/code is (\w+)/.exec(user)?.[1] ?? '') }));
        const callId = await asked();
        await send(callId);
        const auditor: Actor = { ...manager(), id: 'ron', roles: ['compliance-officer'] };
        const whole = await gate.ask<CallView>('ground/governance/models/call', { callId }, auditor);
        expect(whole.promptSha256).toMatch(/^[0-9a-f]{64}$/);
        expect(whole.prompt === undefined).toBe(keeps === 'purge');
        expect(whole.answer === undefined).toBe(keeps === 'purge');
      });
    }
  });

  test('a biller may ask but not set up; whoever only keeps people may see no text', async () => {
    const biller: Actor = { ...manager(), id: 'dana', roles: ['biller'] };
    await expect(act('add-vendor', { name: 'Mine' }, biller)).rejects.toMatchObject({ code: 'not-allowed' });
    const admin: Actor = { ...manager(), id: 'ada', roles: ['admin'] };
    const { rows } = await gate.ask<{ rows: CallRowView[] }>('ground/governance/models/calls', {}, admin);
    await expect(gate.ask('ground/governance/models/call', { callId: rows[0]?.id }, admin)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

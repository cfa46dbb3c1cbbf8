import { type ModelServer, modelKeys, startModelServer } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelTasks } from '../../../agents/index.ts';
import { providerNames } from '../../../connectors/models/port.ts';
import type { ProposalView } from '../../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { type Egress, openEgress } from './testing/open-egress.ts';

let db: FreshDatabase;
let egress: Egress;
let model: ModelServer;
beforeAll(async () => {
  db = await freshDatabase();
  egress = await openEgress(db.store, modelTasks, () => new Date('2026-03-02T15:00:00Z'));
  model = await startModelServer();
});
afterAll(async () => {
  await model.close();
  await egress.desk.close();
  await db.drop();
});

const { accessKeyId, secretAccessKey } = modelKeys.bedrock;
const secrets = {
  'openai-compatible': '',
  anthropic: modelKeys.anthropic,
  azure: modelKeys.azure,
  bedrock: `${accessKeyId}:${secretAccessKey}`,
} as const;
const proposals = async () => (await egress.gate.ask<{ rows: ProposalView[] }>('gate/approvals', {}, egress.manager)).rows;

test.each(providerNames)(
  'a question goes through %s and comes back as a proposal for a person, metered as the vendor counts',
  async (provider) => {
    const code = `V${providerNames.indexOf(provider)}`;
    await egress.serve({ provider, url: model.urls[provider], name: 'twin.v1:0', secret: secrets[provider] });
    const text = JSON.stringify({ code, words: 'The plan was told too late', family: 'timely-filing', suspicious: false });
    model.behave({ kind: 'answers', text, tokensIn: 700, tokensOut: 30 });
    const callId = await egress.ask('explain-reason', `carc:${code}`);
    await egress.send(callId);
    expect(await egress.row(callId)).toMatchObject({
      state: 'answered',
      tokensIn: 700,
      tokensOut: 30,
      microDollars: 760,
      deidentified: true,
    });
    expect(model.asked.at(-1)).toMatchObject({ protocol: provider, model: 'twin.v1:0' });
    expect((await proposals()).filter(({ input }) => (input as { carc?: string }).carc === code)).toHaveLength(1);
  },
);

test.each(providerNames)('three times too busy by %s, and a person has it', async (provider) => {
  await egress.serve({ provider, url: model.urls[provider], name: 'twin.v1:0', secret: secrets[provider] });
  model.behave({ kind: 'fails', status: 429 });
  const callId = await egress.ask('explain-reason', `carc:B${providerNames.indexOf(provider)}`);
  for (let i = 0; i < 3; i++) await egress.send(callId).catch((error: { code?: string }) => expect(error.code).toBe('model-later'));
  expect(await egress.row(callId)).toMatchObject({ state: 'needs-person', tries: 3, microDollars: 0, findings: [{ code: 'model.busy' }] });
});

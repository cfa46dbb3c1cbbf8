import { createHash } from 'node:crypto';
import type { Finding } from '@claimwright/core/ground/base';
import {
  buildPrompt,
  checkSpoken,
  decideEgress,
  type EgressVerdict,
  findInstructions,
  type Prompt,
  priceOf,
  readAnswer,
  tokensAtMost,
} from '@claimwright/core/ground/governance/models';
import { z } from 'zod';
import type { ModelAddress } from '../../../connectors/models/port.ts';
import { type Command, type Ctx, cannot, command, notFound, Refusal, standingIn } from '../../../gate/index.ts';
import type { Deidentifier } from './deidentifier.ts';
import {
  agreementRows,
  asAgreement,
  asChoice,
  budgetsFor,
  type CallRow,
  heldCall,
  type ModelRow,
  modelRows,
  openCall,
  openCallOn,
  setCall,
  vendorRows,
} from './store.ts';
import { type Material, type ModelTask, material } from './task.ts';

/** How often a call is tried before a person takes it. */
const mostTries = 3;

export interface CallParts {
  readonly tasks: readonly ModelTask[];
  readonly deidentifier: Deidentifier;
}

const taskOf = (parts: CallParts, name: string): ModelTask => {
  const task = parts.tasks.find((one) => one.name === name);
  if (!task) throw notFound('task');
  return task;
};
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const askInput = z.object({ task: z.string().max(60), subject: z.string().min(1).max(120) });
const ask = (parts: CallParts): Command =>
  command<z.infer<typeof askInput>, string | undefined, null, { callId: string }>({
    name: 'ground/governance/models/ask',
    summary: 'Ask a model',
    permission: 'models.ask',
    workflow: 'intake',
    consequence: 'none',
    input: askInput,
    load: (ctx, { task, subject }) => openCallOn(ctx.tx, taskOf(parts, task).name, subject),
    plan: (open) => {
      if (open === undefined) return null;
      throw cannot('A model is being asked this already.', 'One answer is enough.', 'Wait for it under Models.');
    },
    apply: async (ctx, _plan, { task: name, subject }) => {
      const { workflow, purpose } = taskOf(parts, name);
      const callId = await openCall(ctx, { task: name, workflow, purpose, subject });
      return {
        result: { callId },
        subjects: [`model-call:${callId}`, subject],
        details: { task: name, purpose },
        jobs: [{ queue: 'ask-model', data: { tenant: ctx.tx.tenant, callId } }],
        changes: [{ topic: 'models' }],
      };
    },
  });

/** A command that an answer comes to, for a person to approve. */
export interface Proposing {
  readonly command: string;
  readonly input: unknown;
  readonly role: string;
  readonly version: string;
}

/** What the egress is told to do: send this there, bring what was answered before as a proposal, come again later, or leave it. */
export type Begun =
  | { readonly say: 'propose'; readonly propose: Proposing }
  | { readonly say: 'send'; readonly prompt: Prompt; readonly address: ModelAddress; readonly mostTokensOut: number }
  | { readonly say: 'later' }
  | { readonly say: 'leave' };

interface BeginFacts {
  readonly call: CallRow;
  readonly task: ModelTask;
  readonly model: ModelRow | undefined;
  readonly ready: Ready;
  readonly verdict: EgressVerdict;
  readonly mostItCosts: number;
}
/** The prompt as it will go out. */
interface Ready {
  readonly prompt: Prompt;
  readonly tokens: string | null;
  readonly findings: readonly Finding[];
}

const beginInput = z.object({ callId: z.uuid(), material });
type BeginInput = z.infer<typeof beginInput>;
const inside = { door: 'inside', permission: 'models.ask', workflow: 'intake', consequence: 'none' } as const;

const begin = (parts: CallParts): Command =>
  command<BeginInput, BeginFacts, BeginFacts, Begun>({
    name: 'ground/governance/models/begin',
    summary: 'Send a question to a model',
    ...inside,
    input: beginInput as unknown as z.ZodType<BeginInput>,
    load: (ctx, input) => beginFacts(parts, ctx, input),
    plan: (facts) => facts,
    apply: async (ctx, facts) => {
      const { call, verdict, task } = facts;
      const subjects = [`model-call:${call.id}`, call.subject];
      const changes = [{ topic: 'models' }];
      if (call.state === 'answered' && call.proposing !== null)
        return { result: { say: 'propose', propose: JSON.parse(call.proposing) as Proposing }, subjects, changes };
      if (call.state !== 'waiting' && call.state !== 'sent') return { result: { say: 'leave' }, subjects, changes };
      if (verdict.say === 'refuse') return { ...(await heldBack(ctx, facts, verdict)), subjects, changes };
      const { model, ready } = facts;
      if (!model) throw new Error('a call was let out without a model');
      await setCall(ctx.tx, call.id, {
        state: 'sent',
        tries: call.tries + 1,
        modelId: model.id,
        agreementId: verdict.agreement,
        deidentified: !model.maySeeIdentified,
        prompt: `${ready.prompt.system}\n\n${ready.prompt.user}`,
        tokens: ready.tokens,
        promptSha256: sha256(`${ready.prompt.system}\n\n${ready.prompt.user}`),
        findings: ready.findings,
        sentAt: ctx.now,
        // Held until the real price is known, so that calls under way together cannot pass the budget.
        microDollars: facts.mostItCosts,
      });
      const address = { provider: model.provider, url: model.url, name: model.name, secret: model.secret };
      return {
        result: { say: 'send', prompt: ready.prompt, address, mostTokensOut: task.mostTokensOut },
        subjects,
        changes,
        details: {
          task: task.name,
          taskVersion: task.version,
          model: model.id,
          agreement: verdict.agreement,
          deidentified: !model.maySeeIdentified,
          promptSha256: sha256(`${ready.prompt.system}\n\n${ready.prompt.user}`),
        },
      };
    },
  });

async function beginFacts(parts: CallParts, ctx: Ctx, { callId, material }: BeginInput): Promise<BeginFacts> {
  const call = await heldCall(ctx.tx, callId);
  if (!call) throw notFound('question to a model');
  const task = taskOf(parts, call.task);
  const model = (await modelRows(ctx.tx)).filter(({ active }) => active).find(({ workflows }) => workflows.includes(task.workflow));
  const ready = prepared(parts, ctx, task, material, model);
  const mostItCosts = model
    ? priceOf(
        { in: tokensAtMost(ready.prompt.system) + tokensAtMost(ready.prompt.user), out: task.mostTokensOut },
        { in: model.priceIn, out: model.priceOut },
      )
    : 0;
  const vendors = await vendorRows(ctx.tx);
  const agreements = (await agreementRows(ctx.tx)).filter(({ vendorId }) => vendorId === model?.vendorId);
  const verdict = decideEgress({
    today: ctx.today,
    purpose: task.purpose,
    stopped: (await standingIn(ctx.tx, task.workflow, {})).stopped,
    ...(model ? { model: asChoice(model, vendors.find(({ id }) => id === model.vendorId)?.name ?? 'the vendor') } : {}),
    agreements: agreements.map(asAgreement),
    identified: ready.tokens === null,
    budgets: await budgetsFor(ctx.tx, task.workflow, ctx.now, ctx.today),
    mostItCosts,
  });
  return { call, task, model, ready, verdict, mostItCosts };
}

/** Reads the material, looks for instructions in what others wrote, and takes out whoever it names. */
function prepared(parts: CallParts, ctx: Ctx, task: ModelTask, material: Material, model: ModelRow | undefined): Ready {
  const findings = material.outside.flatMap(({ kind, text }) => findInstructions(text, kind));
  const asItIs = model?.maySeeIdentified === true;
  const vault = asItIs ? undefined : parts.deidentifier.open(material.known, task.purpose, ctx.now.getUTCFullYear());
  const clean = (text: string) => (vault ? vault.deidentify(text) : text);
  const prompt = buildPrompt(
    { instructions: task.instructions, shape: task.shape, facts: material.facts.map(clean) },
    material.outside.map(({ kind, text }) => ({ kind, text: clean(text) })),
    ctx.newId().slice(-12),
  );
  return { prompt, tokens: vault ? vault.tokens() : null, findings };
}

const refusalFinding = ({ code, because, fix }: EgressVerdict & { say: 'refuse' }): Finding => ({
  code: `model.${code}`,
  severity: 'error',
  at: 'egress',
  says: 'Nothing was sent to a model.',
  because,
  fix,
});

async function heldBack(ctx: Ctx, { call }: BeginFacts, verdict: EgressVerdict & { say: 'refuse' }) {
  if (verdict.code === 'too-many-calls') return { result: { say: 'later' as const }, because: verdict.because };
  await setCall(ctx.tx, call.id, { state: 'refused', findings: [refusalFinding(verdict)], endedAt: ctx.now });
  return { result: { say: 'leave' as const }, because: verdict.because, details: { refused: verdict.code } };
}

const endInput = z.object({
  callId: z.uuid(),
  material,
  milliseconds: z.int().min(0),
  reply: z.object({ text: z.string(), tokensIn: z.int().min(0), tokensOut: z.int().min(0), version: z.string().max(200) }).optional(),
  failure: z.object({ code: z.string().max(40), again: z.boolean() }).optional(),
});
type EndInput = z.infer<typeof endInput>;

/** How a call ended. `later`: it is tried again. */
export interface Ended {
  readonly state: CallRow['state'];
  readonly later: boolean;
  readonly propose?: Proposing;
}
interface Judged extends Omit<Ended, 'state' | 'later'> {
  readonly findings: readonly Finding[];
  readonly again: boolean;
}

const end = (parts: CallParts): Command =>
  command<EndInput, { call: CallRow; judged: Judged; model: ModelRow }, { call: CallRow; judged: Judged; model: ModelRow }, Ended>({
    name: 'ground/governance/models/end',
    summary: 'Take in a model’s answer',
    ...inside,
    input: endInput as unknown as z.ZodType<EndInput>,
    load: async (ctx, input) => {
      const call = await heldCall(ctx.tx, input.callId);
      const model = (await modelRows(ctx.tx)).find(({ id }) => id === call?.modelId);
      if (!call || !model) throw notFound('question to a model');
      if (call.state !== 'sent') throw new Refusal('cannot-do', 'This question is over already.');
      return { call, model, judged: judge(parts, call, input) };
    },
    plan: (facts) => facts,
    apply: async (ctx, { call, judged, model }, input) => {
      const failed = judged.findings.some(({ severity }) => severity === 'error');
      const later = failed && judged.again && call.tries < mostTries;
      const state = later ? 'waiting' : failed ? 'needs-person' : 'answered';
      const purged = !later && model.keeps === 'purge';
      const { reply } = input;
      await setCall(ctx.tx, call.id, {
        state,
        findings: judged.findings,
        milliseconds: call.milliseconds + input.milliseconds,
        tokensIn: call.tokensIn + (reply?.tokensIn ?? 0),
        tokensOut: call.tokensOut + (reply?.tokensOut ?? 0),
        microDollars: priceOf(
          { in: call.tokensIn + (reply?.tokensIn ?? 0), out: call.tokensOut + (reply?.tokensOut ?? 0) },
          { in: model.priceIn, out: model.priceOut },
        ),
        version: reply?.version ?? call.version,
        answer: purged ? null : (reply?.text ?? null),
        answerSha256: reply ? sha256(reply.text) : null,
        ...(purged ? { prompt: null, tokens: null } : {}),
        proposing: failed || !judged.propose ? null : JSON.stringify(judged.propose),
        endedAt: later ? null : ctx.now,
      });
      return {
        result: { state, later, ...(judged.propose && !failed ? { propose: judged.propose } : {}) },
        subjects: [`model-call:${call.id}`, call.subject],
        details: {
          state,
          tries: call.tries,
          findings: judged.findings.map(({ code }) => code).join(' '),
          ...(reply ? { answerSha256: sha256(reply.text), version: reply.version } : { failure: input.failure?.code ?? 'nothing' }),
        },
        changes: [{ topic: 'models' }],
      };
    },
  });

const failureWords: { readonly [code: string]: string } = {
  'time-out': 'The model did not answer in time.',
  busy: 'The model’s server is too busy.',
  'refused-by-vendor': 'The model’s server refused the question.',
  unreachable: 'The model’s server cannot be reached.',
  broken: 'The model’s server answered with an error.',
};
const wrong = (code: string, says: string, fix = 'A person does this one by hand.'): Finding => ({
  code,
  severity: 'error',
  at: 'answer',
  says,
  fix,
});

/** Reads an answer like any paper from outside: its form, its shape, then every code, amount, name and command that it speaks of. */
function judge(parts: CallParts, call: CallRow, { reply, failure, material }: EndInput): Judged {
  const before = (call.findings as Finding[]).filter(({ severity }) => severity === 'warning');
  if (!reply) {
    const code = failure?.code ?? 'broken';
    return {
      findings: [...before, wrong(`model.${code}`, failureWords[code] ?? 'The model did not answer.')],
      again: failure?.again ?? true,
    };
  }
  const task = taskOf(parts, call.task);
  const back = call.tokens === null ? { text: reply.text, findings: [] } : parts.deidentifier.reidentify(reply.text, call.tokens);
  const read = readAnswer(back.text);
  if ('finding' in read) return { findings: [...before, read.finding], again: true };
  const suspicious = isSuspicious(read.value)
    ? [wrong('model.suspicious', 'The model says that the text tried to instruct it.', 'Read the text yourself before you decide.')]
    : [];
  const shaped = task.answer.safeParse(read.value);
  if (!shaped.success)
    return {
      findings: [...before, ...suspicious, wrong('model.wrong-shape', 'The answer has not the shape that was asked for.')],
      again: true,
    };
  const findings = [
    ...before,
    ...suspicious,
    ...back.findings,
    ...checkSpoken(task.spoken(shaped.data), material.given),
    ...(task.check?.(shaped.data, material) ?? []),
  ];
  const propose = task.propose(shaped.data, call.subject);
  return {
    findings,
    again: false,
    ...(propose ? { propose: { ...propose, role: task.role, version: `${task.name} ${task.version}, ${reply.version}` } } : {}),
  };
}

const isSuspicious = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'suspicious' in value && value.suspicious === true;

const proposedInput = z.object({
  callId: z.uuid(),
  proposalId: z.uuid().optional(),
  refused: z.object({ says: z.string(), fix: z.string().optional() }).optional(),
});
type ProposedInput = z.infer<typeof proposedInput>;

/** Closes a call whose proposal stands among the others, or that the gate would not take. */
const proposed = command<ProposedInput, CallRow | undefined, CallRow, { callId: string }>({
  name: 'ground/governance/models/proposed',
  summary: 'Note what became of a model’s proposal',
  ...inside,
  input: proposedInput as unknown as z.ZodType<ProposedInput>,
  load: (ctx, { callId }) => heldCall(ctx.tx, callId),
  plan: (call) => {
    if (!call) throw notFound('question to a model');
    return call;
  },
  apply: async (ctx, call, { callId, proposalId, refused }) => {
    await setCall(ctx.tx, callId, {
      proposing: null,
      ...(proposalId === undefined ? {} : { proposalId }),
      ...(refused
        ? { state: 'needs-person', findings: [...(call.findings as Finding[]), wrong('model.not-taken', refused.says, refused.fix)] }
        : {}),
    });
    return {
      result: { callId },
      subjects: [`model-call:${callId}`, ...(proposalId === undefined ? [] : [`proposal:${proposalId}`])],
      changes: [{ topic: 'models' }],
    };
  },
});

/** What a call is about, for the egress to read its material. */
const due = command<{ callId: string }, CallRow | undefined, CallRow, { task: string; subject: string }>({
  name: 'ground/governance/models/due',
  summary: 'Take up a question to a model',
  ...inside,
  input: z.object({ callId: z.uuid() }),
  load: (ctx, { callId }) => heldCall(ctx.tx, callId),
  plan: (call) => {
    if (!call) throw notFound('question to a model');
    return call;
  },
  apply: async (_ctx, call) => ({ result: { task: call.task, subject: call.subject }, subjects: [`model-call:${call.id}`] }),
});

export const callCommands = (parts: CallParts): readonly Command[] => [ask(parts), due, begin(parts), end(parts), proposed];

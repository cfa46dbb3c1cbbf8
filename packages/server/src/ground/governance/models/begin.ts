import { createHash } from 'node:crypto';
import type { Finding } from '@claimwright/core/ground/base';
import {
  buildPrompt,
  decideEgress,
  type EgressVerdict,
  findInstructions,
  type Prompt,
  priceOf,
  tokensAtMost,
} from '@claimwright/core/ground/governance/models';
import { z } from 'zod';
import type { ModelAddress } from '../../../connectors/models/port.ts';
import { type Command, type Ctx, command, notFound, standingIn } from '../../../gate/index.ts';
import { type CallParts, inside, taskOf } from './call-parts.ts';
import {
  agreementRows,
  asAgreement,
  asChoice,
  budgetsFor,
  type CallRow,
  heldCall,
  type ModelRow,
  modelRows,
  noTexts,
  setCall,
  vendorRows,
} from './store.ts';
import { type Material, type ModelTask, material } from './task.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

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
  | ({ readonly say: 'send'; readonly prompt: Prompt; readonly address: ModelAddress; readonly mostTokensOut: number } & Held)
  | { readonly say: 'later' }
  | { readonly say: 'leave' };

/** What only the process that sends knows until the answer is there; where the policy is to purge, it is written nowhere. */
export interface Held {
  /** Whom the tokens of the prompt stand for; null: nothing was taken out. */
  readonly tokens: string | null;
  /** Micro-dollars set aside for this try. */
  readonly reserved: number;
}

interface BeginFacts {
  readonly call: CallRow;
  readonly task: ModelTask;
  readonly model: ModelRow | undefined;
  /** The model of the try before, which may be off by now. */
  readonly tried: ModelRow | undefined;
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

export const begin = (parts: CallParts): Command =>
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
      const text = `${ready.prompt.system}\n\n${ready.prompt.user}`;
      await setCall(ctx.tx, call.id, {
        state: 'sent',
        tries: call.tries + 1,
        modelId: model.id,
        agreementId: verdict.agreement,
        deidentified: !model.maySeeIdentified,
        ...(model.keeps === 'purge' ? noTexts : { prompt: text, tokens: ready.tokens }),
        promptSha256: sha256(text),
        findings: ready.findings,
        sentAt: ctx.now,
        // Set aside until the price is known, so that calls under way together cannot pass the budget. What earlier tries cost stays, and
        // so does what was set aside for a try of which nobody knows how it ended.
        microDollars: call.microDollars + facts.mostItCosts,
      });
      const address = { provider: model.provider, url: model.url, name: model.name, secret: model.secret };
      return {
        result: {
          ...{ say: 'send', prompt: ready.prompt, address, mostTokensOut: task.mostTokensOut },
          ...{ tokens: ready.tokens, reserved: facts.mostItCosts },
        },
        subjects,
        changes,
        details: {
          task: task.name,
          taskVersion: task.version,
          model: model.id,
          agreement: verdict.agreement,
          deidentified: !model.maySeeIdentified,
          // On the record keyed, as an export of it leaves the house: a text with a gap of one name could be guessed.
          promptDigest: ctx.tx.blind('model-text', text),
        },
      };
    },
  });

async function beginFacts(parts: CallParts, ctx: Ctx, { callId, material }: BeginInput): Promise<BeginFacts> {
  const call = await heldCall(ctx.tx, callId);
  if (!call) throw notFound('question to a model');
  const task = taskOf(parts, call.task);
  const models = await modelRows(ctx.tx);
  const model = models.filter(({ active }) => active).find(({ workflows }) => workflows.includes(task.workflow));
  const tried = models.find(({ id }) => id === call.modelId);
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
  return { call, task, model, tried, ready, verdict, mostItCosts };
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

async function heldBack(ctx: Ctx, { call, model, tried }: BeginFacts, verdict: EgressVerdict & { say: 'refuse' }) {
  if (verdict.code === 'too-many-calls') return { result: { say: 'later' as const }, because: verdict.because };
  const purged = [model, tried].some((one) => one?.keeps === 'purge');
  await setCall(ctx.tx, call.id, {
    ...{ state: 'refused', findings: [refusalFinding(verdict)], endedAt: ctx.now },
    ...(purged ? noTexts : {}),
  });
  return { result: { say: 'leave' as const }, because: verdict.because, details: { refused: verdict.code } };
}

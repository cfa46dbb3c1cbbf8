import { createHash } from 'node:crypto';
import type { Finding } from '@claimwright/core/ground/base';
import { checkFreeText, checkSpoken, freeTextOf, priceOf, readAnswer } from '@claimwright/core/ground/governance/models';
import { z } from 'zod';
import { type Command, command, notFound, Refusal } from '../../../gate/index.ts';
import type { Proposing } from './begin.ts';
import { type CallParts, inside, taskOf } from './call-parts.ts';
import { type CallRow, heldCall, type ModelRow, modelRows, noTexts, setCall } from './store.ts';
import { type Material, material } from './task.ts';

/** How often a call is tried before a person takes it. */
const mostTries = 3;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const endInput = z.object({
  callId: z.uuid(),
  material,
  milliseconds: z.int().min(0),
  reply: z.object({ text: z.string(), tokensIn: z.int().min(0), tokensOut: z.int().min(0), version: z.string().max(200) }).optional(),
  failure: z.object({ code: z.string().max(40), again: z.boolean(), tokensIn: z.int().min(0), tokensOut: z.int().min(0) }).optional(),
  tokens: z.string().nullable(),
  /** Micro-dollars that were set aside for this try. */
  reserved: z.int().min(0),
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

export const end = (parts: CallParts): Command =>
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
      const used = input.reply ?? input.failure ?? { tokensIn: 0, tokensOut: 0 };
      const { reply } = input;
      await setCall(ctx.tx, call.id, {
        findings: judged.findings,
        milliseconds: call.milliseconds + input.milliseconds,
        tokensIn: call.tokensIn + used.tokensIn,
        tokensOut: call.tokensOut + used.tokensOut,
        // What was set aside makes room for what it cost.
        microDollars:
          call.microDollars -
          input.reserved +
          priceOf({ in: used.tokensIn, out: used.tokensOut }, { in: model.priceIn, out: model.priceOut }),
        version: reply?.version ?? call.version,
        answerSha256: reply ? sha256(reply.text) : null,
        endedAt: later ? null : ctx.now,
        ...texts(model, state, judged, reply?.text),
      });
      return {
        result: { state, later, ...(judged.propose && !failed ? { propose: judged.propose } : {}) },
        subjects: [`model-call:${call.id}`, call.subject],
        details: {
          state,
          tries: call.tries,
          findings: judged.findings.map(({ code }) => code).join(' '),
          ...(reply
            ? { answerDigest: ctx.tx.blind('model-text', reply.text), version: reply.version }
            : { failure: input.failure?.code ?? 'nothing' }),
        },
        changes: [{ topic: 'models' }],
      };
    },
  });

/**
 * What is kept of the answer. Where the policy is to purge, nothing ever is: until its proposal stands among the others, such a call
 * counts as one for a person, which is what it stays should the program stop in between.
 */
function texts({ keeps }: ModelRow, state: CallRow['state'], { propose, findings }: Judged, answer: string | undefined) {
  if (keeps === 'purge')
    return state === 'answered' && propose
      ? { ...noTexts, state: 'needs-person' as const, findings: [...findings, interrupted] }
      : { ...noTexts, state };
  return { state, answer: answer ?? null, proposing: state === 'answered' && propose ? JSON.stringify(propose) : null };
}

const failureWords: { readonly [code: string]: string } = {
  'time-out': 'The model did not answer in time.',
  busy: 'The model’s server is too busy.',
  'refused-by-vendor': 'The model’s server refused the question.',
  unreachable: 'The model’s server cannot be reached.',
  broken: 'The model’s server answered with an error.',
};
export const wrong = (code: string, says: string, fix = 'A person does this one by hand.'): Finding => ({
  code,
  severity: 'error',
  at: 'answer',
  says,
  fix,
});

const interrupted = wrong(
  'model.interrupted',
  'The program stopped before it was noted what became of the answer, and nothing of it was kept.',
  'Look among the proposals; where there is none of it, ask again.',
);
export const withoutInterruption = (findings: readonly Finding[]): Finding[] => findings.filter(({ code }) => code !== interrupted.code);

/** Reads an answer like any paper from outside: its form, its shape, then every code, amount, name and command that it speaks of. */
function judge(parts: CallParts, call: CallRow, { reply, failure, material, tokens }: EndInput): Judged {
  const before = (call.findings as Finding[]).filter(({ severity }) => severity === 'warning');
  if (!reply) {
    const code = failure?.code ?? 'broken';
    return {
      findings: [...before, wrong(`model.${code}`, failureWords[code] ?? 'The model did not answer.')],
      again: failure?.again ?? true,
    };
  }
  const task = taskOf(parts, call.task);
  const back = tokens === null ? { text: reply.text, findings: [] } : parts.deidentifier.reidentify(reply.text, tokens);
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
  const spoken = task.spoken(shaped.data);
  const findings = [
    ...before,
    ...suspicious,
    ...back.findings,
    ...checkSpoken(spoken, material.given),
    ...(task.repeats ? [] : checkFreeText(freeTextOf(shaped.data, Object.values(spoken).flat()), given(material))),
    ...(task.check?.(shaped.data, material) ?? []),
  ];
  const propose = task.propose(shaped.data, call.subject);
  return {
    findings,
    again: false,
    ...(propose ? { propose: { ...propose, role: task.role, version: `${task.name} ${task.version}, ${reply.version}` } } : {}),
  };
}

/** What words may say: our own facts, and the people of the record of whom the material speaks. What came from outside gives nothing. */
const given = ({ facts, known }: Material): string[] => [
  ...facts,
  ...known.flatMap(({ names, values }) => [...names, ...values.map(({ value }) => value)]),
];

const isSuspicious = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'suspicious' in value && value.suspicious === true;

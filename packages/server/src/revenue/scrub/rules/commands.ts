import { Allowance, checkRule, mostSteps, type PayerRule } from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound, Refusal } from '../../../gate/index.ts';
import { ruleInput } from '../input.ts';
import { previewRule } from './preview.ts';
import { keepRule, keepSwitch, newestOf, ruleVersion } from './store.ts';
import type { RuleCommands, RulePreview, WrittenRule } from './views.ts';

type Newest = ReadonlyMap<string, PayerRule>;
interface Kept {
  readonly id: string;
  readonly rule: PayerRule;
}
type Writing = Parameters<Command<unknown, Newest, unknown, unknown>['plan']>[2];

/** The next version of a rule; refused where it is not whole or its tests do not hold. */
function nextVersion(newest: Newest, rule: WrittenRule, { actor, today, newId }: Writing, ofPack = new Allowance(mostSteps.ofPack)): Kept {
  const whole: PayerRule = { ...rule, version: (newest.get(rule.id)?.version ?? 0) + 1, author: actor.name, writtenOn: today };
  const [finding] = checkRule(whole, ofPack);
  if (finding !== undefined)
    throw new Refusal('bad-input', `${rule.title}: ${finding.says}`, finding.fix === undefined ? {} : { because: finding.fix });
  return { id: newId(), rule: whole };
}

type Save = RuleCommands['revenue/scrub/save-rule'];
const saveRule = command<Save['input'], Newest, Kept, Save['result']>({
  name: 'revenue/scrub/save-rule',
  summary: 'Save a payer rule',
  permission: 'rules.write',
  workflow: 'scrub',
  consequence: 'administers',
  whole: 'the payer rules',
  input: z.object({
    rule: ruleInput,
    /** The version that it was made from; 0: a rule that is new. */
    from: z.int().min(0).optional(),
  }) as unknown as z.ZodType<Save['input']>,
  load: (ctx, { rule }) => newestOf(ctx, [rule.id]),
  plan: (newest, { rule, from }, ctx) => {
    const now = newest.get(rule.id)?.version ?? 0;
    if (from === 0 && now > 0)
      throw cannot('There is a rule of this id.', `It is "${newest.get(rule.id)?.title}".`, 'Give it another title.');
    if (from !== undefined && from !== now)
      throw cannot('The rule was changed meanwhile.', `Version ${now} was saved since.`, 'Look at that one, then change it.');
    return nextVersion(newest, rule, ctx);
  },
  apply: async (ctx, { id, rule }) => {
    await keepRule(ctx, id, rule);
    const { version, tests } = rule;
    return {
      result: { ruleId: rule.id, version },
      subjects: [`rule:${rule.id}`],
      details: { version, tests: tests.length },
      changes: [{ topic: 'rules' }],
    };
  },
});

const written = ({ version: _version, author: _author, writtenOn: _on, ...rule }: PayerRule): WrittenRule => rule;
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => [key, sorted(own)]);
};
const same = (a: WrittenRule, b: WrittenRule): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

type Import = RuleCommands['revenue/scrub/import-rules'];
const importRules = command<Import['input'], Newest, readonly Kept[], Import['result']>({
  name: 'revenue/scrub/import-rules',
  summary: 'Take a pack of payer rules in',
  permission: 'rules.write',
  workflow: 'scrub',
  consequence: 'administers',
  whole: 'the payer rules',
  input: z.object({ rules: z.array(ruleInput).min(1).max(500) }) as unknown as z.ZodType<Import['input']>,
  load: (ctx, { rules }) =>
    newestOf(
      ctx,
      rules.map(({ id }) => id),
    ),
  plan: (newest, { rules }, ctx) => {
    const twice = rules.find(({ id }, at) => rules.findIndex((one) => one.id === id) !== at);
    if (twice !== undefined)
      throw new Refusal('bad-input', `Two rules of the pack have the id ${twice.id}.`, { because: 'Name one of them otherwise.' });
    const ofPack = new Allowance(mostSteps.ofPack);
    return rules
      .filter((rule) => {
        const now = newest.get(rule.id);
        return now === undefined || !same(written(now), rule);
      })
      .map((rule) => nextVersion(newest, rule, ctx, ofPack));
  },
  apply: async (ctx, kept, { rules }) => {
    for (const { id, rule } of kept) await keepRule(ctx, id, rule);
    const result = { saved: kept.length, same: rules.length - kept.length };
    return { result, subjects: kept.map(({ rule }) => `rule:${rule.id}`), details: result, changes: [{ topic: 'rules' }] };
  },
});

type Switch = RuleCommands['revenue/scrub/switch-rule'];
type SwitchInput = Switch['input'];
async function previewOf(ctx: Ctx, { ruleId, version, active }: SwitchInput): Promise<RulePreview | undefined> {
  const rule = await ruleVersion(ctx, ruleId, version);
  if (rule === undefined) throw notFound('rule');
  return active ? previewRule(ctx, rule) : undefined;
}

const switchRule = command<SwitchInput, RulePreview | undefined, { id: string; hits: number }, Switch['result']>({
  name: 'revenue/scrub/switch-rule',
  summary: 'Switch a payer rule on or off',
  permission: 'rules.switch',
  workflow: 'scrub',
  consequence: 'administers',
  whole: 'the payer rules',
  input: z.object({
    ruleId: z.string().min(1).max(61),
    version: z.int().min(1),
    active: z.boolean(),
    /** How many claims of the last ninety days it would have found, as the preview showed: a rule is looked at before it is switched on. */
    previewed: z.int().min(0).optional(),
    because: z.string().trim().min(3).max(500),
  }) as unknown as z.ZodType<SwitchInput>,
  load: previewOf,
  plan: (preview, { previewed }, ctx) => {
    if (preview !== undefined && previewed !== preview.hits)
      throw cannot(
        'This rule was not looked at as it stands.',
        `It would find ${preview.hits} of ${preview.claims} claims of the last ninety days.`,
        'Preview it, then switch it on.',
      );
    return { id: ctx.newId(), hits: preview?.hits ?? 0 };
  },
  apply: async (ctx, { id, hits }, { ruleId, version, active, because }) => {
    await keepSwitch(ctx, id, { ruleId, version, active, because });
    return {
      result: { hits },
      subjects: [`rule:${ruleId}`],
      details: { version, active, hits },
      because,
      changes: [{ topic: 'rules' }, { topic: 'drafts' }],
    };
  },
});

export const ruleCommands: readonly Command[] = [saveRule, importRules, switchRule];

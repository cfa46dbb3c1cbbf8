import { readFile } from 'node:fs/promises';
import { type PayerRule, tryTests } from '@claimwright/core/revenue/scrub';
import type { RuleCommands, RuleFinds, RuleHistory, RulePreview, RulesView, RuleView, WrittenRule } from '../revenue/scrub/rules/views.ts';
import { fileTrouble, Trouble } from '../trouble.ts';
import { say } from './outcome.ts';
import { atDesk, type Desk } from './with-program.ts';

interface Options {
  readonly json?: boolean;
  readonly practice?: string;
}

const kept = ({ program, actor }: Desk) => program.gate.ask<RulesView>('revenue/scrub/rules', {}, actor);

async function ruleCalled(desk: Desk, called: string): Promise<RuleView> {
  const { rules } = await kept(desk);
  const found = rules.find(({ rule }) => rule.id === called);
  if (found) return found;
  throw new Trouble('usage', `There is no rule ${called}.`, {
    fix: rules.length === 0 ? '`claimwright rules import` takes a pack in.' : `There are: ${rules.map(({ rule }) => rule.id).join(', ')}.`,
  });
}

const standing = ({ rule, on }: RuleView): string =>
  on === undefined ? 'off' : on === rule.version ? 'on' : `on in version ${on}, version ${rule.version} waits`;

/** `rules list`. */
export function listRules({ json, practice }: Options): Promise<number> {
  return atDesk('rules list', practice, async (desk) => {
    const { rules } = await kept(desk);
    const finds = await desk.program.gate.ask<RuleFinds>('revenue/scrub/rule-finds', {}, desk.actor);
    if (json) console.log(JSON.stringify({ rules, finds }, null, 2));
    else {
      const among = finds.more ? `of the last ${finds.claims} claims` : `of ${finds.claims} claims of the last ninety days`;
      for (const view of rules) {
        const { id, action, title } = view.rule;
        console.log(`${id.padEnd(28)} ${standing(view).padEnd(4)}  ${action.padEnd(7)} finds ${finds.found[id] ?? 0} ${among}  ${title}`);
      }
      if (rules.length === 0) say('There is no rule yet: `claimwright rules import` takes a pack in.');
    }
    return 0;
  });
}

/** `rules show`. */
export function showRule(called: string, { json, practice }: Options): Promise<number> {
  return atDesk('rules show', practice, async (desk) => {
    const view = await ruleCalled(desk, called);
    const { rule } = view;
    const history = await desk.program.gate.ask<RuleHistory>('revenue/scrub/rule-history', { ruleId: rule.id }, desk.actor);
    if (json) console.log(JSON.stringify({ ...view, history }, null, 2));
    else {
      const ends = rule.retired === undefined ? '' : ` to ${rule.retired}`;
      console.log(`${rule.title} (${rule.id}), ${standing(view)}`);
      console.log(`  ${rule.action} where, for each ${rule.over}: ${rule.when}`);
      console.log(`  payers ${rule.payers.join(', ')}, in force from ${rule.effective}${ends}`);
      console.log(`  says: ${rule.says}\n  because: ${rule.because}\n  fix: ${rule.fix}\n  source: ${rule.source}`);
      for (const { rule: one, at } of history.versions) console.log(`  version ${one.version}, ${at.slice(0, 10)}, ${one.author}`);
      for (const { version, active, by, at, because } of history.switches)
        console.log(`  version ${version} switched ${active ? 'on' : 'off'} on ${at.slice(0, 10)} by ${by}: ${because}`);
    }
    return 0;
  });
}

/** A pack as a file: a list of rules, or an object that holds it. What is wrong within a rule the gate says. */
async function packOf(file: string): Promise<readonly (WrittenRule & Partial<PayerRule>)[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileTrouble(error, file);
  });
  const wrong = () => new Trouble('not-readable', `${file} is no pack of rules.`, { fix: 'It is JSON: {"title": "…", "rules": [ … ]}.' });
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw wrong();
  }
  const pack = Object(said) as { readonly title?: unknown; readonly rules?: unknown };
  const rules = Array.isArray(said) ? said : pack.rules;
  const whole = (one: unknown): one is WrittenRule =>
    typeof one === 'object' && one !== null && 'id' in one && 'when' in one && 'tests' in one;
  if (!Array.isArray(rules) || rules.length === 0 || !rules.every(whole)) throw wrong();
  return rules.map((rule) => ({ ...(typeof pack.title === 'string' ? { pack: pack.title } : {}), ...rule }));
}

/** `rules test`. */
export async function testRules(file: string | undefined, options: Options): Promise<number> {
  if (file === undefined)
    return atDesk('rules test', options.practice, async (desk) =>
      tellTests(
        (await kept(desk)).rules.map(({ rule }) => rule),
        options,
      ),
    );
  const asKept = { version: 0, author: '', writtenOn: '' };
  return tellTests(
    (await packOf(file)).map((rule) => ({ ...asKept, ...rule }) as PayerRule),
    options,
  );
}

function tellTests(rules: readonly PayerRule[], { json }: Options): number {
  const tried = rules.map((rule) => ({ rule: rule.id, outcomes: tryTests(rule) }));
  // A condition that cannot be used is asked of no test.
  const fails = ({ outcomes }: (typeof tried)[number]): boolean => outcomes.length === 0 || outcomes.some(({ holds }) => !holds);
  if (json)
    console.log(
      JSON.stringify(
        tried.map((one) => ({
          rule: one.rule,
          holds: !fails(one),
          tests: one.outcomes.map(({ test, fired, holds }) => ({ name: test.name, fires: test.fires, fired: fired ?? null, holds })),
        })),
        null,
        2,
      ),
    );
  else
    for (const one of tried) {
      const held = one.outcomes.filter(({ holds }) => holds).length;
      const why =
        one.outcomes.length === 0 ? 'its condition cannot be used, or it has no test' : `${held} of ${one.outcomes.length} tests hold`;
      console.log(`${fails(one) ? 'fails' : 'holds'}  ${one.rule}: ${why}`);
      for (const { test, fired, holds } of one.outcomes)
        if (!holds) console.log(`  “${test.name}” should ${test.fires ? 'fire' : 'stay silent'}, and ${firedWords(fired)}`);
    }
  return tried.some(fails) ? 1 : 0;
}

const firedWords = (fired: boolean | undefined): string => (fired === undefined ? 'could not be asked' : fired ? 'fired' : 'stayed silent');

/** `rules preview`. */
export function previewRule(called: string, { json, practice }: Options): Promise<number> {
  return atDesk('rules preview', practice, async (desk) => {
    const { rule } = await ruleCalled(desk, called);
    const { version: _version, author: _author, writtenOn: _on, ...written } = rule;
    const told = await desk.program.gate.ask<RulePreview>('revenue/scrub/preview-rule', { rule: written }, desk.actor);
    if (json) console.log(JSON.stringify(told, null, 2));
    else {
      console.log(`${rule.title} would have found ${told.hits} of ${told.claims} claims of the last ninety days.`);
      if (told.early > 0) console.log(`${told.early} of them were served before it is in force: it leaves them as they are.`);
      if (told.failed > 0) console.log(`${told.failed} claims more could not be asked: the condition fails there.`);
      say(`To switch it on: claimwright rules on ${rule.id} --previewed ${told.hits} --because "…"`);
    }
    return 0;
  });
}

/** `rules import`. */
export function importRules(file: string, { json, practice }: Options): Promise<number> {
  return atDesk('rules import', practice, async ({ program, actor }) => {
    const rules = (await packOf(file)).map(({ version: _version, author: _author, writtenOn: _on, ...rule }) => rule);
    type Imported = RuleCommands['revenue/scrub/import-rules']['result'];
    const { result } = await program.gate.act<Imported>('revenue/scrub/import-rules', { rules }, actor);
    if (json) console.log(JSON.stringify(result));
    else console.log(`${result.saved} rules are saved, ${result.same} were so already. None is on before it is switched on.`);
    return 0;
  });
}

interface Switching extends Options {
  readonly because: string;
  readonly previewed?: number;
}

/** `rules on`, `rules off`. */
export function switchRule(active: boolean, called: string, { because, previewed, json, practice }: Switching): Promise<number> {
  return atDesk(`rules ${active ? 'on' : 'off'}`, practice, async (desk) => {
    const { rule, on } = await ruleCalled(desk, called);
    if (!active && on === undefined) throw new Trouble('usage', `${rule.title} is not on.`);
    const version = active ? rule.version : (on ?? rule.version);
    const input = { ruleId: rule.id, version, active, because, ...(previewed === undefined ? {} : { previewed }) };
    const acted = await desk.program.gate.act<RuleCommands['revenue/scrub/switch-rule']['result']>(
      'revenue/scrub/switch-rule',
      input,
      desk.actor,
    );
    if (json) console.log(JSON.stringify({ outcome: acted.outcome, ...input, hits: acted.result.hits }));
    else if (acted.outcome === 'parked') console.log('It waits for a person who decides on it in the program.');
    else console.log(`${rule.title}, version ${version}, is ${active ? 'on' : 'off'}.`);
    return 0;
  });
}

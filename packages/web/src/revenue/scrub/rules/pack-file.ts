import type { PayerRule, RulePack } from '@claimwright/core/revenue/scrub';
import type { WrittenRule } from '@claimwright/server/api';
import { idOf, written } from './draft.ts';

/** A pack as a file: what other practices, and this one later, take in. */
export function packFile(title: string, rules: readonly PayerRule[]): { readonly name: string; readonly text: string } {
  const pack: RulePack = { id: idOf(title), title, version: Math.max(0, ...rules.map(({ version }) => version)), rules };
  return { name: `${pack.id || 'rules'}.rules.json`, text: `${JSON.stringify(pack, undefined, 2)}\n` };
}

const isRule = (one: unknown): one is PayerRule =>
  typeof one === 'object' && one !== null && 'id' in one && 'title' in one && 'when' in one && 'tests' in one;

/** The rules of a file, as a person may save them; undefined where it is no pack. What is wrong within a rule the program says. */
export function readPack(text: string): readonly WrittenRule[] | undefined {
  try {
    const said: unknown = JSON.parse(text);
    const rules: unknown = typeof said === 'object' && said !== null && 'rules' in said ? said.rules : said;
    const title = typeof said === 'object' && said !== null && 'title' in said && typeof said.title === 'string' ? said.title : undefined;
    if (!Array.isArray(rules) || rules.length === 0 || !rules.every(isRule)) return undefined;
    return rules.map((rule: PayerRule) => ({ ...(title === undefined ? {} : { pack: title }), ...written(rule) }));
  } catch {
    return undefined;
  }
}

import { addDays, type PlainDate } from '@claimwright/core/ground/base';
import { checkClaim, compileRules, type PayerRule, RuleRun } from '@claimwright/core/revenue/scrub';
import { type Ctx, cannot, Refusal } from '../../../gate/index.ts';
import { draftsByIds } from '../../claims/index.ts';
import { scrubFacts } from '../facts.ts';
import { draftsServed, rulesKept, rulesOn } from './store.ts';
import type { RuleFinds, RulePreview } from './views.ts';

/** Ninety days, of which a rule is shown before it is switched on. */
const previewDays = 90;
const pageSize = 500;
const shownClaims = 200;
/** A list answers while somebody waits: of more claims than these it looks at the newest. */
const listedClaims = 2_000;

interface Looked {
  readonly draftId: string;
  readonly servedFrom: PlainDate | undefined;
  /** Codes of what the rules found. */
  readonly codes: readonly string[];
}

/** Found in the place of a rule that gave no answer. */
const notAsked = new Set(['payer-rule-failed', 'payer-rule-put-aside']);

const firstDay = ({ today }: Ctx): PlainDate => addDays(today, -previewDays);

async function* lookAtClaims(ctx: Ctx, rules: readonly PayerRule[], run: RuleRun): AsyncGenerator<readonly Looked[]> {
  const from = firstDay(ctx);
  let before: string | undefined;
  for (;;) {
    const ids = await draftsServed(ctx, from, before, pageSize);
    before = ids.at(-1);
    if (before === undefined) return;
    const drafts = await draftsByIds(ctx, ids);
    const facts = await scrubFacts(ctx, drafts, rules, run);
    yield facts.map((own, i) => ({
      draftId: drafts[i]?.id ?? '',
      servedFrom: own.claim.lines.flatMap(({ servedOn }) => servedOn ?? []).sort()[0],
      codes: checkClaim(own).flatMap(({ family, code }) => (family === 'payer' ? [code] : [])),
    }));
  }
}

/** What a rule would have found at the claims of the last ninety days, had it been in force and on: most rules begin on a day to come. */
export async function previewRule(ctx: Ctx, written: PayerRule): Promise<RulePreview> {
  const from = firstDay(ctx);
  const rule = written.effective > from ? { ...written, effective: from } : written;
  const [fault] = compileRules([rule]).findings;
  if (fault !== undefined) throw new Refusal('bad-input', fault.says, fault.fix === undefined ? {} : { because: fault.fix });
  let [claims, hits, failed, early] = [0, 0, 0, 0];
  const found: string[] = [];
  const passed: string[] = [];
  const run = new RuleRun();
  for await (const page of lookAtClaims(ctx, [rule], run)) {
    for (const { draftId, servedFrom, codes } of page) {
      claims++;
      // A claim that it could not ask is neither found nor passed.
      if (codes.some((code) => notAsked.has(code))) {
        failed++;
        continue;
      }
      const hit = codes.length > 0;
      if (hit) hits++;
      if (hit && servedFrom !== undefined && servedFrom < written.effective) early++;
      const list = hit ? found : passed;
      if (list.length < (hit ? shownClaims : shownClaims / 10)) list.push(draftId);
    }
    if (run.putAside.length > 0)
      throw cannot(
        `Rule ${rule.title} asks more of claims than a rule may.`,
        `It was put aside after ${claims} claims of the last ninety days, as it would be at night.`,
        'Ask less: go through the history once, not once for each line, or make several rules of it.',
      );
  }
  return { claims, hits, failed, early, found, passed };
}

/** What each rule finds of the newest of these claims: the version that is on, or the newest where none is. */
export async function ruleFinds(ctx: Ctx): Promise<RuleFinds> {
  const on = new Map((await rulesOn(ctx)).map((rule) => [rule.id, rule]));
  const rules = (await rulesKept(ctx)).map(({ rule }) => on.get(rule.id) ?? rule);
  if (rules.length === 0) return { claims: 0, more: false, found: {} };
  const found = new Map<string, number>();
  let claims = 0;
  for await (const page of lookAtClaims(ctx, rules, new RuleRun())) {
    claims += page.length;
    for (const { codes } of page)
      for (const code of new Set(codes)) {
        const id = code.slice('payer-rule:'.length);
        found.set(id, (found.get(id) ?? 0) + 1);
      }
    if (claims >= listedClaims) return { claims, more: true, found: Object.fromEntries(found) };
  }
  return { claims, more: false, found: Object.fromEntries(found) };
}

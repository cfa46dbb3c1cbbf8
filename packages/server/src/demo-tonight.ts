import type { Actor, Gate } from './gate/index.ts';
import type { PartiesView } from './ground/parties/views.ts';

/** What the fictional practice bills tonight, as the twin plays it. Each part is held to by the command that takes it. */
export interface DemoTonight {
  readonly billing: object;
  readonly charges: readonly object[];
  readonly terms: readonly { readonly payerId: string; readonly terms: object }[];
  readonly rule: { readonly id: string };
  readonly told: readonly { readonly account: string; readonly fact: object }[];
}

interface People {
  readonly biller: Actor;
  readonly manager: Actor;
}

/** Enters tonight's charges as the practice's people would, and has claims made of them; answers how many wait to be sent. */
export async function chargeTonight(gate: Gate, { biller, manager }: People, tonight: DemoTonight): Promise<number> {
  await gate.act('revenue/claims/set-billing', tonight.billing, manager);
  const { payers } = await gate.ask<PartiesView>('ground/parties/practice', {}, manager);
  for (const { payerId: number, terms } of tonight.terms) {
    const payer = payers.find(({ ids }) => ids.includes(number));
    if (payer !== undefined) await gate.act('revenue/scrub/set-terms', { payerId: payer.id, terms }, manager);
  }
  await gate.act('revenue/charges/add', { charges: tonight.charges }, biller);
  await gate.act('revenue/claims/build', {}, biller);
  const drafts = await draftsOf(gate, biller);
  for (const { account, fact } of tonight.told) {
    const draftId = drafts.get(account);
    if (draftId !== undefined) await gate.act('revenue/scrub/tell', { draftId, fact }, biller);
  }
  await switchOn(gate, manager, tonight.rule);
  return drafts.size;
}

/** By their patient control numbers. */
async function draftsOf(gate: Gate, actor: Actor): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const page = await gate.ask<{ rows: readonly { id: string; patientControlNumber: string }[]; next?: string }>(
      'revenue/claims/drafts',
      { status: 'drafted', ...(cursor === undefined ? {} : { cursor }) },
      actor,
      'operations',
    );
    for (const { id, patientControlNumber } of page.rows) found.set(patientControlNumber, id);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** Tried on what there is before it counts, as everybody's rule is. */
async function switchOn(gate: Gate, manager: Actor, rule: DemoTonight['rule']): Promise<void> {
  const { result } = await gate.act<{ version: number }>('revenue/scrub/save-rule', { rule }, manager);
  const preview = await gate.ask<{ hits: number }>('revenue/scrub/preview-rule', { rule }, manager, 'operations');
  const input = { ruleId: rule.id, version: result.version, active: true, previewed: preview.hits, because: 'from the payer’s bulletin' };
  await gate.act('revenue/scrub/switch-rule', input, manager);
}

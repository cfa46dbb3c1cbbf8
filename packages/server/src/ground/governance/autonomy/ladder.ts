import {
  currentSettings,
  type Evidence,
  evidenceOf,
  initialPolicy,
  type MachinePolicy,
  type Scope,
  type Setting,
  type Standing,
  scopeKey,
  standingOf,
  type Workflow,
} from '@claimwright/core/ground/governance';
import type { Ctx } from '../../../gate/index.ts';
import { asSetting, type ComparedItem, comparedItems, type PolicyRow, policiesOf, type SettingRow, settingsOf, stopsOf } from './store.ts';

/** The ladder of one workflow with all that it is decided on. */
export interface Ladder {
  readonly workflow: Workflow;
  readonly rows: readonly SettingRow[];
  readonly current: ReadonlyMap<string, Setting>;
  readonly items: readonly ComparedItem[];
  /** What is asked of the machine, and who set it; nobody has, where there is no row. */
  readonly policy: MachinePolicy;
  readonly policyRow?: PolicyRow;
  standing(of: Omit<Scope, 'workflow'>): Standing;
  /** The same as if the scope had no word of its own. */
  standingWithout(of: Omit<Scope, 'workflow'>): Standing;
}

export async function loadLadder(tx: Ctx['tx'], workflow: Workflow): Promise<Ladder> {
  const rows = await settingsOf(tx, workflow);
  const stops = await stopsOf(tx);
  const current = currentSettings(rows.map(asSetting));
  const policyRow = (await policiesOf(tx, workflow)).at(-1);
  return {
    workflow,
    rows,
    current,
    items: await comparedItems(tx, workflow),
    policy: policyRow?.rules ?? initialPolicy,
    ...(policyRow ? { policyRow } : {}),
    standing: (of) => standingOf(current.values(), stops, { workflow, ...of }),
    standingWithout: (of) => {
      const others = new Map(current);
      others.delete(scopeKey({ workflow, ...of }));
      return standingOf(others.values(), stops, { workflow, ...of });
    },
  };
}

/** When the level of a scope was set the last time; evidence counts from then on. */
export const setSince = ({ rows }: Ladder, payerId: string | null): Date =>
  rows.findLast((row) => row.payerId === payerId || row.payerId === null)?.setAt ?? new Date(0);

/** What the trials of a scope have shown since its level was set; undefined where nothing was compared. */
export function evidenceFor(ladder: Ladder, payerId: string | undefined): Evidence | undefined {
  const since = setSince(ladder, payerId ?? null);
  const items = ladder.items.filter(
    (item) => item.trialId !== null && item.at >= since && (payerId === undefined || item.payerId === payerId),
  );
  return items.length === 0 ? undefined : evidenceOf(items);
}

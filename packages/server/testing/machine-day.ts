import type { Level } from '@claimwright/core/ground/governance';
import { initialLimits } from '@claimwright/core/ground/governance';
import { makeClaims } from '@claimwright/twin';
import { type Done, workUnattended } from '../src/agents/unattended.ts';
import type { Page } from '../src/gate/views.ts';
import { addSetting } from '../src/ground/governance/autonomy/store.ts';
import type { TrayRow } from '../src/revenue/posting/views.ts';
import { within } from './context.ts';
import type { Desk } from './desk.ts';
import { answer, answered, writeRemit } from './write-remit.ts';

/** Claims of one payer, and a remit for each that is clean by rule. */
export interface CleanRemits {
  readonly payer: { readonly name: string; readonly id: string };
  readonly bytes837: Uint8Array;
  readonly remits: readonly { readonly trace: string; readonly bytes: Uint8Array }[];
}

export function cleanRemits(seed: string, count: number): CleanRemits {
  const made = makeClaims({ seed, count: count * 6, until: '2026-02-20' });
  const alone = made.claims.filter((claim) => claim.coverages.length === 1);
  const ofPayer = (id: string | undefined) => alone.filter((claim) => claim.coverages[0]?.payer.id === id);
  const groups = [...new Set(alone.map((claim) => claim.coverages[0]?.payer.id))].map(ofPayer);
  const [claims = []] = groups.sort((a, b) => b.length - a.length);
  const payer = claims[0]?.coverages[0]?.payer;
  if (!payer || claims.length < count) throw new Error(`${claims.length} claims of one payer are too few`);
  const remits = claims.slice(0, count).map((claim, i) => {
    const trace = `${seed.length}${String(i + 1).padStart(8, '0')}`;
    return {
      trace,
      bytes: writeRemit(trace, payer, [
        answered(
          claim,
          claim.lines.map((line) => answer(line)),
        ),
      ]),
    };
  });
  return { payer, bytes837: made.bytes837, remits };
}

/** The payer's id in the practice. */
export async function payerIdOf(desk: Desk, name: string): Promise<string> {
  const { payers } = await desk.ask<{ payers: readonly { id: string; name: string }[] }>('ground/parties/practice', {});
  return payers.find((payer) => payer.name === name)?.id ?? '';
}

/** Puts a scope where a test needs it, past the ladder's steps: as a practice that climbed it long ago. */
export const standAt = (
  desk: Desk,
  level: Level,
  of: { payerId?: string } = {},
  limits = initialLimits,
  workflow: 'posting' | 'deposits' = 'posting',
) => within(desk.store, desk.tenant, (ctx) => addSetting(ctx, { workflow, ...of, level, limits, because: 'as a test needs it' }));

export const machineDay = (desk: Desk): Promise<Done> => workUnattended(desk.gate, desk.tenant);

export const trayOf = async (desk: Desk, view: TrayRow['state'] | 'all' = 'all') =>
  (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view })).rows;

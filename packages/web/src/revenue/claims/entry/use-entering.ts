import type { Finding } from '@claimwright/core/ground/base';
import type { Charge } from '@claimwright/core/revenue/charges';
import { useState } from 'react';
import { ask } from '../../../app/api.ts';
import { useAct } from '../../../app/queries.ts';

/** What became of a charge that was saved. */
export type Became =
  | { readonly is: 'claim'; readonly draftId: string }
  | { readonly is: 'not-insurance'; readonly chargeId: string }
  | { readonly is: 'held'; readonly chargeId: string; readonly findings: readonly Finding[] }
  | { readonly is: 'not-taken'; readonly findings: readonly Finding[] };

const hereAlready: Finding = {
  ...{ code: 'charges.here-already', severity: 'error', at: 'account', says: 'This charge is here already, with the same content.' },
  ...{
    because: 'The same again is not billed twice.',
    fix: 'Open it in the list; or, where this is another visit, give it an account of its own.',
  },
};

/** Keeps the charge, and has its claim made: both as everybody else does it. */
export function useEntering(knownId: string | undefined) {
  const add = useAct('revenue/charges/add');
  const build = useAct('revenue/claims/build');
  const [id, setId] = useState(knownId);
  const [kept, setKept] = useState(false);
  const [findings, setFindings] = useState<readonly Finding[] | undefined>(undefined);
  const told = (became: Became & { readonly findings: readonly Finding[] }): Became => {
    setFindings(became.findings);
    return became;
  };
  const enter = async (charge: Charge): Promise<Became | undefined> => {
    setKept(false);
    setFindings(undefined);
    build.clear();
    const added = await add.run({ charges: [charge] });
    if (added === undefined) return undefined;
    if (added.differing > 0) return told({ is: 'not-taken', findings: added.findings });
    const chargeId = added.chargeIds[0] ?? id;
    if (chargeId === undefined) return told({ is: 'not-taken', findings: [hereAlready] });
    setId(chargeId);
    const built = await build.run({ chargeIds: [chargeId] });
    setKept(built === undefined);
    if (built === undefined) return undefined;
    const [draftId] = built.draftIds;
    if (draftId !== undefined) return { is: 'claim', draftId };
    if (built.notInsurance > 0) return { is: 'not-insurance', chargeId };
    const now = await ask('revenue/charges/charge', { chargeId }, 'payment');
    return told({ is: 'held', chargeId, findings: now.findings });
  };
  return { busy: add.busy || build.busy, error: add.error ?? build.error, kept, findings, enter };
}

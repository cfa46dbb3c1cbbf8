import { contracted, type Desk, type Player, paidClaim, paidLine, type Script, step } from '../play.ts';
import type { Reason } from '../remit.ts';
import { type Settled, settle } from '../terms.ts';
import type { CaseName } from '../truth.ts';

const shareOf = (settled: Settled): number => settled.share.reduce((sum, r) => sum + r.amount, 0);

/**
 * The primary pays and forwards (status 19, NM1*TT, MA18); in its next run the secondary pays what the patient would owe. `reasons`
 * says how the secondary accounts for the rest of the charge.
 */
function forwarded(name: CaseName, reasons: (settled: Settled) => readonly Reason[]): Player {
  return (desk): Script | undefined => {
    const { next } = desk;
    if (!next) return undefined;
    const first = contracted(desk, { status: '19', crossover: { name: next.payer.name, id: next.payer.id }, remarks: ['MA01', 'MA18'] });
    if ((first.patientShare ?? 0) <= 0) return undefined;
    const lines = settle(desk.claim, desk.cover).map((s) => paidLine({ ...s, paid: shareOf(s) }, { reasons: reasons(s) }));
    const later: Desk = { ...desk, cover: next, next: undefined, payerControl: `${desk.payerControl}S` };
    const second = paidClaim(later, lines, { status: '2' });
    return {
      steps: [
        step(desk, 0, first, { case: name, part: 'primary', outcome: 'clean', alsoRight: ['work'] }),
        step(later, 1, second, {
          case: name,
          part: 'secondary',
          outcome: 'clean',
          alsoRight: ['work'],
          treat: (r) => (r.group === 'PR' ? undefined : 'restates'),
        }),
      ],
    };
  };
}

const without = (amount: number): boolean => amount !== 0;

/** OA-23 restates all that the primary did. */
export const crossedOver = forwarded('crossed-over', (s) =>
  [{ group: 'OA', code: '23', amount: s.contractual + s.paid }].filter((r) => without(r.amount)),
);

/** The secondary repeats the primary's write-off under CO-45: written off once already. */
export const secondaryRepeats = forwarded('secondary-repeats', (s) =>
  [
    { group: 'CO', code: '45', amount: s.contractual },
    { group: 'OA', code: '23', amount: s.paid },
  ].filter((r) => without(r.amount)),
);

import { contracted, leavesWork, type Player, paidClaim, paidLine, step } from '../play.ts';
import type { Reason } from '../remit.ts';
import { portion, reasonsOf, settle } from '../terms.ts';

export const paidInFull: Player = (desk) => {
  const lines = desk.claim.lines.map((line) => paidLine({ line, allowed: line.billed, contractual: 0, share: [], paid: line.billed }));
  return { steps: [step(desk, 0, paidClaim(desk, lines), { case: 'paid-in-full', outcome: 'clean', alsoRight: ['work'] })] };
};

export const plain: Player = (desk) => {
  const paid = contracted(desk);
  return { steps: [step(desk, 0, paid, { case: 'contracted', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work'] })] };
};

/** Nothing paid because the patient has not met the deductible: no denial. */
export const deductible: Player = (desk) => {
  const lines = settle(desk.claim, desk.cover).map((s) =>
    paidLine({ ...s, share: [{ group: 'PR', code: '1', amount: s.allowed }], paid: 0 }),
  );
  const paid = paidClaim(desk, lines);
  return { steps: [step(desk, 0, paid, { case: 'deductible', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work'] })] };
};

/** A part of each line's payment held back under a code of its own. */
function heldBack(desk: Parameters<Player>[0], code: string, thousandths: number): ReturnType<typeof paidClaim> {
  const lines = settle(desk.claim, desk.cover).map((s) => {
    const held: Reason = { group: 'CO', code, amount: portion(s.paid, thousandths) };
    return paidLine(s, held.amount === 0 ? {} : { paid: s.paid - held.amount, reasons: [...reasonsOf(s), held] });
  });
  return paidClaim(desk, lines);
}

export const sequestration: Player = (desk) => {
  const paid = heldBack(desk, '253', 20);
  return { steps: [step(desk, 0, paid, { case: 'sequestration', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work'] })] };
};

export const withhold: Player = (desk) => {
  const paid = heldBack(desk, '104', 100);
  return { steps: [step(desk, 0, paid, { case: 'withhold', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work'] })] };
};

export const withholdByProvider: Player = (desk) => {
  const paid = contracted(desk);
  const amount = portion(paid.paid, 50);
  if (amount === 0) return undefined;
  const telling = { case: 'withhold-by-provider', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work'] } as const;
  return { steps: [step(desk, 0, paid, telling, { moves: [{ code: 'E3', reference: desk.payerControl, amount }] })] };
};

export const interest: Player = (desk) => {
  const amount = desk.random.int(25, 900);
  const paid = contracted(desk, { interest: amount });
  const telling = { case: 'interest', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work'] } as const;
  return { steps: [step(desk, 0, paid, telling, { moves: [{ code: 'L6', reference: desk.payerControl, amount: -amount }] })] };
};

import { contracted, type Desk, leavesWork, type Player, paidClaim, paidLine, reversalOf, step } from '../play.ts';
import type { PaidClaim } from '../remit.ts';
import { portion, settle } from '../terms.ts';
import type { CaseName } from '../truth.ts';

/** The second opinion: a fifth less allowed, the rest contractual. A new CLP07, naming the first in REF*F8. */
function correction(desk: Desk): PaidClaim {
  const lines = settle(desk.claim, desk.cover).map((s) => {
    const cut = Math.min(s.paid, portion(s.allowed, 200));
    return paidLine({ ...s, allowed: s.allowed - cut, contractual: s.contractual + cut, paid: s.paid - cut });
  });
  return paidClaim(desk, lines, { payerControl: `${desk.payerControl}C`, corrects: desk.payerControl });
}

/** First paid by contract in wave 0, then reversed and corrected in the given waves. */
function corrected(name: CaseName, reversalWave: number, correctionWave: number): Player {
  return (desk) => {
    const first = contracted(desk);
    if (first.paid <= 0) return undefined;
    const second = correction(desk);
    const early = correctionWave < reversalWave;
    const steps = [
      step(desk, 0, first, { case: name, part: 'original', outcome: leavesWork(desk, first), alsoRight: ['clean', 'work'] }),
      step(desk, reversalWave, reversalOf(first), { case: name, part: 'reversal', outcome: 'clean', alsoRight: ['work'] }),
      // Before its reversal the claim is still paid off: a person may hold the correction until it comes.
      step(desk, correctionWave, second, {
        case: name,
        part: 'correction',
        outcome: early ? 'work' : leavesWork(desk, second),
        alsoRight: early ? ['parked', 'clean'] : ['clean', 'work'],
      }),
    ];
    return { steps };
  };
}

export const reversedAndCorrected = corrected('reversed-and-corrected', 1, 1);
export const correctedLater = corrected('corrected-later', 1, 2);
export const correctedBeforeReversal = corrected('corrected-before-reversal', 2, 1);

/** Reversed and not paid again: the money is missing from that payment, or carried forward. */
export const takenBack: Player = (desk) => {
  const first = contracted(desk);
  if (first.paid <= 0) return undefined;
  return {
    steps: [
      step(desk, 0, first, { case: 'taken-back', part: 'original', outcome: leavesWork(desk, first), alsoRight: ['clean', 'work'] }),
      step(desk, 1, reversalOf(first), { case: 'taken-back', part: 'reversal', outcome: 'clean', alsoRight: ['work'] }),
    ],
  };
};

/** Reversed and corrected, but the difference is taken from a later payment: WO negative now, positive then, under one reference. */
export const recoupedLater: Player = (desk) => {
  const first = contracted(desk);
  const second = correction(desk);
  const owed = first.paid - second.paid;
  if (first.paid <= 0 || owed <= 0) return undefined;
  const move = { code: 'WO', reference: desk.payerControl, amount: -owed };
  return {
    steps: [
      step(desk, 0, first, { case: 'recouped-later', part: 'original', outcome: leavesWork(desk, first), alsoRight: ['clean', 'work'] }),
      step(
        desk,
        1,
        reversalOf(first),
        { case: 'recouped-later', part: 'reversal', outcome: 'clean', alsoRight: ['work'] },
        { moves: [move] },
      ),
      step(desk, 1, second, {
        case: 'recouped-later',
        part: 'correction',
        outcome: leavesWork(desk, second),
        alsoRight: ['clean', 'work'],
      }),
    ],
    late: [{ cover: desk.cover, wave: 2, move: { ...move, amount: owed } }],
  };
};

/** A reversal of something that was never posted here. */
export const reversalUnknown: Player = (desk) => ({
  steps: [step(desk, 0, reversalOf(contracted(desk)), { case: 'reversal-unknown', part: 'reversal', outcome: 'parked' })],
});

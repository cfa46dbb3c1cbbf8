import { contracted, type Player, step } from '../play.ts';

/** A line whose payment is not its charge less its adjustments; claim and payment are in balance. */
export const outOfBalanceLine: Player = (desk) => {
  const paid = contracted(desk);
  const off = desk.random.int(1, 500);
  const lines = paid.lines.map((line, i) => (i === 0 ? { ...line, paid: line.paid + off } : line));
  return { steps: [step(desk, 0, { ...paid, lines }, { case: 'out-of-balance-line', outcome: 'parked' }, { alone: true })] };
};

/** CLP04 is not the charge less the adjustments; its lines and the payment are in balance. */
export const outOfBalanceClaim: Player = (desk) => {
  const paid = contracted(desk);
  const off = desk.random.int(1, 500);
  return {
    steps: [step(desk, 0, { ...paid, paid: paid.paid + off }, { case: 'out-of-balance-claim', outcome: 'parked' }, { alone: true })],
  };
};

/** BPR02 is not what the claims add up to. */
export const outOfBalancePayment: Player = (desk) => {
  const paymentOffBy = desk.random.int(1, 500);
  return { steps: [step(desk, 0, contracted(desk), { case: 'out-of-balance-payment', outcome: 'parked' }, { alone: true, paymentOffBy })] };
};

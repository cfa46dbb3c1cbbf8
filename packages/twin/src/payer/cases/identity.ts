import { contracted, leavesWork, type Player, step } from '../play.ts';

/** The payer keeps our number in capitals without signs, behind zeros. */
export const controlAltered: Player = (desk) => {
  const control = `00${desk.claim.control.replace(/[^A-Za-z0-9]/g, '').toUpperCase()}`.slice(0, 20);
  const paid = contracted(desk, { control });
  return {
    steps: [step(desk, 0, paid, { case: 'control-altered', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work', 'parked'] })],
  };
};

/** An old system that keeps fifteen characters. */
export const controlTruncated: Player = (desk) => {
  if (desk.claim.control.length <= 15) return undefined;
  const paid = contracted(desk, { control: desk.claim.control.slice(0, 15) });
  return {
    steps: [step(desk, 0, paid, { case: 'control-truncated', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work', 'parked'] })],
  };
};

/** One text for everybody: the claim is known by member, day and charge alone. */
export const controlPlaceholder: Player = (desk) => {
  const paid = contracted(desk, { control: desk.random.pick(['0', 'NONE', 'NOT PROVIDED']) });
  return {
    steps: [step(desk, 0, paid, { case: 'control-placeholder', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work', 'parked'] })],
  };
};

/** Somebody else's claim in our remit, by a mix-up at the payer. */
export const notOurs: Player = (desk) => {
  const paid = contracted(desk, {
    control: `ZZ${desk.random.digits(9)}`,
    payerControl: `9${desk.random.digits(14)}`,
    patient: { last: 'Elsewhere', first: 'Person', memberId: `Q${desk.random.digits(9)}` },
  });
  const lines = paid.lines.map((line) => ({ ...line, control: desk.random.digits(8) }));
  return { steps: [step(desk, 0, { ...paid, lines }, { case: 'not-ours', outcome: 'parked', alsoRight: ['nothing'], notOurs: true })] };
};

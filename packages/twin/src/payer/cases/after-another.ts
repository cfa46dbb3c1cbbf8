import type { BilledClaim, BilledLine, EarlierPayer } from '../../claims/claim.ts';
import { type Desk, deniedLine, leavesWork, paidClaim, paidLine, type Script, step } from '../play.ts';
import { type Reason, total } from '../remit.ts';
import { settle } from '../terms.ts';

type Turn = NonNullable<BilledClaim['after']>;
const patients = (reasons: readonly Reason[]): number => total(reasons.filter(({ group }) => group === 'PR'));

/**
 * A payer that comes after others. It takes the patient's share that the last of them left, pays what it would have paid first but no more
 * than that, and tells all else as their effect (OA-23). Without their decision it denies (22), and so it does where that does not add up (129).
 */
export function afterAnother(desk: Desk, { turn, payers }: Turn): Script {
  const { claim, cover } = desk;
  const status = String(Math.min(turn, 3));
  const last = payers.filter(({ paid, lines }) => paid !== undefined || lines.size > 0).at(-1);
  const refused = last === undefined ? '22' : payers.some((one) => !addsUp(claim, one)) ? '129' : undefined;
  if (last === undefined || refused !== undefined) {
    const why = { group: 'CO', code: refused ?? '22' };
    const paid = paidClaim(
      desk,
      claim.lines.map((line) => deniedLine(line, why)),
      { status },
    );
    return { steps: [step(desk, 0, paid, { case: 'after-another', outcome: 'denial', alsoRight: ['work'] })] };
  }
  const left = leftBy(last, claim.lines);
  const lines = settle(claim, cover).map((settled, i) => {
    const open = left[i] ?? 0;
    const paid = cover.payer.kind === 'supplement' ? open : Math.min(settled.paid, open);
    const reasons = [
      { group: 'OA', code: '23', amount: settled.line.billed - open },
      { group: 'PR', code: settled.share[0]?.code ?? '2', amount: open - paid },
    ];
    return paidLine({ ...settled, paid }, { reasons: reasons.filter(({ amount }) => amount !== 0) });
  });
  const paid = paidClaim(desk, lines, { status });
  return { steps: [step(desk, 0, paid, { case: 'after-another', outcome: leavesWork(desk, paid), alsoRight: ['work'] })] };
}

/** Each line's charge is what was paid and why not the rest, and the claim's payment is that of its lines less what was taken off the whole. */
function addsUp({ billed, lines }: BilledClaim, { paid, reasons, lines: told }: EarlierPayer): boolean {
  if (told.size === 0) return paid === undefined || billed === paid + total(reasons);
  const each = lines.every(({ number, billed: charge }) => {
    const one = told.get(number);
    const share = patients(one?.reasons ?? []);
    return one !== undefined && charge === one.paid + total(one.reasons) && share >= 0 && share <= charge;
  });
  const sum = [...told.values()].reduce((all, one) => all + one.paid, 0);
  return each && (paid === undefined || paid === sum - total(reasons));
}

/** What the patient was to pay of each line; what is said of the whole falls on the lines in their order. */
function leftBy({ reasons, lines: told }: EarlierPayer, lines: readonly BilledLine[]): number[] {
  let ofWhole = patients(reasons);
  return lines.map(({ number, billed }) => {
    const own = patients(told.get(number)?.reasons ?? []);
    const more = Math.min(ofWhole, billed - own);
    ofWhole -= more;
    return own + more;
  });
}

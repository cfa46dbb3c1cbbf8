import { contracted, leavesWork, type Player, paidClaim, paidLine, step, type Telling } from '../play.ts';
import type { PaidLine, Reason } from '../remit.ts';
import { settle } from '../terms.ts';

/** One claim over two CLPs under the same control number. */
export const split: Player = (desk) => {
  if (desk.claim.lines.length < 2) return undefined;
  const lines = settle(desk.claim, desk.cover).map((s) => paidLine(s));
  const parts = [lines.slice(0, 1), lines.slice(1)];
  return {
    steps: parts.map((part, i) => {
      const paid = paidClaim(desk, part, { payerControl: `${desk.payerControl}${i + 1}` });
      return step(desk, 0, paid, { case: 'split', part: `part ${i + 1}`, outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work'] });
    }),
  };
};

const merged = (reasons: readonly Reason[]): Reason[] => {
  const sums = new Map<string, Reason>();
  for (const r of reasons) {
    const key = `${r.group}/${r.code}`;
    sums.set(key, { ...r, amount: r.amount + (sums.get(key)?.amount ?? 0) });
  }
  return [...sums.values()];
};

/** All lines paid as one, under the first one's code. */
export const bundled: Player = (desk) => {
  const [first, ...others] = settle(desk.claim, desk.cover).map((s) => paidLine(s));
  if (!first || others.length === 0) return undefined;
  const { control: _, ...rest } = first;
  const all = [first, ...others];
  const one: PaidLine = {
    ...rest,
    charged: all.reduce((sum, l) => sum + l.charged, 0),
    paid: all.reduce((sum, l) => sum + l.paid, 0),
    units: 1,
    reasons: merged(all.flatMap((l) => l.reasons)),
    statedAllowed: all.reduce((sum, l) => sum + (l.statedAllowed ?? 0), 0),
  };
  return { steps: [step(desk, 0, paidClaim(desk, [one]), { case: 'bundled', outcome: 'work', alsoRight: ['clean', 'parked'] })] };
};

/** No SVC loops at all: the claim's CAS says everything. */
export const claimLevelOnly: Player = (desk) => {
  const lines = settle(desk.claim, desk.cover).map((s) => paidLine(s));
  const paid = paidClaim(desk, [], { charged: desk.claim.billed, reasons: merged(lines.flatMap((l) => l.reasons)) });
  return { steps: [step(desk, 0, paid, { case: 'claim-level-only', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work'] })] };
};

/** Lines in balance, and a copay at claim level beside them: the lines' payments are more than CLP04. */
export const claimLevelBesideLines: Player = (desk) => {
  const lines = settle(desk.claim, desk.cover).map((s) => paidLine({ ...s, share: [], paid: s.allowed }));
  const copay = Math.min(
    3_000,
    lines.reduce((sum, l) => sum + l.paid, 0),
  );
  const paid = paidClaim(desk, lines, { reasons: [{ group: 'PR', code: '3', amount: copay }] });
  return {
    steps: [step(desk, 0, paid, { case: 'claim-level-beside-lines', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work'] })],
  };
};

/** Options of a lens listed at nothing: no denials. */
export const zeroChargeLines: Player = (desk) => {
  const lines = settle(desk.claim, desk.cover).map((s) => paidLine(s));
  const servedOn = lines[0]?.servedOn ?? desk.receivedOn;
  const options = Array.from(
    { length: desk.random.int(2, 5) },
    (): PaidLine => ({ procedure: { code: 'V2100', modifiers: [] }, charged: 0, paid: 0, units: 1, servedOn, reasons: [], remarks: [] }),
  );
  const paid = paidClaim(desk, [...options.slice(0, 1), ...lines, ...options.slice(1)]);
  return { steps: [step(desk, 0, paid, { case: 'zero-charge-lines', outcome: leavesWork(desk, paid), alsoRight: ['clean', 'work'] })] };
};

/** More paid for a line than charged, with a negative CO-45; only the claim's total makes sense. */
export const paidAboveCharge: Player = (desk) => {
  const lines = settle(desk.claim, desk.cover).map((s, i) => {
    if (i > 0) return paidLine(s);
    const extra = desk.random.int(500, 4_000);
    return paidLine({ ...s, allowed: s.line.billed + extra, contractual: -extra, share: [], paid: s.line.billed + extra });
  });
  const paid = paidClaim(desk, lines);
  return { steps: [step(desk, 0, paid, { case: 'paid-above-charge', outcome: 'work', alsoRight: ['clean'] })] };
};

export const codes: { readonly [billed: string]: string } = {
  '99214': '99213',
  '92250': '92134',
  D1110: 'D0120',
  V2020: 'V2100',
  '66984': '92014',
};

/** The payer pays another code than billed; `says`: with SVC06 and REF*6R, else with neither. */
export const codeChanged =
  (says: boolean): Player =>
  (desk) => {
    const at = desk.claim.lines.findIndex((l) => codes[l.code] !== undefined);
    if (at < 0) return undefined;
    const lines = settle(desk.claim, desk.cover).map((s, i): PaidLine => {
      const line = paidLine(s);
      const code = codes[s.line.code];
      if (i !== at || code === undefined) return line;
      const { control: _, ...silent } = line;
      const procedure = { code, modifiers: [] };
      return says ? { ...line, procedure, billedAs: line.procedure } : { ...silent, procedure };
    });
    const quiet: Telling = { case: 'code-changed-silently', outcome: 'work', alsoRight: ['clean', 'parked'] };
    const telling: Telling = says ? { case: 'code-changed', outcome: 'work', alsoRight: ['clean'] } : quiet;
    return { steps: [step(desk, 0, paidClaim(desk, lines), telling)] };
  };

export const modifierDropped: Player = (desk) => {
  if (!desk.claim.lines.some((l) => l.modifiers.length > 0)) return undefined;
  const lines = settle(desk.claim, desk.cover).map((s) => {
    const { control: _, ...line } = paidLine(s);
    return { ...line, procedure: { code: s.line.code, modifiers: [] } };
  });
  return { steps: [step(desk, 0, paidClaim(desk, lines), { case: 'modifier-dropped', outcome: 'work', alsoRight: ['clean'] })] };
};

/** A reason code that no list has. */
export const unknownCode: Player = (desk) => {
  const paid = contracted(desk);
  const lines = paid.lines.map((l) => ({ ...l, reasons: l.reasons.map((r) => (r.code === '45' ? { ...r, code: '999' } : r)) }));
  if (!lines.every((l) => l.reasons.some((r) => r.code === '999'))) return undefined;
  return { steps: [step(desk, 0, { ...paid, lines }, { case: 'unknown-code', outcome: 'parked', alsoRight: ['work'] })] };
};

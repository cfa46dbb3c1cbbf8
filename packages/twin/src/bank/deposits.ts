import { addBusinessDays, businessDay, type Day } from '../days.ts';
import type { RemitFile } from '../payer/repeat.ts';
import { makeRandom, type Random } from '../random.ts';
import type { BankLine } from './bank-line.ts';
import { writeBai2 } from './write-bai2.ts';
import { writeCsv } from './write-csv.ts';
import { writeNacha } from './write-nacha.ts';
import { writeOfx } from './write-ofx.ts';

/** What is right about a deposit. */
export interface DepositTruth {
  readonly trace: string;
  /** BPR02. */
  readonly remitted: number;
  /** What the bank received; absent: nothing came. */
  readonly received?: number;
  readonly postedOn?: Day;
  /** Business days after the payment date. */
  readonly days?: number;
}

export type BankFormat = 'bai2' | 'ofx' | 'csv' | 'nacha';

export interface BankWish {
  readonly seed: string | number;
  readonly account?: { readonly routing: string; readonly number: string };
  /** Traces whose money does not come. */
  readonly missing?: readonly string[];
  /** Trace → cents by which the deposit differs from the remit. */
  readonly wrongBy?: ReadonlyMap<string, number>;
  /** How many deposits in a thousand come without the TRN segment in the text. Default 0. */
  readonly withoutTrace?: number;
  /** How many in a thousand come five to eight business days late. Default 0. */
  readonly late?: number;
  /** Other lines of the account: rent, card takings. Default 0; NACHA never has them. */
  readonly noise?: number;
}

export interface BankStatement {
  readonly name: string;
  readonly format: BankFormat;
  readonly bytes: Uint8Array;
  readonly lines: readonly BankLine[];
  /** One for every remit that a deposit is due for. */
  readonly truth: readonly DepositTruth[];
}

const writers = { bai2: writeBai2, ofx: writeOfx, csv: writeCsv, nacha: writeNacha } as const;

/** The bank: the payers' payments as they reach the practice's account, in one file. NACHA carries the electronic ones only. */
export function deposits(remits: readonly RemitFile[], format: BankFormat, wish: BankWish): BankStatement {
  const random = makeRandom(`bank/${wish.seed}`);
  const account = wish.account ?? { routing: '091000019', number: '000123456789' };
  const due = remits.filter((r) => r.truth.depositDue && (format !== 'nacha' || r.remit.method === 'ACH'));
  const arrived = due.map((file) => arrive(file, wish, random.fork(file.remit.trace)));
  const lines = arrived.flatMap((a) => (a.line ? [a.line] : []));
  const first = lines.map((l) => l.postedOn).sort()[0];
  if (format !== 'nacha' && first)
    lines.push(...Array.from({ length: wish.noise ?? 0 }, (_, i) => noise(random.fork(`noise/${i}`), first)));
  lines.sort((a, b) => (a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : 0));
  const extension = { bai2: 'bai', ofx: 'qfx', csv: 'csv', nacha: 'ach' }[format];
  return {
    name: `bank-${first ?? 'empty'}.${extension}`,
    format,
    bytes: writers[format](lines, account),
    lines,
    truth: arrived.map((a) => a.truth),
  };
}

function arrive(file: RemitFile, wish: BankWish, random: Random): { readonly line?: BankLine; readonly truth: DepositTruth } {
  const { remit } = file;
  const { trace, payer } = remit;
  if (wish.missing?.includes(trace)) return { truth: { trace, remitted: remit.amount } };
  const days = random.chance(wish.late ?? 0) ? random.int(5, 8) : random.int(0, 2);
  const postedOn = addBusinessDays(remit.paidOn, days);
  const received = remit.amount + (wish.wrongBy?.get(trace) ?? 0);
  const sender = payer.name.slice(0, 16).trim();
  const bare = random.chance(wish.withoutTrace ?? 0);
  const base = { postedOn, amount: received, sender, id: `B${random.digits(11)}` };
  const named = bare ? {} : { trace, payerTraceId: payer.traceId };
  const line: BankLine =
    remit.method === 'CHK'
      ? { ...base, kind: 'check', ...(bare ? {} : { trace }), text: `MOBILE DEPOSIT CHECK ${sender}` }
      : { ...base, kind: 'ach', ...named, text: bare ? `${sender} HCCLAIMPMT` : `${sender} HCCLAIMPMT TRN*1*${trace}*${payer.traceId}\\` };
  return { line, truth: { trace, remitted: remit.amount, received, postedOn, days } };
}

/** What else moves on a practice's account. */
function noise(random: Random, first: Day): BankLine {
  const postedOn = businessDay(addBusinessDays(first, random.int(0, 8)));
  const id = `B${random.digits(11)}`;
  if (random.chance(500))
    return {
      postedOn,
      amount: random.int(4_000, 60_000),
      kind: 'other',
      sender: 'CARD TAKINGS',
      text: `MERCHANT BANKCARD DEPOSIT ${random.digits(6)}`,
      id,
    };
  const [text, least, most] = random.pick([
    ['RENT IMAGINARY LANE', 240_000, 240_000],
    ['PAYROLL PRETEND CO', 380_000, 620_000],
    ['SUPPLIES SAMPLE STREET', 4_000, 38_000],
  ] as const);
  return { postedOn, amount: -random.int(least, most), kind: 'other', sender: 'PAYEE', text, id };
}

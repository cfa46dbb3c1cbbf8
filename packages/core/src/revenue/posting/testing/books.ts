import { type Cents, cents, fromDecimal, type PlainDate, toDecimal, zero } from '../../../ground/base/index.ts';
import type { OwnReason } from '../../../ground/codes/index.ts';
import { accounts, checkEntry, type JournalEntry, type Movement, type Party, trialBalance } from '../../../ground/ledger/index.ts';
import { planCharges } from '../../claims/index.ts';
import { contentKeyOf, type Remit } from '../../remits/index.ts';
import type { ChosenLines, ClaimFact, ClaimLineFact, ManualMatch, PayerFact, PostingFacts, PriorPosting } from '../facts.ts';
import type { PostingPlan } from '../plan.ts';
import { settingsWith } from '../settings.ts';

/** A claim of a golden case, amounts as decimals. */
export interface CaseClaim {
  readonly id: string;
  readonly control: string;
  readonly payerIds?: readonly string[];
  readonly memberIds?: readonly string[];
  readonly sentOn?: NonNullable<ClaimFact['sentOn']>;
  readonly lastName?: string;
  readonly payerControlNumbers?: readonly string[];
  readonly coverages?: readonly {
    readonly rank: Exclude<Party, 'patient'>;
    readonly payerIds: readonly string[];
    readonly inNetwork?: boolean;
  }[];
  readonly lines: readonly CaseLine[];
}
export interface CaseLine {
  readonly control?: string;
  readonly code: string;
  readonly modifiers?: readonly string[];
  readonly billed: string;
  readonly on: string;
  readonly expected?: string;
}

/** What a person decided, and how the practice set things, in a golden case. */
export interface CaseFacts {
  readonly claims: readonly CaseClaim[];
  /** `remit/index` → claim id, 'not-ours' or 'none'. */
  readonly manual?: { readonly [at: string]: string };
  readonly payer?: PayerFact;
  readonly own?: PostingFacts['own'];
  /** `remit/claim index/line index` → claim line ids, with a `+` between them. */
  readonly manualLines?: { readonly [at: string]: string };
  /** What the practice says of reason codes. */
  readonly reasons?: readonly OwnReason[];
  readonly claimLevelAllocation?: 'pro-rata' | 'largest' | 'first';
  readonly nearDuplicate?: boolean;
}

const amount = (text: string): Cents => {
  const read = fromDecimal(text);
  if (read === undefined) throw new Error(`no amount: ${text}`);
  return read;
};

const lineId = (claim: CaseClaim, i: number): string => `${claim.id}.${i + 1}`;

/** Books small enough to hold: charges, postings and what follows from them, so that a test can post remits one after the other. */
export class Books {
  readonly entries: JournalEntry[] = [];
  readonly movements: Movement[] = [];
  readonly prior: PriorPosting[] = [];
  private readonly seen = new Map<string, { remitId: string; remitClaimId: string }>();
  private readonly numbers = new Map<string, string[]>();
  private count = 0;
  private readonly given: CaseFacts;

  constructor(given: CaseFacts) {
    this.given = given;
    for (const claim of given.claims) this.charge(claim);
  }

  readonly newId = (): string => {
    this.count++;
    return `id-${String(this.count).padStart(6, '0')}`;
  };

  private charge(claim: CaseClaim): void {
    const bytes = { from: 0, to: 0 };
    const lines = claim.lines.map((line, i) => ({
      id: lineId(claim, i),
      billed: amount(line.billed),
      ...(line.expected !== undefined && { expectedAllowed: amount(line.expected) }),
      bytes,
    }));
    const billed = cents(lines.reduce((sum, line) => sum + line.billed, 0));
    const facts = { claimId: claim.id, party: 'primary' as const, billed, lines, on: '2026-01-01' as PlainDate, document: '837', bytes };
    this.book(planCharges({ ...facts, newId: this.newId }));
  }

  book(bookings: { readonly entries: readonly JournalEntry[]; readonly movements: readonly Movement[] }): void {
    for (const entry of bookings.entries) {
      const wrong = checkEntry(entry);
      if (wrong !== undefined) throw new Error(wrong);
      this.entries.push(entry);
    }
    for (const movement of bookings.movements) this.movements.push(movement);
  }

  open(of: (movement: Movement) => boolean): { [party in Party]?: Cents } {
    const open: { [party in Party]?: Cents } = {};
    for (const m of this.movements) if (of(m)) open[m.party] = cents((open[m.party] ?? 0) + m.amount);
    return open;
  }

  private lineFact(claim: CaseClaim, line: CaseLine, i: number): ClaimLineFact {
    const id = lineId(claim, i);
    const left = this.movements.reduce((sum, m) => (m.claimLineId === id && m.account === accounts.allowance ? sum + m.amount : sum), 0);
    return {
      id,
      number: i + 1,
      ...(line.control !== undefined && { lineControlNumber: line.control }),
      procedure: { code: line.code, modifiers: line.modifiers ?? [] },
      billed: amount(line.billed),
      servedOn: line.on as PlainDate,
      ...(line.expected !== undefined && { expectedAllowed: amount(line.expected) }),
      allowanceLeft: cents(left),
      open: this.open((m) => m.claimLineId === id),
    };
  }

  claimFact(claim: CaseClaim): ClaimFact {
    const days = claim.lines.map((line) => line.on).sort();
    const [from] = days;
    const to = days.at(-1);
    const payerIds = claim.payerIds ?? ['PAYER1'];
    const coverages = claim.coverages ?? [{ rank: 'primary' as const, payerIds, inNetwork: true }];
    return {
      id: claim.id,
      patientControlNumber: claim.control,
      payerIds: [...new Set(coverages.flatMap((coverage) => coverage.payerIds))],
      memberIds: claim.memberIds ?? [],
      ...(claim.sentOn !== undefined && { sentOn: claim.sentOn }),
      ...(claim.lastName !== undefined && { lastName: claim.lastName }),
      billed: cents(claim.lines.reduce((sum, line) => sum + amount(line.billed), 0)),
      ...(from !== undefined && { servedFrom: from as PlainDate }),
      ...(to !== undefined && { servedTo: to as PlainDate }),
      payerControlNumbers: [...(claim.payerControlNumbers ?? []), ...(this.numbers.get(claim.id) ?? [])],
      coverages: coverages.map((coverage) => ({ ...coverage, inNetwork: coverage.inNetwork ?? true })),
      lines: claim.lines.map((line, i) => this.lineFact(claim, line, i)),
      open: this.open((m) => m.claimId === claim.id),
    };
  }

  private openReferences(): Map<string, Cents> {
    return new Map([...trialBalance(this.entries)].filter(([account]) => account.startsWith('Liabilities:Payer:')));
  }

  private manualLines(remitId: string): Map<number, ChosenLines> {
    const chosen = new Map<number, ChosenLines>();
    for (const [at, ids] of Object.entries(this.given.manualLines ?? {})) {
      const [which, claim, line] = at.split('/');
      if (which !== remitId) continue;
      chosen.set(Number(claim), new Map(chosen.get(Number(claim))).set(Number(line), ids.split('+')));
    }
    return chosen;
  }

  facts(remit: Remit, remitId: string): PostingFacts {
    const manual = new Map<number, ManualMatch>();
    for (const [at, what] of Object.entries(this.given.manual ?? {})) {
      const [which, index] = at.split('/');
      if (which === remitId) manual.set(Number(index), what === 'not-ours' || what === 'none' ? what : { claimId: what });
    }
    const allocation = this.given.claimLevelAllocation;
    return {
      remitId,
      remit,
      remitClaimIds: remit.claims.map((claim) => `${remitId}C${claim.index}`),
      ...(this.given.payer !== undefined && { payer: this.given.payer }),
      ...(this.given.own !== undefined && { own: this.given.own }),
      claims: this.given.claims.map((claim) => this.claimFact(claim)),
      prior: [...this.prior],
      seenContent: new Map(this.seen),
      manual,
      manualLines: this.manualLines(remitId),
      openReferences: this.openReferences(),
      ...(this.given.nearDuplicate === true && { nearDuplicateOf: 'R0' }),
      settings: { ...settingsWith(this.given.reasons ?? []), ...(allocation !== undefined && { claimLevelAllocation: allocation }) },
      today: '2026-03-31' as PlainDate,
      document: remitId,
      newId: this.newId,
    };
  }

  /** Books a plan and remembers it as the server would. */
  post(plan: PostingPlan, remit: Remit): void {
    for (const claim of remit.claims) {
      this.seen.set(contentKeyOf(claim), { remitId: plan.remitId, remitClaimId: `${plan.remitId}C${claim.index}` });
    }
    if (plan.disposition === 'parked') return;
    this.book(plan);
    for (const claim of plan.claims) this.remember(claim, plan, remit);
  }

  private remember(claim: PostingPlan['claims'][number], plan: PostingPlan, remit: Remit): void {
    const said = remit.claims[claim.remitClaimIndex];
    const movements = plan.movements.filter((m) => m.remitClaimId === claim.remitClaimId);
    if (said === undefined || claim.match === undefined || claim.state === 'parked' || claim.state === 'not-ours') return;
    if (claim.reverses !== undefined) {
      const i = this.prior.findIndex((p) => p.remitClaimId === claim.reverses);
      const known = this.prior[i];
      if (known !== undefined) this.prior[i] = { ...known, reversedBy: claim.remitClaimId };
    }
    const { payerControlNumber, servedFrom } = said;
    if (payerControlNumber !== undefined) {
      this.numbers.set(claim.match.claimId, [...(this.numbers.get(claim.match.claimId) ?? []), payerControlNumber]);
    }
    this.prior.push({
      remitClaimId: claim.remitClaimId,
      claimId: claim.match.claimId,
      patientControlNumber: said.patientControlNumber,
      ...(payerControlNumber !== undefined && { payerControlNumber }),
      status: said.status,
      billed: said.billed,
      paid: said.paid,
      ...(servedFrom !== undefined && { servedFrom }),
      said,
      movements,
      contentKey: contentKeyOf(said),
    });
  }

  balances(): Map<string, Cents> {
    return new Map([...trialBalance(this.entries)].filter(([, balance]) => balance !== zero));
  }

  /** The receivables sub-ledger against the general ledger; undefined when they agree. */
  subLedgerTrouble(): string | undefined {
    const balances = trialBalance(this.entries);
    const open = this.open(() => true);
    const payers = (open.primary ?? 0) + (open.secondary ?? 0) + (open.tertiary ?? 0);
    const patient = open.patient ?? 0;
    if (payers !== (balances.get(accounts.payerReceivable) ?? 0)) return `payers owe ${payers}`;
    return patient === (balances.get(accounts.patientReceivable) ?? 0) ? undefined : `patients owe ${patient}`;
  }
}

export const money = (value: Cents): string => toDecimal(value);

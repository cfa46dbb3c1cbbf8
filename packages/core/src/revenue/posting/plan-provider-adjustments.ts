import { type Cents, cents, negate, toDecimal } from '../../ground/base/index.ts';
import { providerAdjustmentWords } from '../../ground/codes/index.ts';
import { accounts, type JournalEntry, type JournalLine, referenceAccount } from '../../ground/ledger/index.ts';
import { type ProviderAdjustment, payerKey } from '../remits/index.ts';
import type { ProviderAdjustmentPlan, WorkItem } from './plan.ts';
import type { Session } from './session.ts';
import { workItem } from './work-items.ts';

export interface ProviderAdjustmentsPlan {
  readonly plans: readonly ProviderAdjustmentPlan[];
  readonly work: readonly WorkItem[];
  readonly entry?: JournalEntry;
}

/** Accounts that are followed by reference: each opens with one remit and closes with a later one. */
const isFollowed = (account: string): boolean => account.startsWith('Liabilities:');

interface Placed {
  readonly plan: ProviderAdjustmentPlan;
  readonly known: boolean;
}

function place(session: Session, plb: ProviderAdjustment, open: Map<string, number>): Placed {
  const { settings, openReferences } = session.facts;
  const root = settings.providerAdjustmentAccounts[plb.code];
  const followed = root !== undefined && isFollowed(root);
  const account =
    root === undefined ? accounts.suspense : followed ? referenceAccount(root, payerKey(session.facts.remit), plb.reference) : root;
  const words = providerAdjustmentWords(plb.code) ?? `Unmapped code ${plb.code}`;
  const left = (open.get(account) ?? openReferences.get(account) ?? 0) + plb.amount;
  if (followed) open.set(account, left);
  const plan: ProviderAdjustmentPlan = {
    index: plb.index,
    code: plb.code,
    ...(plb.reference !== undefined && { reference: plb.reference }),
    amount: plb.amount,
    account,
    says: `${words}: ${plb.amount > 0 ? 'lowers' : 'raises'} the payment by ${toDecimal(cents(Math.abs(plb.amount)))}`,
    ...(followed && { leftOpen: cents(left) }),
    bytes: plb.bytes,
  };
  return { plan, known: root !== undefined };
}

function workOf(session: Session, { plan, known }: Placed): WorkItem[] {
  const item = (says: string, because: string, fix: string, amount: Cents): WorkItem[] => [
    workItem(session.facts.newId, { kind: 'provider-adjustment', blocks: false, amount, says, because, fix }),
  ];
  if (!known) {
    const says = `Provider adjustment code ${plan.code} has no account; its money waits in ${accounts.suspense}.`;
    return item(
      says,
      'The settings name no account for this code.',
      'Ask the payer what it stands for and move it to its account.',
      plan.amount,
    );
  }
  if (plan.leftOpen === undefined || plan.leftOpen <= 0 || isAcknowledgedRefund(session, plan)) return [];
  const says = 'The payer took back more than the books know of under this reference.';
  const because = `Nothing on the books under this reference accounts for ${toDecimal(plan.leftOpen)}.`;
  return item(says, because, 'Find the reversal or the earlier remittance that this belongs to, or dispute it.', plan.leftOpen);
}

/** A recovery that the payer cancels in the same breath, because the practice had sent the money back itself. */
const isAcknowledgedRefund = (session: Session, plan: ProviderAdjustmentPlan): boolean =>
  session.facts.remit.providerAdjustments.some(
    (other) => other.code === '72' && other.reference === plan.reference && other.amount === -plan.amount,
  );

/** Money moved outside of claims: each adjustment to its own account, by reference, against the payment's clearing account. */
export function planProviderAdjustments(session: Session): ProviderAdjustmentsPlan {
  const { facts, clearing, on } = session;
  const open = new Map<string, number>();
  const placed = facts.remit.providerAdjustments.map((plb) => place(session, plb, open));
  const lines: JournalLine[] = [];
  for (const { plan } of placed) {
    if (plan.amount === 0) continue;
    const evidence = { document: facts.document, from: plan.bytes.from, to: plan.bytes.to };
    lines.push({ account: plan.account, amount: plan.amount, evidence }, { account: clearing, amount: negate(plan.amount), evidence });
  }
  const last = lastOfEach(placed);
  const plans = placed.map(({ plan }) => plan);
  const work = last.flatMap((one) => workOf(session, one));
  if (lines.length === 0) return { plans, work };
  const entry: JournalEntry = {
    id: facts.newId(),
    on,
    source: { kind: 'remit', id: facts.remitId },
    description: 'Provider adjustments of a remittance',
    lines,
  };
  return { plans, work, entry };
}

/** Of several adjustments to one reference only the last says what is left. */
function lastOfEach(placed: readonly Placed[]): Placed[] {
  const last = new Map<string, Placed>();
  placed.forEach((one, i) => {
    last.set(one.plan.leftOpen === undefined ? `#${i}` : one.plan.account, one);
  });
  return [...last.values()];
}

import { type Cents, cents, negate, toDecimal } from '../../ground/base/index.ts';
import { providerAdjustmentWords } from '../../ground/codes/index.ts';
import { accountComponent, accounts, type JournalEntry, type JournalLine, referenceAccount } from '../../ground/ledger/index.ts';
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

/**
 * The account of a reference: that of the remit's own trace id, unless this payer opened the reference under another one, where it
 * then stays, or unless what stands open there is another payer's, for which the trace's owner pays too.
 */
function followedAccount({ facts }: Session, root: string, plb: ProviderAdjustment, open: ReadonlyMap<string, number>): string {
  const { remit, payer, openReferences, referencePayers } = facts;
  const own = referenceAccount(root, payerKey(remit), plb.reference);
  if (payer === undefined || referencePayers === undefined) return own;
  const who = payer.sameAs ?? payer.id;
  const left = (account: string): number => open.get(account) ?? openReferences.get(account) ?? 0;
  const ours = (account: string): boolean => open.has(account) || referencePayers.get(account)?.has(who) === true;
  const stands = (account: string): boolean => ours(account) && left(account) !== 0;
  const opened = [...referencePayers.keys()].filter((account) => isOfReference(account, root, plb.reference) && stands(account)).sort();
  const found = opened.includes(own) ? own : (opened.find((account) => left(account) === -plb.amount) ?? opened[0]);
  const others = left(own) !== 0 && referencePayers.has(own) && !ours(own);
  return found ?? (others ? referenceAccount(root, who, plb.reference) : own);
}

/** `root:payer:reference`, or `root:payer` where the payer gave none. */
function isOfReference(account: string, root: string, reference: string | undefined): boolean {
  if (!account.startsWith(`${root}:`)) return false;
  const [payer, ...rest] = account.slice(root.length + 1).split(':');
  const wanted = reference === undefined || reference.trim() === '' ? '' : accountComponent(reference);
  return payer !== undefined && rest.join(':') === wanted;
}

function place(session: Session, plb: ProviderAdjustment, open: Map<string, number>): Placed {
  const { settings, openReferences } = session.facts;
  const root = settings.providerAdjustmentAccounts[plb.code];
  const followed = root !== undefined && isFollowed(root);
  const account = root === undefined ? accounts.suspense : followed ? followedAccount(session, root, plb, open) : root;
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

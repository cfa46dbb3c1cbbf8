import type { PlainDate } from '../../ground/base/index.ts';
import { clearingAccount } from '../../ground/ledger/index.ts';
import type { RemitClaim } from '../remits/index.ts';
import { contentKeyOf, payerKey } from '../remits/index.ts';
import { type ClaimIndex, indexClaims } from './claim-index.ts';
import type { ClaimFact, PostingFacts } from './facts.ts';
import { payerIdsOf } from './match-remit.ts';
import { PriorIndex } from './prior-index.ts';
import { type Payer, Standing } from './standing.ts';

/** One remit being planned: its facts, indexed, and what has been planned so far. */
export interface Session {
  readonly facts: PostingFacts;
  readonly on: PlainDate;
  readonly clearing: string;
  readonly payerIds: readonly string[];
  readonly family: ReadonlySet<string>;
  readonly index: ClaimIndex;
  readonly prior: PriorIndex;
  readonly standing: Standing;
  /** Content of the claims planned so far. */
  readonly seenHere: Map<string, string>;
}

export function openSession(facts: PostingFacts): Session {
  const { remit } = facts;
  return {
    facts,
    on: remit.paidOn ?? facts.today,
    clearing: clearingAccount(payerKey(remit), remit.traceNumber),
    payerIds: payerIdsOf(facts),
    family: new Set(facts.settings.contractualFamily),
    index: indexClaims(facts.claims, remit.claims),
    prior: new PriorIndex(facts.prior),
    standing: new Standing(),
    seenHere: new Map(),
  };
}

export const remitClaimIdOf = (session: Session, claim: RemitClaim): string =>
  session.facts.remitClaimIds[claim.index] ?? `${session.facts.remitId}/${claim.index}`;

/** The remit claim that said exactly this before; undefined when it is news, or when what it said has been reversed since. */
export function saidBefore(session: Session, claim: RemitClaim): string | undefined {
  const key = contentKeyOf(claim);
  const elsewhere = session.facts.seenContent.get(key)?.remitClaimId;
  if (elsewhere !== undefined && !session.prior.isReversed(elsewhere)) return elsewhere;
  const own = remitClaimIdOf(session, claim);
  const here = session.seenHere.get(key);
  if (here === undefined) session.seenHere.set(key, own);
  return here === undefined || here === own || session.prior.isReversed(here) ? undefined : here;
}

/** The place of the payer that speaks among those of the claim: by its id, else by what the status says. */
export function rankOf(session: Session, claim: RemitClaim, fact: ClaimFact | undefined): Payer {
  const ids = new Set(session.payerIds);
  const known = fact?.coverages.filter((coverage) => coverage.payerIds.some((id) => ids.has(id))) ?? [];
  if (known.length === 1 && known[0] !== undefined) return known[0].rank;
  if (claim.status === '2' || claim.status === '20') return 'secondary';
  return claim.status === '3' || claim.status === '21' ? 'tertiary' : 'primary';
}

const later: { readonly [rank in Payer]: readonly Payer[] } = { primary: ['secondary', 'tertiary'], secondary: ['tertiary'], tertiary: [] };

/** Who pays after this payer, where the claim has one. */
export function nextPayerOf(fact: ClaimFact, as: Payer): Payer | undefined {
  return later[as].find((rank) => fact.coverages.some((coverage) => coverage.rank === rank));
}

/** Who pays next even where we did not know of anyone, because the payer says that it passed the claim on. */
export const afterForwarding = (as: Payer): Payer | undefined => later[as][0];

export function inNetwork(session: Session, fact: ClaimFact, as: Payer): boolean {
  if (session.facts.payer !== undefined) return session.facts.payer.inNetwork;
  return fact.coverages.some((coverage) => coverage.rank === as && coverage.inNetwork);
}

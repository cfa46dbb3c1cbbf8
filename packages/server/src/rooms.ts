import { modelTasks } from './agents/index.ts';
import { approvalCommands, approvalQueries, type Command, gateQueries, type Query, unplaceProposals } from './gate/index.ts';
import { bankCommands } from './ground/bank/commands.ts';
import { bankReader } from './ground/bank/index.ts';
import { bankQueries } from './ground/bank/queries.ts';
import { codeCommands } from './ground/codes/commands.ts';
import { codeQueries } from './ground/codes/queries.ts';
import type { Exportable } from './ground/exports/index.ts';
import { autonomyCommands, autonomyQueries } from './ground/governance/autonomy/index.ts';
import { disclosureCommands, disclosureQueries } from './ground/governance/disclosures/index.ts';
import { emergencyCommands, emergencyQueries } from './ground/governance/emergency/index.ts';
import { identityActs, signInCommands, signInQueries } from './ground/governance/index.ts';
import { keyCommands, keyQueries } from './ground/governance/keys/index.ts';
import { modelCommands, modelQueries, openDeidentifier } from './ground/governance/models/index.ts';
import { onboardingCommands, onboardingQueries } from './ground/governance/onboarding/index.ts';
import { organisationCommands, organisationQueries } from './ground/governance/organisations/index.ts';
import { peopleCommands, peopleQueries } from './ground/governance/people/index.ts';
import { recordCommands, recordQueries } from './ground/governance/record/index.ts';
import { retentionCommands, retentionQueries } from './ground/governance/retention/index.ts';
import { serviceCommands, serviceQueries } from './ground/governance/service-accounts/index.ts';
import { keptInTraining, shutInTraining, trainingCommands, trainingQueries } from './ground/governance/training-practice/index.ts';
import { writeBackCommands, writeBackQueries } from './ground/governance/write-back/index.ts';
import { intakeCommands } from './ground/intake/commands.ts';
import { intakeQueries } from './ground/intake/queries.ts';
import { exportablePostings, postingExport } from './ground/ledger/index.ts';
import { ledgerQueries } from './ground/ledger/queries.ts';
import { partiesCommands } from './ground/parties/commands.ts';
import { queries as partiesQueries } from './ground/parties/queries.ts';
import { complianceCommands, complianceQueries } from './oversight/compliance/index.ts';
import { measuresCommands, measuresQueries, withLikelyDenials } from './oversight/measures/index.ts';
import { chargeCommands, chargeQueries } from './revenue/charges/index.ts';
import { claimCommands, claimExports, exportableClaims, placeClaimsAnew, withdrawnCharges } from './revenue/claims/index.ts';
import { claimQueries } from './revenue/claims/queries.ts';
import { eligibilityCommands, learnedReaders } from './revenue/eligibility/index.ts';
import {
  claimHistory,
  claimsNumbered,
  decidedOf,
  decisionsOn,
  deniedSince,
  existsHere,
  exportableRemits,
  lockPosting,
  originalClaims,
  parkedCash,
  postingCommands,
  postingQueries,
  refreshClaims,
  relatedTo,
  remitExport,
  shownOf,
} from './revenue/posting/index.ts';
import {
  bytesPresenter,
  placeRemitsAnew,
  remitPayments,
  remitReader,
  remitsForDeposits,
  remitsNamed,
  sitesOfRemits,
  unbalancedTraces,
} from './revenue/remits/index.ts';
import { exportableTerms, remarksOf, scrubCommands, scrubQueries } from './revenue/scrub/index.ts';
import {
  acknowledgmentReader,
  asSent,
  claimReader,
  draftReader,
  numberedDraft,
  numberedOf,
  submissionCommands,
  submissionQueries,
  whyWaits,
} from './revenue/submission/index.ts';

/** Claims, remits and what waits for approval are placed anew, all in one, when the numbers of sites change. */
const placeAnew: Parameters<typeof partiesCommands>[0] = async (tx, changed) => {
  await lockPosting(tx);
  const { moved, left } = await placeClaimsAnew(tx);
  const stale = [...new Set([...changed, ...left])];
  const remitClaims = stale.length === 0 && moved === 0 ? 0 : await placeRemitsAnew(tx, stale);
  if (moved + remitClaims > 0) await unplaceProposals(tx, stale);
  return { claims: moved, remitClaims };
};

const remits = { find: remitsForDeposits, byIds: remitPayments, sites: sitesOfRemits };

/** Every command that there is: a new room is a line here. The rooms upstairs are given to those below that need to know of them. */
export const commands: readonly Command[] = shutInTraining([
  ...intakeCommands([remitReader, claimReader(originalClaims), draftReader, acknowledgmentReader, bankReader, ...learnedReaders]),
  ...partiesCommands(placeAnew),
  ...codeCommands,
  ...bankCommands(remits),
  ...eligibilityCommands,
  ...chargeCommands(withdrawnCharges),
  ...claimCommands({ asSent, decided: decidedOf, numbered: numberedOf, numberedDraft }),
  ...postingCommands,
  ...scrubCommands(whyWaits),
  ...submissionCommands({ remarksOf, decisionsOn, refreshClaims }),
  ...complianceCommands,
  ...measuresCommands,
  ...approvalCommands((name) => commands.find((command) => command.name === name)),
  ...recordCommands,
  ...disclosureCommands,
  ...retentionCommands,
  ...signInCommands,
  ...serviceCommands,
  ...emergencyCommands,
  ...peopleCommands,
  ...organisationCommands,
  ...autonomyCommands,
  ...keyCommands,
  ...writeBackCommands,
  ...modelCommands({ tasks: modelTasks, deidentifier: openDeidentifier() }),
  ...onboardingCommands,
  ...trainingCommands(unbalancedTraces),
]);

/** Every question that there is. */
export const queries: readonly Query[] = keptInTraining([
  ...intakeQueries(bytesPresenter, shownOf),
  ...partiesQueries,
  ...codeQueries,
  ...bankQueries(remits),
  ...ledgerQueries({ named: remitsNamed, parkedCash }),
  ...chargeQueries,
  ...claimQueries(claimHistory),
  ...postingQueries,
  ...scrubQueries(deniedSince),
  ...submissionQueries(withLikelyDenials(remarksOf)),
  ...complianceQueries,
  ...measuresQueries,
  ...claimExports,
  remitExport,
  postingExport,
  ...peopleQueries,
  ...organisationQueries,
  ...gateQueries(summaryOf, relatedTo, existsHere),
  ...recordQueries({ summaries: summaryOf, related: relatedTo, exists: existsHere, claimsNumbered }),
  ...disclosureQueries,
  ...retentionQueries,
  ...autonomyQueries((name) => commands.find((command) => command.name === name)),
  ...keyQueries,
  ...writeBackQueries,
  ...signInQueries,
  ...serviceQueries,
  ...emergencyQueries,
  ...modelQueries(modelTasks),
  ...approvalQueries((name) => commands.find((command) => command.name === name)),
  ...onboardingQueries,
  ...trainingQueries,
]);

/** Every list that can be taken out as a file. */
export const exportables: { readonly [kind in 'claims' | 'remits' | 'postings' | 'payer-terms']: Exportable } = {
  claims: exportableClaims,
  remits: exportableRemits,
  postings: exportablePostings,
  'payer-terms': exportableTerms,
};

/** What a command or a question does, in words. */
function summaryOf(name: string): string | undefined {
  return summaries.get(name);
}
const summaries = new Map<string, string>([
  ...[...commands, ...queries].map(({ name, summary }) => [name, summary] as const),
  ...Object.entries(identityActs),
  ['ground/governance/backup', 'Make a backup'],
]);

export type { BillingFacts, PayerSettings } from './billing-facts.ts';
export { type BuiltClaims, buildClaims } from './build-claims.ts';
export { changeClaim, changedFields, type FieldChange } from './change-claim.ts';
export { diagnosesOfLineAlone, lineMore, lineOff, takesLineOff, whyNotChanged } from './change-lines.ts';
export type { Claim, Coverage, Person, ProcedureCode, ServiceLine } from './claim.ts';
export { claimAgain, claimCorrected } from './claim-again.ts';
export { claimAnew } from './claim-anew.ts';
export { claimAsked } from './claim-asked.ts';
export { attachmentWays, kindsOfInsurance, relationships } from './claim-codes.ts';
export type { ClaimFact, ClaimLineFact } from './claim-fact.ts';
export { claimList } from './claim-list.ts';
export { claimNotes, lineNoteOver, narrative, notesByLine, notesRead } from './claim-notes.ts';
export type {
  Address,
  AdjustmentToSend,
  AttachmentToSend,
  ClaimKind,
  ClaimToSend,
  CoverageToSend,
  DiagnosisToSend,
  LineToSend,
  PersonToSend,
  PriorDecision,
  ProviderToSend,
  Rank,
  StayToSend,
  ToothToSend,
} from './claim-to-send.ts';
export { patientChanges } from './corrected-patient.ts';
export { billedBy, type DraftStatus, daysServed, draftStatuses, payerToBill } from './draft.ts';
export { type ExpectingFacts, expectedTotals, lineRate, withExpected } from './expect-amounts.ts';
export type { ExpectedPart, ExpectedToSend, ExpectedTotals } from './expected.ts';
export { diagnosesByPlace } from './external-cause.ts';
export { netDecision } from './net-decision.ts';
export { nextPayerClaim, outOfBalance } from './next-payer.ts';
export { type BoxFact, type BoxPlace, boxesOfFact, type FactForm, factAt, factsOfBox, nameOfFact } from './paper/box-facts.ts';
export { filingProof } from './paper/filing-proof.ts';
export { boxesOfFinding } from './paper/finding-box.ts';
export { type FormBox, type FormField, type FormLayout, type FormName, formNames, type PaperForm } from './paper/form.ts';
export { paperForm } from './paper/paper-form.ts';
export { type Alignment, asItIs, printClaim, printForm, printForms } from './paper/print-claim.ts';
export { testPage } from './paper/test-page.ts';
export { type PlacedText, writePdf } from './paper/write-pdf.ts';
export { chargedToPatient, lineFromPatient, lineToPatient, touchesPatientLines, whyNotThePatients } from './patient-lines.ts';
export {
  type ChargeFacts,
  type ChargeLine,
  type OpeningItem,
  planCharges,
  planOpening,
  planReplacement,
  planStandingAgain,
} from './plan-charges.ts';
export { maybeSamePerson, nearlySame } from './same-person.ts';
export { lettersBeyond, spelled } from './spelling.ts';
export { endedStatuses, whereAnewStands, withDrafts } from './status-by-drafts.ts';
export { type ClaimEvent, type ClaimStatus, statusOf } from './status-of.ts';

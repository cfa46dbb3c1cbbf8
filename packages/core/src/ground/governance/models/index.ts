export { type AgreementAlert, agreementAlert } from './agreement-alert.ts';
export { checkSpoken, type Given, readAnswer, type Spoken } from './answer.ts';
export {
  type Agreement,
  type Budget,
  coveringAgreement,
  decideEgress,
  type EgressFacts,
  type EgressRefusal,
  type EgressVerdict,
  isStanding,
  type ModelChoice,
  type ModelPurpose,
  modelPurposes,
  priceOf,
  tokensAtMost,
  type Used,
} from './egress.ts';
export { checkFreeText, freeTextOf } from './free-text.ts';
export { findInstructions } from './injection.ts';
export { type Invoice, invoiceOf, type MeterLine } from './invoice.ts';
export { buildPrompt, type Outside, type Prompt } from './prompt.ts';

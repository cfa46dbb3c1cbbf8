/**
 * Codes that every claim has to say rightly to be taken: the payer's kind (SBR09), how the patient is related to the subscriber (SBR02,
 * PAT01), and the way of an attachment (PWK02). From public companion guides of payers; what the check of the written file asks for is held
 * to them by a test.
 */
export const kindsOfInsurance: ReadonlySet<string> = new Set(
  '11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ'.split(' '),
);
export const relationships: ReadonlySet<string> = new Set('18 01 19 20 21 39 40 53 G8'.split(' '));
export const attachmentWays: ReadonlySet<string> = new Set('AA BM EL EM FT FX'.split(' '));

import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { inputs } from '../../charges/index.ts';
import { providerInput } from '../billing-facts/commands.ts';

const { said, words, day, amount, rank, kind, address, personInput, coverage, service, attachment } = inputs;

const signed = z.int().min(-999_999_999).max(999_999_999);
// What a file said is kept as it said it: whether a number holds is for the scrubber.
const provider = providerInput.extend({
  npi: words(80).optional(),
  taxId: words(50).optional(),
  taxonomy: words(50).optional(),
  phone: words(80).optional(),
});
const adjustments = z.array(z.strictObject({ group: said(2), reason: said(5), amount: signed, quantity: said(15).optional() })).max(99);
const decision = z.strictObject({
  ...{ decidedOn: day.optional(), paid: signed, adjustments },
  lines: z.array(
    z.strictObject({
      ...{ number: z.int().min(0).max(999), paid: signed, procedure: inputs.procedure, units: said(15).optional() },
      ...{ decidedOn: day.optional(), adjustments },
    }),
  ),
});
/** What is worked out when it is kept; whatever stands here before is replaced. */
const expected = z.strictObject({
  ...{ allowed: amount.optional(), because: words(400).optional(), source: words(400).optional() },
  ...{ payer: amount.optional(), patient: amount.optional(), unknown: z.array(words(600)).max(9) },
  parts: z
    .array(
      z.strictObject({
        of: z.enum(['payer', 'earlier-payers', 'copay', 'deductible', 'coinsurance', 'not-covered', 'over-maximum', 'after-coordination']),
        ...{ amount, because: words(400), source: words(400) },
      }),
    )
    .max(9),
});
const line = z.strictObject({
  ...service,
  units: words(15),
  ...{ number: z.int().min(1).max(999), lineControlNumber: said(50).optional(), billed: amount },
  ...{ pointers: z.array(z.int().min(0).max(99)).max(12), note: said(800).optional() },
  ...{ rendering: provider.optional(), ordering: provider.optional(), expectedAllowed: amount.optional(), expected: expected.optional() },
  attachments: z.array(attachment).max(10),
});
const stay = z.strictObject({
  ...{ typeOfBill: words(4), admissionType: said(1).optional(), admissionSource: said(1).optional(), patientStatus: said(2).optional() },
  conditions: z.array(said(30)).max(24),
  occurrences: z.array(z.strictObject({ code: said(30), on: day })).max(24),
  values: z.array(z.strictObject({ code: said(30), amount: signed })).max(24),
  ...{
    admittedOn: day.optional(),
    admittedAt: said(5).optional(),
    dischargedAt: said(5).optional(),
    from: day.optional(),
    to: day.optional(),
  },
  admittingDiagnosis: said(8).optional(),
  reasonsForVisit: z.array(said(8)).max(3).optional(),
  procedures: z
    .array(z.strictObject({ code: said(7), on: day.optional() }))
    .max(25)
    .optional(),
  ...{ attending: provider.optional(), operating: provider.optional() },
});

const claim = z.strictObject({
  ...{ kind, patientControlNumber: said(38), frequency: said(1), originalPayerControlNumber: said(50).optional() },
  ...{ predetermination: z.boolean(), billed: amount, patient: personInput },
  coverages: z
    .array(
      coverage.extend({
        ...{ payerId: words(80), payerName: words(60), memberId: words(80), relationship: words(2), filingIndicator: said(2).optional() },
        ...{ payerAddress: address.optional(), startsOn: day.optional(), endsOn: day.optional(), decision: decision.optional() },
      }),
    )
    .min(1)
    .max(11),
  ...{ sentAs: rank, billing: provider, payTo: z.strictObject({ address }).optional(), rendering: provider.optional() },
  ...{ referring: provider.optional(), supervising: provider.optional(), facility: provider.optional(), placeOfService: words(2) },
  diagnoses: z
    .array(z.strictObject({ code: said(30), system: z.enum(['ICD-10-CM', 'ICD-9-CM']), presentOnAdmission: said(1).optional() }))
    // Of a facility 25, and twelve external causes.
    .max(37),
  ...{
    authorizationNumber: said(50).optional(),
    predeterminationNumber: said(50).optional(),
    referralNumber: said(50).optional(),
    cliaNumber: said(50).optional(),
    signatureOnFile: z.boolean(),
  },
  ...{ assignment: words(1), benefitsAssigned: words(1), release: words(1) },
  accident: z.strictObject({ kind: z.enum(['auto', 'employment', 'other']), on: day.optional(), state: said(2).optional() }).optional(),
  ...{
    onsetOn: day.optional(),
    hospitalFrom: day.optional(),
    hospitalTo: day.optional(),
    note: said(800).optional(),
    attachments: z.array(attachment).max(10),
    missingTeeth: z.array(said(2)).max(32),
  },
  orthodontics: z
    .strictObject({ months: z.number().optional(), monthsRemaining: z.number().optional(), appliancePlacedOn: day.optional() })
    .optional(),
  ...{
    stay: stay.optional(),
    patientPaid: amount.optional(),
    leftOut: z.array(said(60)).max(9_999).optional(),
    lines: z.array(line).min(1).max(999),
    patientLines: z.array(line).max(999).optional(),
  },
});

/** A claim after it was changed: of the shape that the writer takes, whatever else is wrong with it. */
export const claimInput = claim as unknown as z.ZodType<ClaimToSend>;

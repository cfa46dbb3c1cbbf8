import type { Charge } from '@claimwright/core/revenue/charges';
import { z } from 'zod';

/** What claims and charges are made of, as somebody outside sends it: printable, and no longer than a claim takes it. */
export const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), 'This holds a character that is no text.');
export const said = (most: number) => words(most).min(1);
export const day = z.iso.date();
export const amount = z.int().min(0).max(999_999_999);
export const decimal = z.string().regex(/^\d{1,8}(?:\.\d{1,3})?$/, 'This is no number of units.');
export const npi = z.string().regex(/^\d{10}$/, 'An NPI has ten digits.');
export const rank = z.enum(['primary', 'secondary', 'tertiary']);
export const kind = z.enum(['professional', 'institutional', 'dental']);

export const address = z.strictObject({
  ...{ line1: said(55), line2: said(55).optional(), city: said(30) },
  ...{
    state: said(2).optional(),
    zip: z
      .string()
      .regex(/^\d{5}(?:\d{4})?$/, 'A zip code has five or nine digits.')
      .optional(),
  },
});
export const personInput = z.strictObject({
  ...{ last: said(60), first: words(35), middle: said(25).optional(), suffix: said(10).optional() },
  ...{ birthDate: day.optional(), sex: z.enum(['F', 'M', 'U']).optional(), address: address.optional() },
});
export const coverage = z.strictObject({
  ...{ rank, payerId: said(80), payerName: said(60), memberId: said(80) },
  ...{ groupNumber: said(50).optional(), groupName: said(60).optional(), filingIndicator: said(2).optional() },
  insuranceType: said(2).optional(),
  ...{ relationship: said(2), subscriber: personInput },
});
export const procedure = z.strictObject({ code: words(48), modifiers: z.array(said(2)).max(4) });
export const attachment = z.strictObject({ report: said(2), transmission: words(2), controlNumber: said(50).optional() });
export const teeth = z.array(z.strictObject({ tooth: said(2), surfaces: z.array(said(1)).max(5) })).max(32);
export const drug = z.strictObject({ ndc: said(48), unit: words(2), quantity: words(15) });

/** What a line says of a service, whoever is billed. */
export const service = {
  procedure,
  ...{ description: said(80).optional(), revenueCode: said(4).optional(), units: decimal, unit: said(2) },
  ...{ servedOn: day.optional(), servedTo: day.optional(), placeOfService: said(2).optional(), note: said(80).optional() },
  ...{ drug: drug.optional(), teeth, oralCavities: z.array(said(2)).max(5), prosthesis: z.enum(['I', 'R']).optional() },
  ...{ priorPlacedOn: day.optional(), minutes: z.int().min(0).max(1440).optional() },
};

const line = z.strictObject({
  ...service,
  charged: amount,
  diagnoses: z.array(said(8)).max(12),
  billed: z.enum(['insurance', 'self-pay', 'employer-pay']),
  ...{ payerId: said(80).optional(), renderingNpi: npi.optional(), orderingNpi: npi.optional() },
});

/** HH:MM. */
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

const charge = z.strictObject({
  ...{
    kind,
    account: said(38),
    visit: z
      .string()
      .regex(/^[0-9A-Z]{1,12}$/)
      .optional(),
    patient: personInput,
    coverages: z.array(coverage).max(3),
    placeOfService: words(2),
  },
  ...{ renderingNpi: npi.optional(), referringNpi: npi.optional(), supervisingNpi: npi.optional(), facilityNpi: npi.optional() },
  ...{ authorizationNumber: said(50).optional(), referralNumber: said(50).optional(), predetermination: z.boolean() },
  accident: z.strictObject({ kind: z.enum(['auto', 'employment', 'other']), on: day.optional(), state: said(2).optional() }).optional(),
  ...{ cliaNumber: said(50).optional(), hospitalFrom: day.optional(), hospitalTo: day.optional() },
  ...{ note: said(80).optional(), missingTeeth: z.array(said(2)).max(32), attachments: z.array(attachment).max(10) },
  stay: z
    .strictObject({
      ...{ typeOfBill: z.string().regex(/^0?\d{2}[0-9A-Z]$/), admissionType: said(1).optional(), admissionSource: said(1).optional() },
      ...{ patientStatus: said(2).optional(), admittedOn: day.optional(), attendingNpi: npi.optional() },
      ...{
        admittedAt: clock.optional(),
        dischargedAt: clock.optional(),
        from: day.optional(),
        to: day.optional(),
        operatingNpi: npi.optional(),
      },
      ...{ admittingDiagnosis: said(8).optional(), reasonsForVisit: z.array(said(8)).max(3).optional() },
      presentOnAdmission: z
        .array(z.strictObject({ diagnosis: said(8), is: said(1) }))
        .max(25)
        .optional(),
      procedures: z
        .array(z.strictObject({ code: said(7), on: day.optional() }))
        .max(25)
        .optional(),
      conditions: z.array(said(2)).max(24).optional(),
      occurrences: z
        .array(z.strictObject({ code: said(2), on: day }))
        .max(24)
        .optional(),
      values: z
        .array(z.strictObject({ code: said(2), amount }))
        .max(24)
        .optional(),
    })
    .optional(),
  orthodontics: z
    .strictObject({
      months: z.int().min(0).max(999).optional(),
      monthsRemaining: z.int().min(0).max(999).optional(),
      appliancePlacedOn: day.optional(),
    })
    .optional(),
  patientPaid: amount.optional(),
  lines: z.array(line).min(1).max(999),
});

/** A day that passed the check is one; what is not said has no key. */
export const chargeInput = charge as unknown as z.ZodType<Charge>;

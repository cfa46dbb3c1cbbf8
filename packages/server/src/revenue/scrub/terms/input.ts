import type { TermsChange } from '@claimwright/core/revenue/scrub';
import { z } from 'zod';

/** Its shape alone: whether numbers and codes can be so is told field by field, in the same words as of a list. */
const of = z.array(z.string().max(200)).max(1_000);
const number = z.number();
const rows = <S extends z.ZodRawShape>(shape: S) =>
  z
    .array(z.strictObject({ of, ...shape }))
    .max(1_000)
    .nullable();
const yesNo = z.boolean().nullable();

const terms = z
  .strictObject({
    ...{ medicare: yesNo, vision: yesNo, ncci: yesNo, missingTooth: yesNo, minutes: z.enum(['medicare', 'ama']).nullable() },
    ...{ filingDays: number.nullable(), correctedDays: number.nullable(), secondaryDays: number.nullable() },
    ...{ eligibilityDays: number.nullable(), replacementYears: number.nullable() },
    ...{ authorizationFor: of.nullable(), orderingFor: of.nullable(), narrativeFor: of.nullable() },
    attachments: rows({ reports: z.array(z.string().max(20)).max(100) }),
    frequencies: rows({
      ...{ times: number, days: number.optional(), calendarYear: z.boolean().optional() },
      per: z.enum(['patient', 'tooth', 'area']),
    }),
    ages: rows({ from: number.optional(), to: number.optional() }),
    waiting: rows({ months: number }),
    alternates: rows({ instead: z.string().max(200).optional(), teeth: z.enum(['posterior', 'any']).optional() }),
  })
  .partial();

export const termsInput = terms as unknown as z.ZodType<TermsChange>;

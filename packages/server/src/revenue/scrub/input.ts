import type { RuleSight } from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import type { WrittenRule } from './rules/views.ts';
import type { KnownFact } from './schema.ts';

const day = z.iso.date();
const said = (most: number) => z.string().trim().min(1).max(most);
const count = (most: number) => z.int().min(0).max(most);
const kinds = z.array(z.enum(['professional', 'institutional', 'dental'])).min(1);

const texts = z.array(z.string().max(200)).max(100);
const line = z
  .strictObject({
    ...{
      number: count(999),
      code: z.string().max(48),
      family: z.string().max(60),
      modifiers: texts,
      units: z.number(),
      billedCents: z.int(),
    },
    ...{ place: z.string().max(2), diagnoses: texts, minutes: z.number(), teeth: texts, surfaces: texts, areas: texts },
    ...{ servedOn: z.string().max(10), note: z.string().max(800), ordering: z.string().max(10) },
  })
  .partial();
const claim = z
  .strictObject({
    ...{
      kind: z.string().max(20),
      frequency: z.string().max(1),
      sentAs: z.string().max(10),
      place: z.string().max(2),
      billedCents: z.int(),
    },
    ...{ diagnoses: texts, authorization: z.string().max(50), referral: z.string().max(50), predetermination: z.boolean() },
    ...{ accident: z.string().max(20), note: z.string().max(800), attachments: texts, jurisdiction: z.string().max(20) },
    ...{ servedOn: z.string().max(10), typeOfBill: z.string().max(4) },
  })
  .partial();
const short = z.string().max(80);
const sight = z.strictObject({
  claim: claim.optional(),
  patient: z.strictObject({ age: z.number(), sex: short, state: short, relationship: short }).partial().optional(),
  payer: z.strictObject({ id: short, indicator: short, memberId: short, group: short }).partial().optional(),
  billing: z.strictObject({ npi: short, taxonomy: short, state: short }).partial().optional(),
  rendering: z.strictObject({ npi: short, taxonomy: short }).partial().optional(),
  lines: z.array(line).max(50).optional(),
  history: z
    .array(
      z
        .strictObject({
          code: short,
          family: short,
          modifiers: texts,
          units: z.number(),
          daysAgo: z.number(),
          tooth: short,
          provider: short,
        })
        .partial(),
    )
    .max(50)
    .optional(),
});

const rule = z.strictObject({
  ...{
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'Small letters, digits and dashes.'),
    title: said(120),
    pack: said(80).optional(),
  },
  ...{ payers: z.array(said(80)).min(1).max(200), kinds: kinds.optional(), effective: day, retired: day.optional() },
  ...{ over: z.enum(['claim', 'line']), when: said(4_000), action: z.enum(['hold', 'warn', 'tag', 'propose']), tag: said(40).optional() },
  proposal: z
    .strictObject({
      change: z.enum(['add-modifier', 'replace-diagnosis', 'complete-narrative', 'set-units', 'review-procedure']),
      choices: z.array(said(40)).max(20),
      phrases: z.array(said(120)).min(1).max(50),
    })
    .optional(),
  ...{ says: said(300), because: said(300), fix: said(300), source: said(300) },
  tests: z.array(z.strictObject({ name: said(120), see: sight as unknown as z.ZodType<RuleSight>, fires: z.boolean() })).max(100),
});

export const ruleInput = rule as unknown as z.ZodType<WrittenRule>;

const cents = z.int().min(0).max(999_999_999);
/** What the payer said of who bears what; what is absent was not said. */
const benefit = z
  .strictObject({
    ...{ service: said(60), copay: cents, coinsurance: count(10_000), deductibleLeft: cents, outOfPocketLeft: cents, maximumLeft: cents },
    ...{ notCovered: z.boolean(), copayAlone: z.boolean() },
  })
  .partial();
const fact = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('coverage'),
    entry: z.strictObject({
      ...{ payerId: said(80), from: day.optional(), to: day.optional(), active: z.boolean(), checkedOn: day },
      ...{ primaryPayerId: said(80).optional(), memberId: said(80).optional(), benefits: z.array(benefit).min(1).max(100).optional() },
    }),
  }),
  z.strictObject({
    kind: z.literal('authorization'),
    authorization: z.strictObject({
      ...{ number: said(50), payerId: said(80), covers: z.array(said(60)).max(200), from: day.optional(), to: day.optional() },
      ...{ units: count(99_999).optional(), used: count(99_999).optional() },
    }),
  }),
  z.strictObject({ kind: z.literal('note'), text: said(50_000) }),
]);
export const knownInput = fact as unknown as z.ZodType<KnownFact>;

import type { ValidationResult } from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import type { FindingsView } from './views.ts';

/** What partners' programs are promised: exactly these names, and none beside. */
export const promisedResult = z
  .strictObject({
    validation_result: z.enum(['clean', 'needs_review', 'blocked']),
    issues: z
      .array(
        z
          .strictObject({
            line_item: z.int().min(1).nullable(),
            cpt: z.string().nullable(),
            issue_type: z.string().regex(/^[a-z][a-z0-9_:-]*$/),
            message: z.string().min(1),
            severity: z.enum(['blocking', 'review', 'note']),
            suggested_action: z.string().regex(/^[a-z][a-z0-9_]*$/),
            because: z.string().nullable(),
            fix: z.string().nullable(),
            rule: z.string().min(1),
            edition: z.string().nullable(),
            overridden: z.strictObject({ role: z.string(), because: z.string() }).nullable(),
          })
          .readonly(),
      )
      .readonly(),
    suggested_actions: z.array(z.string()).readonly(),
  })
  .readonly() satisfies z.ZodType<ValidationResult>;

/** The findings of a draft: `result` is what is promised; our own findings stand beside it. */
export const promisedFindings = z.looseObject({
  draftId: z.uuid(),
  version: z.int(),
  today: z.iso.date(),
  result: promisedResult,
  findings: z.array(z.looseObject({})),
}) as unknown as z.ZodType<FindingsView>;

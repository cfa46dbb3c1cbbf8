import type { Edit } from '../edit.ts';
import { addOns } from './add-ons.ts';
import { authorization } from './authorization.ts';
import { charges } from './charges.ts';
import { completeness } from './completeness.ts';
import { dentalBenefits } from './dental-benefits.ts';
import { diagnoses } from './diagnoses.ts';
import { duplicates } from './duplicates.ts';
import { eligibility } from './eligibility.ts';
import { eyes } from './eyes.ts';
import { filing } from './filing.ts';
import { firstReasons } from './first-reasons.ts';
import { globalPeriods } from './global-periods.ts';
import { goingOut } from './going-out.ts';
import { identity } from './identity.ts';
import { kindsOfService } from './kinds-of-service.ts';
import { modifiers } from './modifiers.ts';
import { necessity } from './necessity.ts';
import { note } from './note.ts';
import { oneTooth } from './one-tooth.ts';
import { orderOfBenefits } from './order-of-benefits.ts';
import { pairs } from './pairs.ts';
import { payerCodes } from './payer-codes.ts';
import { signs } from './signs.ts';
import { splitCare } from './split-care.ts';
import { stay } from './stay.ts';
import { tablesLoaded } from './tables-loaded.ts';
import { teeth } from './teeth.ts';
import { timed } from './timed.ts';
import { unitLimits } from './unit-limits.ts';

/** All edits, in the order in which a biller works them off. */
export const edits: readonly Edit[] = [
  ...tablesLoaded,
  ...identity,
  ...completeness,
  ...payerCodes,
  ...signs,
  ...charges,
  ...diagnoses,
  ...firstReasons,
  ...pairs,
  ...unitLimits,
  ...addOns,
  ...modifiers,
  ...kindsOfService,
  ...necessity,
  ...globalPeriods,
  ...splitCare,
  ...timed,
  ...duplicates,
  ...filing,
  ...authorization,
  ...eligibility,
  ...orderOfBenefits,
  ...teeth,
  ...oneTooth,
  ...dentalBenefits,
  ...eyes,
  ...stay,
  ...note,
  ...goingOut,
];

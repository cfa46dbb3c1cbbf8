import type { PlainDate } from '../../../ground/base/index.ts';
import type { ClaimToSend } from '../claim-to-send.ts';
import { ada2024 } from './ada-2024.ts';
import { cms1500 } from './cms-1500.ts';
import type { PaperForm } from './form.ts';
import { ub04 } from './ub-04.ts';

const forms = { professional: cms1500, dental: ada2024, institutional: ub04 } as const;

/**
 * A claim as the boxes of its paper form: the same for the screen and for the printer, who says the day that stands beside signatures.
 * Nothing where it lacks what the form is for.
 */
export const paperForm = (claim: ClaimToSend, printedOn?: PlainDate): PaperForm | undefined => forms[claim.kind](claim, printedOn);

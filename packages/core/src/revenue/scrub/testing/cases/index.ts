import { authorizationCases, eligibilityCases } from './authorization.ts';
import { benefitCases } from './benefits.ts';
import type { EditCases } from './case.ts';
import { chargeCases } from './charges.ts';
import { completenessCases } from './completeness.ts';
import { diagnosisCases } from './diagnoses.ts';
import { duplicateCases, filingCases } from './duplicates.ts';
import { eyeCases } from './eyes.ts';
import { firstReasonCases } from './first-reasons.ts';
import { goingOutCases } from './going-out.ts';
import { identityCases } from './identity.ts';
import { kindCases } from './kinds-of-service.ts';
import { modifierCases } from './modifiers.ts';
import { globalCases, necessityCases } from './necessity.ts';
import { noteCases } from './notes.ts';
import { oneToothCases } from './one-tooth.ts';
import { orderCases } from './order-of-benefits.ts';
import { limitCases, pairCases } from './pairs.ts';
import { payerCodeCases } from './payer-codes.ts';
import { refusedBeforeCases } from './refused-before.ts';
import { signCases } from './signs.ts';
import { stayCases } from './stay.ts';
import { loadedCases } from './tables-loaded.ts';
import { toothCases } from './teeth.ts';
import { timedCases } from './timed.ts';

const all: readonly (readonly EditCases[])[] = [
  loadedCases,
  identityCases,
  completenessCases,
  signCases,
  payerCodeCases,
  chargeCases,
  diagnosisCases,
  firstReasonCases,
  pairCases,
  limitCases,
  modifierCases,
  kindCases,
  necessityCases,
  globalCases,
  timedCases,
  duplicateCases,
  filingCases,
  refusedBeforeCases,
  authorizationCases,
  eligibilityCases,
  orderCases,
  toothCases,
  oneToothCases,
  benefitCases,
  eyeCases,
  stayCases,
  noteCases,
  goingOutCases,
];

/** All cases of each edit. */
export const casesByEdit: ReadonlyMap<string, EditCases> = all.flat().reduce((map, { code, hold, pass }) => {
  const known = map.get(code);
  return map.set(code, { code, hold: [...(known?.hold ?? []), ...hold], pass: [...(known?.pass ?? []), ...pass] });
}, new Map<string, EditCases>());

import { indexOldAnswers } from './gate/index-old-answers.ts';
import { indexOldDeposits } from './ground/bank/index.ts';
import { indexOldPatients } from './ground/parties/index.ts';
import { indexOldClaims } from './revenue/claims/index.ts';
import { indexOldRemitClaims } from './revenue/remits/index.ts';
import type { Upgrade } from './store/keys/rotation.ts';

/** What each room does to its rows of before there were keys, once they are sealed. */
export const upgrades: readonly Upgrade[] = [indexOldPatients, indexOldClaims, indexOldRemitClaims, indexOldDeposits, indexOldAnswers];

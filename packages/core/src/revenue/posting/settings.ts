import { cents } from '../../ground/base/index.ts';
import { adjustmentReasons } from '../../ground/codes/index.ts';
import { accounts } from '../../ground/ledger/index.ts';
import type { PostingSettings } from './facts.ts';

/** The defaults of the house, until a practice says otherwise. */
export const defaultPostingSettings: PostingSettings = {
  contractualFamily: ['45', '44', '59', '103', '131', '172', '237'],
  contractToleranceCents: cents(1),
  carcAccounts: {
    '253': { account: accounts.sequestration, kind: 'sequestration' },
    '104': { account: accounts.withhold, kind: 'withhold' },
    '24': { account: accounts.capitation, kind: 'capitation' },
  },
  providerAdjustmentAccounts: {
    WO: accounts.recoupment,
    FB: accounts.forward,
    '72': accounts.refund,
    L6: accounts.interest,
    E3: accounts.withhold,
    IR: accounts.taxWithheld,
    LE: accounts.levy,
    '50': accounts.payerPenalty,
    '51': accounts.payerPenalty,
    '90': accounts.payerAllowance,
    B2: accounts.payerAllowance,
    AP: accounts.advance,
  },
  claimLevelAllocation: 'pro-rata',
  knownCarcs: new Set(adjustmentReasons.map((reason) => reason.code)),
};

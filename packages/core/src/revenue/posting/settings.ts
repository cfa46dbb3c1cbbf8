import { cents } from '../../ground/base/index.ts';
import { adjustmentReasons, type OwnReason } from '../../ground/codes/index.ts';
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
  reasons: new Map(adjustmentReasons.map(({ code, words, family }) => [code, { words, family }])),
};

type Own = PostingSettings['carcAccounts'][string];
const ownAccounts = new Map<string, Own>([
  ['sequestration', { account: accounts.sequestration, kind: 'sequestration' }],
  ['withhold', { account: accounts.withhold, kind: 'withhold' }],
  ['capitation', { account: accounts.capitation, kind: 'capitation' }],
]);

/** The defaults with what the practice says of reason codes, which goes before what the house says of them. */
export function settingsWith(own: readonly OwnReason[]): PostingSettings {
  const base = defaultPostingSettings;
  if (own.length === 0) return base;
  const said = new Map(own.map(({ carc, words, family }) => [carc, { words, family }]));
  const kept = Object.entries(base.carcAccounts).filter(([carc]) => !said.has(carc));
  const given = own.flatMap(({ carc, family }): [string, Own][] => {
    const account = ownAccounts.get(family);
    return account === undefined ? [] : [[carc, account]];
  });
  return {
    ...base,
    reasons: new Map([...base.reasons, ...said]),
    contractualFamily: [
      ...base.contractualFamily.filter((carc) => !said.has(carc)),
      ...own.filter(({ family }) => family === 'contractual').map(({ carc }) => carc),
    ],
    carcAccounts: Object.fromEntries([...kept, ...given]),
  };
}

import type { X12Finding } from '../types.ts';

/** Why a file is not taken apart or put together, in words. */
export interface Refusal {
  readonly at: string;
  readonly says: string;
  readonly because: string;
  readonly fix: string;
}

export const refusalOf = ({ at, says }: X12Finding): Refusal => ({
  at,
  says: `The file is damaged: ${says}`,
  because: 'New control numbers and counts would hide what is missing.',
  fix: 'Ask the sender for the file again; x12 check tells all that is wrong.',
});

export const noClaims = (set: string): Refusal =>
  set === '835'
    ? {
        at: 'BPR02',
        says: 'The claims of an 835 cannot be taken apart.',
        because: 'An 835 is one payment: with fewer claims BPR02 would no longer be what the bank was told, and nothing would balance.',
        fix: 'Split it by set, payer or provider: each payment stays whole.',
      }
    : {
        at: 'ST01',
        says: `Set ${set} is not split by its claims, payer or provider.`,
        because: 'Only an 837 is a list of claims that stand for themselves.',
        fix: 'Split it by set.',
      };

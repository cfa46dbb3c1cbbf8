import type { Player } from '../play.ts';
import type { CaseName } from '../truth.ts';
import { outOfBalanceClaim, outOfBalanceLine, outOfBalancePayment } from './broken.ts';
import { denied, lineDenied, notRecognised } from './denials.ts';
import { deductible, interest, paidInFull, plain, sequestration, withhold, withholdByProvider } from './everyday.ts';
import { controlAltered, controlPlaceholder, controlTruncated, notOurs } from './identity.ts';
import { correctedBeforeReversal, correctedLater, recoupedLater, reversalUnknown, reversedAndCorrected, takenBack } from './reversals.ts';
import { crossedOver, secondaryRepeats } from './secondary.ts';
import {
  bundled,
  claimLevelBesideLines,
  claimLevelOnly,
  codeChanged,
  modifierDropped,
  paidAboveCharge,
  split,
  unknownCode,
  zeroChargeLines,
} from './shapes.ts';

/** What the payer draws from; whoever pays after another has one way only. */
export type DrawnCase = Exclude<CaseName, 'after-another'>;

/** Every case that a payer who comes first can play. A player that the claim does not suit answers undefined. */
export const players: { readonly [name in DrawnCase]: Player } = {
  'paid-in-full': paidInFull,
  contracted: plain,
  denied,
  'line-denied': lineDenied,
  'not-recognised': notRecognised,
  deductible,
  'reversed-and-corrected': reversedAndCorrected,
  'corrected-later': correctedLater,
  'corrected-before-reversal': correctedBeforeReversal,
  'taken-back': takenBack,
  'recouped-later': recoupedLater,
  'reversal-unknown': reversalUnknown,
  'crossed-over': crossedOver,
  'secondary-repeats': secondaryRepeats,
  split,
  bundled,
  interest,
  withhold,
  'withhold-by-provider': withholdByProvider,
  sequestration,
  'claim-level-only': claimLevelOnly,
  'claim-level-beside-lines': claimLevelBesideLines,
  'out-of-balance-line': outOfBalanceLine,
  'out-of-balance-claim': outOfBalanceClaim,
  'out-of-balance-payment': outOfBalancePayment,
  'unknown-code': unknownCode,
  'control-altered': controlAltered,
  'control-truncated': controlTruncated,
  'control-placeholder': controlPlaceholder,
  'code-changed': codeChanged(true),
  'code-changed-silently': codeChanged(false),
  'modifier-dropped': modifierDropped,
  'zero-charge-lines': zeroChargeLines,
  'paid-above-charge': paidAboveCharge,
  'not-ours': notOurs,
};

/** How often each case comes, relative to the others. */
export type Mix = { readonly [name in DrawnCase]?: number };

/** Like a quiet year at a small practice. */
export const everydayMix: Mix = {
  contracted: 700,
  'paid-in-full': 30,
  denied: 60,
  'line-denied': 30,
  deductible: 70,
  'crossed-over': 80,
  interest: 8,
  sequestration: 15,
  'reversed-and-corrected': 8,
  'taken-back': 4,
  'control-altered': 3,
  'modifier-dropped': 5,
};

/** Every case about equally often, so that a few hundred claims meet all of them; few claims have a second payer, so theirs come oftener. */
export const everyCase: Mix = {
  ...Object.fromEntries(Object.keys(players).map((name) => [name, 10])),
  'crossed-over': 50,
  'secondary-repeats': 50,
};

import { cents } from '../../../../ground/base/index.ts';
import type { AdjustmentToSend, PriorDecision } from '../../../claims/index.ts';
import type { Changes } from '../claims.ts';
import { type EditCases, made } from './case.ts';
import { decisionOf, onward } from './onward.ts';

const why = (group: string, reason: string, amount = 10_000): AdjustmentToSend => ({ group, reason, amount: cents(amount) });

/** A decision that speaks of the claim's line. */
const ofLine = (paid: number, ...adjustments: readonly AdjustmentToSend[]): PriorDecision => ({
  ...decisionOf(paid),
  lines: [{ number: 1, paid: cents(paid), procedure: { code: '99213', modifiers: [] }, adjustments }],
});
const late = ofLine(0, why('CO', '29'));
const after = (decision: PriorDecision, changes: Changes = {}) => onward('secondary', [['primary', decision], ['secondary']], changes);

export const refusedBeforeCases: readonly EditCases[] = [
  made(
    'earlier-payer-too-late',
    [
      after(late),
      after(ofLine(0, why('PI', '29'))),
      after(ofLine(0, why('PR', '29'))),
      after(decisionOf(0, [why('CO', '29')])),
      after(ofLine(2_000, why('CO', '45', 3_000), why('CO', '29', 5_000))),
      after(late, { coverage: { filingIndicator: 'MB', insuranceType: '12' } }),
      after(late, { claim: { frequency: '7' } }),
      after(late, { payer: { secondaryDays: 365 } }),
      onward('tertiary', [['primary', late], ['secondary', ofLine(8_000, why('PR', '2', 2_000))], ['tertiary']]),
      onward('tertiary', [['primary', ofLine(8_000, why('PR', '2', 2_000))], ['secondary', late], ['tertiary']]),
    ],
    [
      after(ofLine(8_000, why('CO', '45', 2_000))),
      after(ofLine(0, why('PR', '1'))),
      after(ofLine(0, why('CO', '50'))),
      after(ofLine(0, why('CO', '129'))),
      after(decisionOf(0, [why('CO', '96')])),
      after(ofLine(10_000, why('CO', '29', 0))),
      after(decisionOf(10_000)),
      after(late, { claim: { frequency: '8' } }),
      onward('secondary', [['primary'], ['secondary']]),
      onward('primary', [['primary'], ['secondary']]),
      // What a payer after this one said is nothing to it.
      onward('secondary', [
        ['primary', ofLine(8_000, why('PR', '2', 2_000))],
        ['secondary', late],
      ]),
    ],
  ),
];

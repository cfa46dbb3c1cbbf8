import type { Actions } from '../engine/builder.ts';
import { append, NO_PARTIES, NONE, sumAdjustments } from '../engine/pieces.ts';
import { claimActions } from './claim-actions.ts';
import type { ClaimBuilder, OtherPayerDraft, OtherPaymentDraft, Stage } from './claim-builder.ts';

type Action = Actions<ClaimBuilder>[string];

const only = (...keys: readonly string[]): Actions<ClaimBuilder> =>
  Object.fromEntries(Object.entries(claimActions).filter(([key]) => keys.includes(key)));
/** Nothing is read, but what comes too late is said. */
const stands =
  (stage: Stage): Action =>
  (b, s, use) =>
    b.open(stage, s, use);
/** SV1, SV2, SV3: the line's charge. */
const charge =
  (element: number): Action =>
  (b, s, use) => {
    const line = b.serveLine(s);
    if (line !== undefined) line.charged = b.money.read(use, s, element);
  };

/** What an 837 needs for its counts, sums and balances: claims and lines with their charges, nobody's name, no code, no date. */
export const claimFigures: Actions<ClaimBuilder> = {
  ...only('ST', '2000A HL', '2000B HL', '2000C HL', '2400 LX'),
  '1000A NM1': stands('header'),
  '1000B NM1': stands('header'),
  '2010AA NM1': stands('billing'),
  '2010AB NM1': stands('billing'),
  '2000B SBR': stands('subscriber'),
  '2010BA NM1': stands('subscriber'),
  '2010BB NM1': stands('subscriber'),
  '2010CA NM1': stands('patient'),
  '2300 CLM': (b, s, use) => b.openFigures(s, use),
  '2320 SBR': (b) => {
    const payer: OtherPayerDraft = { adjustments: NONE, amounts: NONE, parties: NO_PARTIES, place: 0 };
    b.otherPayer = payer;
    if (b.claim) b.claim.otherPayers = append(b.claim.otherPayers, payer);
  },
  '2320 CAS': (b, s, use) => b.otherPayer && sumAdjustments(b.money, use, s, b.otherPayer),
  '2400 SV1': charge(2),
  '2400 SV2': charge(3),
  '2400 SV3': charge(2),
  '2430 SVD': (b) => {
    const payment: OtherPaymentDraft = { payerId: '', paid: 0, adjustments: NONE, place: 0 };
    b.otherPayment = payment;
    if (b.line) b.line.otherPayments = append(b.line.otherPayments, payment);
  },
  '2430 CAS': (b, s, use) => b.otherPayment && sumAdjustments(b.money, use, s, b.otherPayment),
};

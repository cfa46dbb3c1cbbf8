import { gives, may, segment } from '../grammar.ts';

export const MOA = segment('MOA', 'Outpatient remarks', [
  may.decimal('reimbursement rate', 10),
  may.money('payable by the fee schedule'),
  ...Array.from({ length: 5 }, () => gives('nothing', may.text('remark', 50))),
  may.money('dialysis payment'),
  may.money('non-payable professional part'),
]);

import { gives, may, must, segment, unused } from '../grammar.ts';

export const CLP = segment('CLP', 'Claim payment', [
  gives('number', must.text('patient control number', 38)),
  must.code('claim status', 2),
  must.money('charged'),
  must.money('paid'),
  may.money('patient responsibility'),
  may.code('kind of plan', 2),
  gives('number', may.text('payer control number', 50)),
  may.code('facility type', 2),
  may.code('frequency', 1),
  unused,
  may.code('diagnosis related group', 4),
  may.decimal('weight of the group'),
  may.decimal('share discharged', 10),
  may.code('patient present', 1),
]);

import { gives, may, must, segment } from '../grammar.ts';

const code = [
  must.code('kind of code', 3),
  gives('nothing', must.text('code', 30)),
  may.code('form of the date', 3),
  gives('date', may.text('date', 35)),
  may.money('amount'),
  may.decimal('quantity'),
  gives('nothing', may.text('version', 30)),
  gives('nothing', may.text('code', 30)),
  may.code('present on admission', 1),
];

export const HI = segment(
  'HI',
  'Diagnoses and codes',
  [must.parts('code', code), ...Array.from({ length: 11 }, () => may.parts('code', code))],
  { rows: { from: 1, size: 1, named: 1, ordered: true } },
);

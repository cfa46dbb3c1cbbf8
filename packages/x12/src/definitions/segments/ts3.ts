import { gives, may, must, segment } from '../grammar.ts';

export const TS3 = segment('TS3', 'Summary of a provider', [
  gives('provider', must.text('provider', 50)),
  must.code('facility type', 2),
  gives('nothing', must.date('end of the fiscal year')),
  must.decimal('claims'),
  must.money('charged'),
  ...Array.from({ length: 19 }, (_, i) => may.decimal(`total ${i + 6}`, 18)),
]);

import { gives, must, segment } from '../grammar.ts';

export const TA1 = segment('TA1', 'Interchange acknowledged', [
  gives('control', must.text('interchange control number', 9)),
  gives('date', must.number('date (YYMMDD)', 6, 6)),
  must.time('time'),
  must.code('outcome', 1),
  must.code('reason', 3),
]);

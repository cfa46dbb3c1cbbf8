import { gives, may, must, segment } from '../grammar.ts';

export const FRM = segment('FRM', 'Answer on a form', [
  gives('nothing', must.text('question', 20)),
  may.code('yes or no', 1),
  gives('text', may.text('text', 50)),
  gives('date', may.date('date')),
  may.decimal('percentage', 6),
]);

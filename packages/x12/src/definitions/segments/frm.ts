import { may, must, segment } from '../grammar.ts';

export const FRM = segment('FRM', 'Answer on a form', [
  must.text('question', 20),
  may.code('yes or no', 1),
  may.text('text', 50),
  may.date('date'),
  may.decimal('percentage', 6),
]);

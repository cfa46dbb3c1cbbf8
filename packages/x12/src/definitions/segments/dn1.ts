import { gives, may, segment } from '../grammar.ts';

export const DN1 = segment('DN1', 'Orthodontic treatment', [
  may.decimal('months of treatment'),
  may.decimal('months remaining'),
  may.code('yes or no', 1),
  gives('text', may.text('description', 80)),
]);

import { gives, may, segment } from '../grammar.ts';

export const III = segment('III', 'Further condition', [
  may.code('kind of code', 3),
  gives('nothing', may.text('code', 30)),
  may.code('category', 2),
  gives('text', may.text('text', 264)),
  may.decimal('quantity'),
  ...Array.from({ length: 4 }, (_, i) => gives('number', may.text(`detail ${i + 6}`, 30))),
]);

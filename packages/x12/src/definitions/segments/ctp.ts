import { may, segment } from '../grammar.ts';

export const CTP = segment('CTP', 'Quantity of the drug', [
  may.code('class of trade', 2),
  may.code('kind of price', 3),
  may.money('price'),
  may.decimal('quantity'),
  may.parts('unit', [may.code('unit', 2, 2)]),
]);

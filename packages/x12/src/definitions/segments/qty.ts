import { gives, may, must, segment } from '../grammar.ts';

export const QTY = segment('QTY', 'Quantity', [
  must.code('kind of quantity', 2),
  may.decimal('quantity'),
  gives('nothing', may.text('unit', 20)),
]);

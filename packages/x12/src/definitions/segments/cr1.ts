import { gives, may, segment } from '../grammar.ts';

export const CR1 = segment('CR1', 'Ambulance', [
  may.code('unit of weight', 2),
  may.decimal('weight', 10),
  may.code('kind of transport', 1),
  may.code('reason of transport', 1),
  may.code('unit of distance', 2),
  may.decimal('distance'),
  gives('address', may.text('from', 55)),
  gives('address', may.text('to', 55)),
  gives('text', may.text('why a round trip', 80)),
  gives('text', may.text('why a stretcher', 80)),
]);

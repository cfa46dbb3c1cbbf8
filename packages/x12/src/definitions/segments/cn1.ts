import { gives, may, must, segment } from '../grammar.ts';

export const CN1 = segment('CN1', 'Contract', [
  must.code('kind of contract', 2),
  may.money('amount'),
  may.decimal('percentage', 10),
  gives('number', may.text('contract', 50)),
  may.decimal('discount', 10),
  gives('nothing', may.text('version', 30)),
]);

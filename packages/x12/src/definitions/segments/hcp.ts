import { gives, may, must, segment } from '../grammar.ts';

export const HCP = segment('HCP', 'Repricing', [
  must.code('method', 2),
  may.money('repriced amount'),
  may.money('saved'),
  gives('number', may.text('repricer', 50)),
  may.decimal('rate', 9),
  gives('nothing', may.text('patient group', 50)),
  may.money('patient group amount'),
  gives('nothing', may.text('revenue code', 48)),
  may.code('kind of code', 2),
  gives('nothing', may.text('procedure', 48)),
  may.code('unit', 2),
  may.decimal('units'),
  may.code('rejected because', 2),
  may.code('policy', 2),
  may.code('exception', 2),
]);

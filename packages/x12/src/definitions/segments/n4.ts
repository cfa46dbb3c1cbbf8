import { gives, may, segment } from '../grammar.ts';

export const N4 = segment('N4', 'City', [
  gives('city', may.text('city', 30)),
  may.code('state', 2),
  gives('postal code', may.code('postal code', 15)),
  may.code('country', 3),
  may.code('kind of place', 2),
  gives('name', may.text('place', 30)),
  may.code('subdivision of the country', 3),
]);

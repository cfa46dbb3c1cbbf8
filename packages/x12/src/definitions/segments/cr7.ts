import { may, segment } from '../grammar.ts';

export const CR7 = segment('CR7', 'Home health plan', [
  may.code('discipline', 2),
  may.decimal('visits', 9),
  may.decimal('visits projected', 9),
]);

import { gives, may, must, segment } from '../grammar.ts';

export const TOO = segment('TOO', 'Tooth', [
  must.code('kind of code', 3),
  gives('nothing', may.text('tooth', 30)),
  may.parts(
    'surfaces',
    Array.from({ length: 5 }, () => may.code('surface', 2)),
  ),
]);

import { gives, may, must, segment } from '../grammar.ts';

export const HCR = segment('HCR', 'Decision', [
  must.code('decision', 2),
  gives('number', may.text('authorisation number', 50)),
  { ...gives('nothing', may.code('reason', 30)), repeats: 5 },
  may.code('second opinion', 1),
]);

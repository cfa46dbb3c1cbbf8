import { gives, may, must, segment, unused } from '../grammar.ts';

export const SBR = segment('SBR', 'Coverage', [
  must.code('order of payment', 1),
  may.code('relation to the subscriber', 2),
  gives('number', may.text('group or policy', 50)),
  gives('name', may.text('name of the group', 60)),
  may.code('kind of insurance', 3),
  unused,
  unused,
  unused,
  may.code('kind of plan', 2),
]);

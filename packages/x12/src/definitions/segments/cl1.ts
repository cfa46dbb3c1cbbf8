import { may, segment } from '../grammar.ts';

export const CL1 = segment('CL1', 'Admission', [
  may.code('kind of admission', 1),
  may.code('source of admission', 1),
  may.code('patient status', 2),
  may.code('nursing home status', 1),
]);

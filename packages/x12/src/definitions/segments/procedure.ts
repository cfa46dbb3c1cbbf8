import { may, must } from '../grammar.ts';

/** The parts that name a procedure, in SVC, SV1 and SVD. */
export const procedureParts = [
  must.code('kind of code', 2, 2),
  must.text('procedure', 48),
  may.text('modifier', 2, 2),
  may.text('modifier', 2, 2),
  may.text('modifier', 2, 2),
  may.text('modifier', 2, 2),
  may.text('description', 80),
  may.text('last procedure of a range', 48),
];

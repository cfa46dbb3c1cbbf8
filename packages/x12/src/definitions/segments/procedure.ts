import { gives, may, must } from '../grammar.ts';

/** The parts that name a procedure, in SVC, SV1 and SVD. */
export const procedureParts = [
  must.code('kind of code', 2, 2),
  gives('nothing', must.text('procedure', 48)),
  gives('nothing', may.text('modifier', 2, 2)),
  gives('nothing', may.text('modifier', 2, 2)),
  gives('nothing', may.text('modifier', 2, 2)),
  gives('nothing', may.text('modifier', 2, 2)),
  gives('text', may.text('description', 80)),
  gives('nothing', may.text('last procedure of a range', 48)),
];

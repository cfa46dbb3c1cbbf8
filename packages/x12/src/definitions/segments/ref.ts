import { may, must, segment } from '../grammar.ts';

export const REF = segment('REF', 'Reference', [
  must.code('kind of reference', 3),
  may.text('reference', 50),
  may.text('description', 80),
  may.parts('further reference', [
    must.code('kind of reference', 3),
    must.text('reference', 50),
    may.code('kind of reference', 3),
    may.text('reference', 50),
    may.code('kind of reference', 3),
    may.text('reference', 50),
  ]),
]);

import { gives, may, must, segment } from '../grammar.ts';

/** Version of the guide, service exceptions, contract class, rate, version of a code list, link: codes, as long as they look like some. */
const KINDS_THAT_NAME_NOBODY = ['87', '4N', 'CE', 'RB', 'F2', 'F5', 'VY'];

export const REF = segment('REF', 'Reference', [
  must.code('kind of reference', 3),
  gives('number', may.text('reference', 50), KINDS_THAT_NAME_NOBODY),
  gives('text', may.text('description', 80)),
  may.parts('further reference', [
    must.code('kind of reference', 3),
    gives('number', must.text('reference', 50)),
    may.code('kind of reference', 3),
    gives('number', may.text('reference', 50)),
    may.code('kind of reference', 3),
    gives('number', may.text('reference', 50)),
  ]),
]);

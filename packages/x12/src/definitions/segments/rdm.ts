import { gives, may, must, segment } from '../grammar.ts';

export const RDM = segment('RDM', 'How the remittance is delivered', [
  must.code('way', 2),
  gives('name', may.text('name', 60)),
  gives('address', may.text('address', 256)),
]);

import { may, segment } from '../grammar.ts';

export const OI = segment('OI', 'Other coverage', [
  may.code('kind of claim', 2),
  may.code('submission', 2),
  may.code('benefits assigned to the provider', 1),
  may.code("patient's signature", 1),
  may.code('provider agreement', 1),
  may.code('release of information', 1),
]);

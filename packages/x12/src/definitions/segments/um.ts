import { gives, may, must, segment } from '../grammar.ts';

export const UM = segment('UM', 'Review of services', [
  must.code('kind of request', 2),
  may.code('kind of certification', 1),
  may.code('kind of service', 2),
  may.parts('place of service', [
    gives('nothing', must.text('place of service', 2)),
    may.code('facility kind', 2),
    may.code('frequency', 1),
  ]),
  may.parts('related causes', [
    must.code('cause', 3),
    may.code('cause', 3),
    may.code('cause', 3),
    may.code('state', 2),
    may.code('country', 3),
  ]),
  may.code('level of service', 3),
  may.code('condition', 1),
  may.code('prognosis', 1),
  may.code('release of information', 1),
  may.code('reason of delay', 2),
]);

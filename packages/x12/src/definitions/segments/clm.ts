import { gives, may, must, segment, unused } from '../grammar.ts';

export const CLM = segment('CLM', 'Claim', [
  gives('number', must.text('patient control number', 38)),
  must.money('charged'),
  may.code('kind of claim', 2),
  may.code('non-institutional kind', 2),
  must.parts('place of service and frequency', [
    gives('nothing', must.text('place of service', 2)),
    may.code('facility kind', 2),
    may.code('frequency', 1),
  ]),
  may.code("provider's signature on file", 1),
  may.code('provider accepts assignment', 1),
  may.code('benefits assigned to the provider', 1),
  may.code('release of information', 1),
  may.code("patient's signature", 1),
  may.parts('related causes', [
    must.code('cause', 3),
    may.code('cause', 3),
    may.code('cause', 3),
    may.code('state', 2),
    may.code('country', 3),
  ]),
  may.code('special programme', 3),
  unused,
  unused,
  unused,
  may.code('participation', 3),
  unused,
  may.code('predetermination or encounter', 2),
  may.code('submission', 2),
  may.code('reason of delay', 2),
]);

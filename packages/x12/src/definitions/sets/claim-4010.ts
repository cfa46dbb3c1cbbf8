import { any, by, loop, maybe, one, type SetDefinition } from '../grammar.ts';
import { DTP } from '../segments/dtp.ts';
import { N3 } from '../segments/n3.ts';
import { N4 } from '../segments/n4.ts';
import { NM1 } from '../segments/nm1.ts';
import { PER } from '../segments/per.ts';
import { REF } from '../segments/ref.ts';
import { professionalClaim } from './claim-5010.ts';
import { type ClaimParties, claimRoot, party } from './claim-parts.ts';

/** 4010A1 letters the parties another way, and knows a responsible party, a card holder and an other patient. */
const parties4010: ClaimParties = {
  claim: [
    party('2310A', 'Referring provider', ['DN', 'P3'], 2),
    party('2310B', 'Rendering provider', ['82']),
    party('2310C', 'Seller of the service', ['QB']),
    party('2310D', 'Service facility', ['77', 'FA', 'LI', 'TL']),
    party('2310E', 'Supervising provider', ['DQ']),
  ],
  other: [
    party('2330A', 'Other subscriber', ['IL'], 1, 'required'),
    loop('2330B', 'Other payer', { need: 'required', max: 1 }, [
      one(NM1, { when: by(1, 'PR'), name: 'Other payer' }),
      maybe(N3),
      maybe(N4),
      any(PER),
      any(DTP),
      any(REF),
    ]),
    party('2330C', 'Other patient', ['QC']),
    party('2330D', 'Referring provider of the other payer', ['DN', 'P3'], 2),
    party('2330E', 'Rendering provider of the other payer', ['82']),
    party('2330F', 'Seller of the other payer', ['QB']),
    party('2330G', 'Service facility of the other payer', ['77', 'FA', 'LI', 'TL']),
    party('2330H', 'Supervising provider of the other payer', ['DQ']),
  ],
  line: [
    party('2420A', 'Rendering provider', ['82']),
    party('2420B', 'Seller of the service', ['QB']),
    party('2420C', 'Service facility', ['77', 'FA', 'LI', 'TL']),
    party('2420D', 'Supervising provider', ['DQ']),
    party('2420E', 'Ordering provider', ['DK']),
    party('2420F', 'Referring provider', ['DN', 'P3'], 2),
    party('2420G', 'Other payer for the authorisation', ['PR'], 4),
  ],
};

export const claim4010: SetDefinition = {
  set: '837',
  versions: ['004010X098'],
  name: 'Professional claims (4010)',
  builds: 'claims',
  claimType: 'professional',
  root: claimRoot(professionalClaim(parties4010), [
    party('2010BB', 'Payer', ['PR'], 1, 'required'),
    party('2010BC', 'Responsible party', ['QD']),
    party('2010BD', 'Credit card holder', ['AO']),
  ]),
};

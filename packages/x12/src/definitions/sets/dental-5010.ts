import { any, keyed, type LoopDefinition, loop, maybe, one, type SegmentUse, type SetDefinition } from '../grammar.ts';
import { AMT } from '../segments/amt.ts';
import { CLM } from '../segments/clm.ts';
import { CN1 } from '../segments/cn1.ts';
import { DN1 } from '../segments/dn1.ts';
import { DN2 } from '../segments/dn2.ts';
import { DTP } from '../segments/dtp.ts';
import { HCP } from '../segments/hcp.ts';
import { HI } from '../segments/hi.ts';
import { K3 } from '../segments/k3.ts';
import { LX } from '../segments/lx.ts';
import { NTE } from '../segments/nte.ts';
import { PWK } from '../segments/pwk.ts';
import { QTY } from '../segments/qty.ts';
import { REF } from '../segments/ref.ts';
import { SV3 } from '../segments/sv3.ts';
import { TOO } from '../segments/too.ts';
import { type ClaimParties, claimItem, claimRoot, otherCoverage, otherPayer, party, priorPayment, strayParty } from './claim-parts.ts';

/** 4010 had notes of lines; in 5010 they stand with the claim. */
const line = (providers: readonly LoopDefinition[], notes: readonly SegmentUse[]) =>
  loop('2400', 'Service line', { need: 'required', max: 50, item: 'line', key: [keyed('REF', 2, '6R')], alsoOpenedBy: ['SV3'] }, [
    one(LX),
    one(SV3),
    maybe(TOO, { max: 32 }),
    any(DTP),
    maybe(CN1),
    any(QTY),
    any(REF),
    any(AMT),
    any(K3),
    ...notes,
    maybe(HCP),
    ...providers,
    strayParty('2420'),
    priorPayment,
  ]);

const dentalClaim = (parties: ClaimParties, notesOfLines: readonly SegmentUse[]) =>
  loop('2300', 'Claim', { max: 5000, ...claimItem }, [
    one(CLM),
    any(DTP),
    maybe(DN1),
    maybe(DN2, { max: 35 }),
    any(PWK),
    maybe(CN1),
    any(AMT),
    any(REF),
    any(K3),
    any(NTE),
    any(HI),
    maybe(HCP),
    ...parties.claim,
    strayParty('2310'),
    otherCoverage(parties.other),
    line(parties.line, notesOfLines),
  ]);

const parties5010: ClaimParties = {
  claim: [
    party('2310A', 'Referring provider', ['DN', 'P3'], 2),
    party('2310B', 'Rendering provider', ['82']),
    party('2310C', 'Service facility', ['77']),
    party('2310D', 'Assistant surgeon', ['DD']),
    party('2310E', 'Supervising provider', ['DQ']),
  ],
  other: [
    party('2330A', 'Other subscriber', ['IL'], 1, 'required'),
    otherPayer,
    party('2330C', 'Referring provider of the other payer', ['DN', 'P3'], 2),
    party('2330D', 'Rendering provider of the other payer', ['82']),
    party('2330E', 'Supervising provider of the other payer', ['DQ']),
    party('2330F', 'Billing provider of the other payer', ['85']),
    party('2330G', 'Service facility of the other payer', ['77']),
    party('2330H', 'Assistant surgeon of the other payer', ['DD']),
  ],
  line: [
    party('2420A', 'Rendering provider', ['82']),
    party('2420B', 'Assistant surgeon', ['DD']),
    party('2420C', 'Supervising provider', ['DQ']),
    party('2420D', 'Service facility', ['77']),
  ],
};

export const dental5010: SetDefinition = {
  set: '837',
  versions: ['005010X224'],
  name: 'Dental claims',
  builds: 'claims',
  claimType: 'dental',
  root: claimRoot(dentalClaim(parties5010, []), [party('2010BB', 'Payer', ['PR'], 1, 'required')]),
};

const parties4010: ClaimParties = {
  claim: [
    party('2310A', 'Referring provider', ['DN', 'P3'], 2),
    party('2310B', 'Rendering provider', ['82']),
    party('2310C', 'Service facility', ['FA', '77']),
    party('2310D', 'Assistant surgeon', ['DD']),
  ],
  other: [
    party('2330A', 'Other subscriber', ['IL'], 1, 'required'),
    otherPayer,
    party('2330C', 'Other patient', ['QC']),
    party('2330D', 'Referring provider of the other payer', ['DN', 'P3'], 2),
    party('2330E', 'Rendering provider of the other payer', ['82']),
  ],
  line: [
    party('2420A', 'Rendering provider', ['82']),
    party('2420B', 'Other payer for the authorisation', ['PR'], 4),
    party('2420C', 'Assistant surgeon', ['DD']),
  ],
};

export const dental4010: SetDefinition = {
  set: '837',
  versions: ['004010X097'],
  name: 'Dental claims (4010)',
  builds: 'claims',
  claimType: 'dental',
  root: claimRoot(dentalClaim(parties4010, [any(NTE)]), [
    party('2010BB', 'Payer', ['PR'], 1, 'required'),
    party('2010BC', 'Credit card holder', ['AO']),
  ]),
};

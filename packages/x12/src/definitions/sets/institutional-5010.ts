import { any, due, keyed, type LoopDefinition, loop, maybe, one, type SetDefinition } from '../grammar.ts';
import { AMT } from '../segments/amt.ts';
import { CL1 } from '../segments/cl1.ts';
import { CLM } from '../segments/clm.ts';
import { CN1 } from '../segments/cn1.ts';
import { CR6 } from '../segments/cr6.ts';
import { CR7 } from '../segments/cr7.ts';
import { CRC } from '../segments/crc.ts';
import { CTP } from '../segments/ctp.ts';
import { DTP } from '../segments/dtp.ts';
import { HCP } from '../segments/hcp.ts';
import { HI } from '../segments/hi.ts';
import { HSD } from '../segments/hsd.ts';
import { K3 } from '../segments/k3.ts';
import { LIN } from '../segments/lin.ts';
import { LX } from '../segments/lx.ts';
import { MIA } from '../segments/mia.ts';
import { MOA } from '../segments/moa.ts';
import { NTE } from '../segments/nte.ts';
import { PWK } from '../segments/pwk.ts';
import { QTY } from '../segments/qty.ts';
import { REF } from '../segments/ref.ts';
import { SV2 } from '../segments/sv2.ts';
import { SV4 } from '../segments/sv4.ts';
import { type ClaimParties, claimItem, claimRoot, otherCoverage, otherPayer, party, priorPayment, strayParty } from './claim-parts.ts';

const line = (providers: readonly LoopDefinition[]) =>
  loop('2400', 'Service line', { need: 'required', max: 999, item: 'line', key: [keyed('REF', 2, '6R')], alsoOpenedBy: ['SV2'] }, [
    one(LX),
    one(SV2),
    any(SV4),
    any(PWK),
    any(DTP),
    any(REF),
    any(AMT),
    any(NTE),
    maybe(HCP),
    loop('2410', 'Drug', { max: 25 }, [one(LIN), maybe(CTP), any(REF)]),
    ...providers,
    strayParty('2420'),
    priorPayment,
  ]);

/** The claim loop of an 837I with the parties that a version names. */
export const institutionalClaim = (parties: ClaimParties, admission: typeof one | typeof due) =>
  loop('2300', 'Claim', { max: 5000, ...claimItem }, [
    one(CLM),
    any(DTP),
    admission(CL1),
    any(PWK),
    maybe(CN1),
    any(AMT),
    any(REF),
    any(K3),
    any(NTE),
    maybe(CR6),
    any(CRC),
    any(HI),
    any(QTY),
    maybe(HCP),
    loop('2305', 'Home health plan', { max: 6 }, [one(CR7), any(HSD)]),
    ...parties.claim,
    strayParty('2310'),
    otherCoverage(parties.other, [maybe(MIA), maybe(MOA)]),
    line(parties.line),
  ]);

const parties5010: ClaimParties = {
  claim: [
    party('2310A', 'Attending provider', ['71']),
    party('2310B', 'Operating physician', ['72']),
    party('2310C', 'Other operating physician', ['ZZ']),
    party('2310D', 'Rendering provider', ['82']),
    party('2310E', 'Service facility', ['77']),
    party('2310F', 'Referring provider', ['DN']),
  ],
  other: [
    party('2330A', 'Other subscriber', ['IL'], 1, 'required'),
    otherPayer,
    party('2330C', 'Attending provider of the other payer', ['71']),
    party('2330D', 'Operating physician of the other payer', ['72']),
    party('2330E', 'Other operating physician of the other payer', ['ZZ']),
    party('2330F', 'Service facility of the other payer', ['77']),
    party('2330G', 'Rendering provider of the other payer', ['82']),
    party('2330H', 'Referring provider of the other payer', ['DN']),
    party('2330I', 'Billing provider of the other payer', ['85']),
  ],
  line: [
    party('2420A', 'Operating physician', ['72']),
    party('2420B', 'Other operating physician', ['ZZ']),
    party('2420C', 'Rendering provider', ['82']),
    party('2420D', 'Referring provider', ['DN']),
  ],
};

export const institutional5010: SetDefinition = {
  set: '837',
  versions: ['005010X223', '005010X292'],
  name: 'Institutional claims',
  builds: 'claims',
  claimType: 'institutional',
  root: claimRoot(institutionalClaim(parties5010, one), [party('2010BB', 'Payer', ['PR'], 1, 'required')]),
};

const facility = ['FA', '77', 'LI', 'TL'];

/** 4010A1 letters the parties another way, puts a card holder before the payer, and asks for CL1 only where a guide does. */
const parties4010: ClaimParties = {
  claim: [
    party('2310A', 'Attending provider', ['71']),
    party('2310B', 'Operating physician', ['72']),
    party('2310C', 'Other provider', ['73']),
    party('2310D', 'Referring provider', ['DN', 'P3'], 2),
    party('2310E', 'Service facility', facility),
  ],
  other: [
    party('2330A', 'Other subscriber', ['IL'], 1, 'required'),
    otherPayer,
    party('2330C', 'Other patient', ['QC']),
    party('2330D', 'Attending provider of the other payer', ['71']),
    party('2330E', 'Operating physician of the other payer', ['72']),
    party('2330F', 'Other provider of the other payer', ['73']),
    party('2330G', 'Referring provider of the other payer', ['DN', 'P3'], 2),
    party('2330H', 'Service facility of the other payer', facility),
  ],
  line: [
    party('2420A', 'Attending provider', ['71']),
    party('2420B', 'Operating physician', ['72']),
    party('2420C', 'Other provider', ['73']),
    party('2420D', 'Referring provider', ['DN', 'P3'], 2),
  ],
};

export const institutional4010: SetDefinition = {
  set: '837',
  versions: ['004010X096'],
  name: 'Institutional claims (4010)',
  builds: 'claims',
  claimType: 'institutional',
  root: claimRoot(institutionalClaim(parties4010, due), [
    party('2010BB', 'Credit card holder', ['AO']),
    party('2010BC', 'Payer', ['PR'], 1, 'required'),
    party('2010BD', 'Responsible party', ['QD']),
  ]),
};

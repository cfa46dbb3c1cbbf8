import { any, keyed, type LoopDefinition, loop, maybe, one, type SetDefinition, some } from '../grammar.ts';
import { AMT } from '../segments/amt.ts';
import { CLM } from '../segments/clm.ts';
import { CN1 } from '../segments/cn1.ts';
import { CR1 } from '../segments/cr1.ts';
import { CR2 } from '../segments/cr2.ts';
import { CR3 } from '../segments/cr3.ts';
import { CR5 } from '../segments/cr5.ts';
import { CRC } from '../segments/crc.ts';
import { CTP } from '../segments/ctp.ts';
import { DTP } from '../segments/dtp.ts';
import { FRM } from '../segments/frm.ts';
import { HCP } from '../segments/hcp.ts';
import { HI } from '../segments/hi.ts';
import { K3 } from '../segments/k3.ts';
import { LIN } from '../segments/lin.ts';
import { LQ } from '../segments/lq.ts';
import { LX } from '../segments/lx.ts';
import { MEA } from '../segments/mea.ts';
import { NTE } from '../segments/nte.ts';
import { PS1 } from '../segments/ps1.ts';
import { PWK } from '../segments/pwk.ts';
import { QTY } from '../segments/qty.ts';
import { REF } from '../segments/ref.ts';
import { SV1 } from '../segments/sv1.ts';
import { SV5 } from '../segments/sv5.ts';
import { type ClaimParties, claimItem, claimRoot, otherCoverage, otherPayer, party, priorPayment, strayParty } from './claim-parts.ts';

const line = (providers: readonly LoopDefinition[]) =>
  loop('2400', 'Service line', { need: 'required', max: 50, item: 'line', key: [keyed('REF', 2, '6R')], alsoOpenedBy: ['SV1'] }, [
    one(LX),
    one(SV1),
    maybe(SV5),
    any(PWK),
    maybe(CR1),
    maybe(CR2),
    maybe(CR3),
    maybe(CR5),
    any(CRC),
    any(DTP),
    any(QTY),
    any(MEA),
    maybe(CN1),
    any(REF),
    any(AMT),
    any(K3),
    any(NTE),
    maybe(PS1),
    maybe(HCP),
    loop('2410', 'Drug', { max: 25 }, [one(LIN), maybe(CTP), any(REF)]),
    ...providers,
    strayParty('2420'),
    priorPayment,
    loop('2440', 'Form', {}, [one(LQ), some(FRM)]),
  ]);

/** The claim loop of an 837P with the parties that a version names. */
export const professionalClaim = (parties: ClaimParties) =>
  loop('2300', 'Claim', { max: 5000, ...claimItem }, [
    one(CLM),
    any(DTP),
    any(PWK),
    maybe(CN1),
    any(AMT),
    any(REF),
    any(K3),
    any(NTE),
    maybe(CR1),
    maybe(CR2),
    any(CRC),
    any(HI),
    maybe(HCP),
    ...parties.claim,
    strayParty('2310'),
    otherCoverage(parties.other),
    line(parties.line),
  ]);

const parties5010: ClaimParties = {
  claim: [
    party('2310A', 'Referring provider', ['DN', 'P3'], 2),
    party('2310B', 'Rendering provider', ['82']),
    party('2310C', 'Service facility', ['77']),
    party('2310D', 'Supervising provider', ['DQ']),
    party('2310E', 'Ambulance pick-up', ['PW']),
    party('2310F', 'Ambulance drop-off', ['45']),
  ],
  other: [
    party('2330A', 'Other subscriber', ['IL'], 1, 'required'),
    otherPayer,
    party('2330C', 'Referring provider of the other payer', ['DN', 'P3'], 2),
    party('2330D', 'Rendering provider of the other payer', ['82']),
    party('2330E', 'Service facility of the other payer', ['77']),
    party('2330F', 'Supervising provider of the other payer', ['DQ']),
    party('2330G', 'Billing provider of the other payer', ['85']),
  ],
  line: [
    party('2420A', 'Rendering provider', ['82']),
    party('2420B', 'Seller of the service', ['QB']),
    party('2420C', 'Service facility', ['77']),
    party('2420D', 'Supervising provider', ['DQ']),
    party('2420E', 'Ordering provider', ['DK']),
    party('2420F', 'Referring provider', ['DN', 'P3'], 2),
    party('2420G', 'Ambulance pick-up', ['PW']),
    party('2420H', 'Ambulance drop-off', ['45']),
  ],
};

export const claim5010: SetDefinition = {
  set: '837',
  versions: ['005010X222', '005010X291'],
  name: 'Professional claims',
  builds: 'claims',
  claimType: 'professional',
  root: claimRoot(professionalClaim(parties5010), [party('2010BB', 'Payer', ['PR'], 1, 'required')]),
};

import { any, by, due, type LoopDefinition, loop, maybe, one, type SetDefinition, some } from '../grammar.ts';
import { AMT } from '../segments/amt.ts';
import { BHT } from '../segments/bht.ts';
import { CAS } from '../segments/cas.ts';
import { CLM } from '../segments/clm.ts';
import { CN1 } from '../segments/cn1.ts';
import { CR1 } from '../segments/cr1.ts';
import { CR2 } from '../segments/cr2.ts';
import { CR3 } from '../segments/cr3.ts';
import { CR5 } from '../segments/cr5.ts';
import { CRC } from '../segments/crc.ts';
import { CTP } from '../segments/ctp.ts';
import { CUR } from '../segments/cur.ts';
import { DMG } from '../segments/dmg.ts';
import { DTP } from '../segments/dtp.ts';
import { FRM } from '../segments/frm.ts';
import { HCP } from '../segments/hcp.ts';
import { HI } from '../segments/hi.ts';
import { HL } from '../segments/hl.ts';
import { K3 } from '../segments/k3.ts';
import { LIN } from '../segments/lin.ts';
import { LQ } from '../segments/lq.ts';
import { LX } from '../segments/lx.ts';
import { MEA } from '../segments/mea.ts';
import { MOA } from '../segments/moa.ts';
import { N2 } from '../segments/n2.ts';
import { N3 } from '../segments/n3.ts';
import { N4 } from '../segments/n4.ts';
import { NM1 } from '../segments/nm1.ts';
import { NTE } from '../segments/nte.ts';
import { OI } from '../segments/oi.ts';
import { PAT } from '../segments/pat.ts';
import { PER } from '../segments/per.ts';
import { PRV } from '../segments/prv.ts';
import { PS1 } from '../segments/ps1.ts';
import { PWK } from '../segments/pwk.ts';
import { QTY } from '../segments/qty.ts';
import { REF } from '../segments/ref.ts';
import { SBR } from '../segments/sbr.ts';
import { SE } from '../segments/se.ts';
import { ST } from '../segments/st.ts';
import { SV1 } from '../segments/sv1.ts';
import { SV5 } from '../segments/sv5.ts';
import { SVD } from '../segments/svd.ts';

/** A loop that one NM1 opens: the name, where it is, what else identifies it. */
export const party = (id: string, name: string, codes: readonly string[], max = 1, need: 'required' | 'optional' = 'optional') =>
  loop(id, name, { need, max }, [
    one(NM1, { when: by(1, ...codes), name }),
    maybe(N2),
    maybe(N3),
    maybe(N4),
    maybe(PRV),
    any(REF),
    any(PER),
  ]);

/** A party that the guide does not name here: kept under the code that was sent. */
export const strayParty = (id: string) =>
  loop(id, 'Another party', {}, [
    one(NM1, { name: 'Another party', stray: true }),
    maybe(N2),
    maybe(N3),
    maybe(N4),
    maybe(PRV),
    any(REF),
    any(PER),
  ]);

const person = (id: string, name: string, code: string) =>
  loop(id, name, { need: 'required', max: 1 }, [
    one(NM1, { when: by(1, code), name }),
    maybe(N2),
    maybe(N3),
    maybe(N4),
    maybe(DMG),
    any(REF),
    maybe(PER),
  ]);

const priorPayment = loop('2430', 'Paid by another payer', { max: 15 }, [one(SVD), any(CAS), any(DTP), any(AMT)]);

const line = (providers: readonly LoopDefinition[]) =>
  loop('2400', 'Service line', { need: 'required', max: 50, alsoOpenedBy: ['SV1'] }, [
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

const otherCoverage = (parties: readonly LoopDefinition[]) =>
  loop('2320', 'Other coverage', { max: 10 }, [
    one(SBR),
    any(CAS),
    any(AMT),
    maybe(DMG),
    maybe(OI),
    maybe(MOA),
    ...parties,
    strayParty('2330'),
  ]);

/** The parties whose letters differ between versions. */
export interface ClaimParties {
  readonly claim: readonly LoopDefinition[];
  readonly other: readonly LoopDefinition[];
  readonly line: readonly LoopDefinition[];
}

const claim = (parties: ClaimParties) =>
  loop('2300', 'Claim', { max: 5000 }, [
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

const patient = (parties: ClaimParties) =>
  loop('2000C', 'Patient', {}, [one(HL, { when: by(3, '23') }), one(PAT), person('2010CA', 'Patient', 'QC'), claim(parties)]);

const subscriber = (parties: ClaimParties, payers: readonly LoopDefinition[]) =>
  loop('2000B', 'Subscriber', { need: 'required', alsoOpenedBy: ['SBR', 'CLM'] }, [
    one(HL, { when: by(3, '22') }),
    one(SBR),
    maybe(PAT),
    person('2010BA', 'Subscriber', 'IL'),
    ...payers,
    claim(parties),
    patient(parties),
  ]);

/** The whole of an 837P around the parties and payers that a version names. */
export const claimRoot = (parties: ClaimParties, payers: readonly LoopDefinition[]) =>
  loop('', 'Claims', { need: 'required', max: 1 }, [
    one(ST),
    one(BHT),
    any(REF),
    loop('1000A', 'Submitter', { need: 'required', max: 1 }, [
      one(NM1, { when: by(1, '41'), name: 'Submitter' }),
      maybe(N2),
      due(PER, { max: 2 }),
    ]),
    loop('1000B', 'Receiver', { need: 'required', max: 1 }, [one(NM1, { when: by(1, '40'), name: 'Receiver' }), maybe(N2)]),
    loop('2000A', 'Billing provider', { need: 'required' }, [
      one(HL, { when: by(3, '20') }),
      maybe(PRV),
      maybe(CUR),
      party('2010AA', 'Billing provider', ['85'], 1, 'required'),
      party('2010AB', 'Pay-to address', ['87']),
      party('2010AC', 'Pay-to plan', ['PE']),
      subscriber(parties, payers),
    ]),
    one(SE),
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
    loop('2330B', 'Other payer', { need: 'required', max: 1 }, [
      one(NM1, { when: by(1, 'PR'), name: 'Other payer' }),
      maybe(N3),
      maybe(N4),
      any(DTP),
      any(REF),
      maybe(PER),
    ]),
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
  versions: ['005010X222'],
  name: 'Professional claims',
  builds: 'claims',
  root: claimRoot(parties5010, [party('2010BB', 'Payer', ['PR'], 1, 'required')]),
};

import { any, by, due, keyed, type LoopDefinition, loop, maybe, one, type SegmentUse } from '../grammar.ts';
import { AMT } from '../segments/amt.ts';
import { BHT } from '../segments/bht.ts';
import { CAS } from '../segments/cas.ts';
import { CUR } from '../segments/cur.ts';
import { DMG } from '../segments/dmg.ts';
import { DTP } from '../segments/dtp.ts';
import { HL } from '../segments/hl.ts';
import { MOA } from '../segments/moa.ts';
import { N2 } from '../segments/n2.ts';
import { N3 } from '../segments/n3.ts';
import { N4 } from '../segments/n4.ts';
import { NM1 } from '../segments/nm1.ts';
import { OI } from '../segments/oi.ts';
import { PAT } from '../segments/pat.ts';
import { PER } from '../segments/per.ts';
import { PRV } from '../segments/prv.ts';
import { REF } from '../segments/ref.ts';
import { SBR } from '../segments/sbr.ts';
import { SE } from '../segments/se.ts';
import { ST } from '../segments/st.ts';
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

/** 2330B, the same in every kind of claim. */
export const otherPayer = loop('2330B', 'Other payer', { need: 'required', max: 1 }, [
  one(NM1, { when: by(1, 'PR'), name: 'Other payer' }),
  maybe(N3),
  maybe(N4),
  any(DTP),
  any(REF),
  maybe(PER),
]);

export const priorPayment = loop('2430', 'Paid by another payer', { max: 15 }, [one(SVD), any(CAS), any(DTP), any(AMT)]);

/** 2320: what another payer covers, with the parties that a version names. */
export const otherCoverage = (parties: readonly LoopDefinition[], remarks: readonly SegmentUse[] = [maybe(MOA)]) =>
  loop('2320', 'Other coverage', { max: 10 }, [
    one(SBR),
    any(CAS),
    any(AMT),
    maybe(DMG),
    maybe(OI),
    ...remarks,
    ...parties,
    strayParty('2330'),
  ]);

/** How claims are told apart: by the provider's number, then by the payer's. */
export const claimItem = { item: 'claim', key: [keyed('CLM', 1), keyed('REF', 2, 'F8')] } as const;

/** The parties whose letters differ between versions. */
export interface ClaimParties {
  readonly claim: readonly LoopDefinition[];
  readonly other: readonly LoopDefinition[];
  readonly line: readonly LoopDefinition[];
}

const patient = (claim: LoopDefinition) =>
  loop('2000C', 'Patient', {}, [one(HL, { when: by(3, '23') }), one(PAT), person('2010CA', 'Patient', 'QC'), claim]);

const subscriber = (claim: LoopDefinition, payers: readonly LoopDefinition[]) =>
  loop('2000B', 'Subscriber', { need: 'required', alsoOpenedBy: ['SBR', 'CLM'] }, [
    one(HL, { when: by(3, '22') }),
    one(SBR),
    maybe(PAT),
    person('2010BA', 'Subscriber', 'IL'),
    ...payers,
    claim,
    patient(claim),
  ]);

/** The whole of an 837 around its claims, and the payers that a version names. */
export const claimRoot = (claim: LoopDefinition, payers: readonly LoopDefinition[]) =>
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
      subscriber(claim, payers),
    ]),
    one(SE),
  ]);

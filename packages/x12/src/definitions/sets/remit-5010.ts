import { any, by, due, keyed, loop, MANY, maybe, one, type SetDefinition } from '../grammar.ts';
import { AMT } from '../segments/amt.ts';
import { BPR } from '../segments/bpr.ts';
import { CAS } from '../segments/cas.ts';
import { CLP } from '../segments/clp.ts';
import { CUR } from '../segments/cur.ts';
import { DTM } from '../segments/dtm.ts';
import { LQ } from '../segments/lq.ts';
import { LX } from '../segments/lx.ts';
import { MIA } from '../segments/mia.ts';
import { MOA } from '../segments/moa.ts';
import { N1 } from '../segments/n1.ts';
import { N2 } from '../segments/n2.ts';
import { N3 } from '../segments/n3.ts';
import { N4 } from '../segments/n4.ts';
import { NM1 } from '../segments/nm1.ts';
import { PER } from '../segments/per.ts';
import { PLB } from '../segments/plb.ts';
import { QTY } from '../segments/qty.ts';
import { RDM } from '../segments/rdm.ts';
import { REF } from '../segments/ref.ts';
import { SE } from '../segments/se.ts';
import { ST } from '../segments/st.ts';
import { SVC } from '../segments/svc.ts';
import { TRN } from '../segments/trn.ts';
import { TS2 } from '../segments/ts2.ts';
import { TS3 } from '../segments/ts3.ts';

/** One service line of a paid claim: the same in both versions. */
export const linePayment = loop('2110', 'Service line', { max: 999, item: 'line', key: [keyed('REF', 2, '6R')] }, [
  one(SVC),
  any(DTM),
  any(CAS),
  any(REF),
  any(AMT),
  any(QTY),
  any(LQ),
]);

/** One paid claim: the same in both versions. */
export const claimPayment = loop('2100', 'Claim payment', { need: 'required', item: 'claim', key: [keyed('CLP', 1), keyed('CLP', 7)] }, [
  one(CLP),
  any(CAS),
  one(NM1, { when: by(1, 'QC'), name: 'Patient' }),
  maybe(NM1, { when: by(1, 'IL'), name: 'Insured' }),
  maybe(NM1, { when: by(1, '74'), name: 'Corrected patient or insured' }),
  maybe(NM1, { when: by(1, '82'), name: 'Rendering provider' }),
  maybe(NM1, { when: by(1, 'TT'), name: 'Crossover carrier' }),
  maybe(NM1, { when: by(1, 'PR'), name: 'Corrected priority payer', max: 2 }),
  maybe(NM1, { when: by(1, 'GB'), name: 'Other subscriber' }),
  any(NM1, { name: 'Another party', stray: true }),
  maybe(MIA),
  maybe(MOA),
  any(REF),
  any(DTM),
  any(PER, { name: 'Contact for this claim' }),
  any(AMT),
  any(QTY),
  linePayment,
]);

/** What stands around the claims. 4010 differs only in what it insists on. */
export const remitRoot = (contact: typeof due | typeof maybe) =>
  loop('', 'Remittance', { need: 'required', max: 1, item: 'payment', key: [keyed('TRN', 2)] }, [
    one(ST),
    one(BPR),
    one(TRN),
    maybe(CUR),
    any(REF),
    any(DTM, { name: 'Production date' }),
    loop('1000A', 'Payer', { need: 'required', max: 1 }, [
      one(N1, { when: by(1, 'PR'), name: 'Payer' }),
      maybe(N2),
      contact(N3),
      contact(N4),
      any(REF),
      contact(PER, { name: 'Contact', max: MANY }),
    ]),
    loop('1000B', 'Payee', { need: 'required', max: 1 }, [
      one(N1, { when: by(1, 'PE'), name: 'Payee' }),
      maybe(N2),
      maybe(N3),
      maybe(N4),
      any(REF),
      maybe(RDM),
    ]),
    loop('1000', 'Another party', {}, [
      one(N1, { name: 'Another party', stray: true }),
      maybe(N2),
      maybe(N3),
      maybe(N4),
      any(REF),
      any(PER),
    ]),
    loop('2000', 'Group of claims', { alsoOpenedBy: ['CLP'] }, [one(LX), maybe(TS3), maybe(TS2), claimPayment]),
    any(PLB),
    one(SE),
  ]);

export const remit5010: SetDefinition = {
  set: '835',
  versions: ['005010X221', '005010'],
  name: 'Remittance advice',
  builds: 'remits',
  root: remitRoot(due),
};

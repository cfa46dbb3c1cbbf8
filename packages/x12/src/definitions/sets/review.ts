import { any, by, keyed, type LoopDefinition, loop, maybe, one, type SegmentUse, type SetDefinition } from '../grammar.ts';
import { AAA } from '../segments/aaa.ts';
import { BHT } from '../segments/bht.ts';
import { CL1 } from '../segments/cl1.ts';
import { CR1 } from '../segments/cr1.ts';
import { CR2 } from '../segments/cr2.ts';
import { CR5 } from '../segments/cr5.ts';
import { CR6 } from '../segments/cr6.ts';
import { CRC } from '../segments/crc.ts';
import { DMG } from '../segments/dmg.ts';
import { DTP } from '../segments/dtp.ts';
import { HCR } from '../segments/hcr.ts';
import { HI } from '../segments/hi.ts';
import { HL } from '../segments/hl.ts';
import { HSD } from '../segments/hsd.ts';
import { INS } from '../segments/ins.ts';
import { MSG } from '../segments/msg.ts';
import { N3 } from '../segments/n3.ts';
import { N4 } from '../segments/n4.ts';
import { NM1 } from '../segments/nm1.ts';
import { PER } from '../segments/per.ts';
import { PRV } from '../segments/prv.ts';
import { PWK } from '../segments/pwk.ts';
import { REF } from '../segments/ref.ts';
import { SE } from '../segments/se.ts';
import { ST } from '../segments/st.ts';
import { SV1_REVIEW } from '../segments/sv1-review.ts';
import { SV2_REVIEW } from '../segments/sv2.ts';
import { SV3_REVIEW } from '../segments/sv3.ts';
import { TOO } from '../segments/too.ts';
import { TRN } from '../segments/trn.ts';
import { UM } from '../segments/um.ts';

type Body = readonly (SegmentUse | LoopDefinition)[];

const level = (id: string, name: string, kind: string, body: Body, item: Pick<LoopDefinition, 'item' | 'key'> = {}) =>
  loop(id, name, item, [one(HL, { when: by(3, kind), name }), ...body]);

const named = (id: string, name: string, need: 'required' | 'optional' = 'required') =>
  loop(id, name, { need }, [one(NM1, { name }), any(REF), maybe(N3), maybe(N4), any(PER), any(AAA), maybe(PRV), maybe(DMG), maybe(INS)]);

const reviewed: Body = [any(TRN), any(AAA), maybe(UM), maybe(HCR), any(REF), any(DTP), any(HI)];

const service = level(
  '2000F',
  'Service',
  'SS',
  [
    ...reviewed,
    maybe(SV1_REVIEW),
    maybe(SV2_REVIEW),
    maybe(SV3_REVIEW),
    maybe(TOO, { max: 32 }),
    maybe(HSD),
    any(PWK),
    any(MSG),
    named('2010F', 'Provider of the service', 'optional'),
  ],
  { item: 'service', key: [keyed('TRN', 2)] },
);

const event = level(
  '2000E',
  'Event',
  'EV',
  [
    ...reviewed,
    maybe(HSD),
    any(CRC),
    maybe(CL1),
    maybe(CR1),
    maybe(CR2),
    maybe(CR5),
    maybe(CR6),
    any(PWK),
    any(MSG),
    named('2010E', 'Provider of the event', 'optional'),
    service,
  ],
  { item: 'event', key: [keyed('TRN', 2)] },
);

/** One grammar for request and response: BHT02 tells them apart, and only a response carries HCR and AAA. */
export const review: SetDefinition = {
  set: '278',
  versions: ['005010X217', '005010'],
  name: 'Authorisation request or response',
  builds: 'reviews',
  root: loop('', 'Authorisation', { need: 'required', max: 1 }, [
    one(ST),
    one(BHT),
    loop('2000A', 'Reviewer', { need: 'required' }, [
      one(HL, { when: by(3, '20'), name: 'Reviewer' }),
      any(AAA),
      named('2010A', 'Reviewer'),
      level('2000B', 'Requester', '21', [
        named('2010B', 'Requester'),
        level('2000C', 'Subscriber', '22', [
          any(TRN),
          named('2010C', 'Subscriber'),
          event,
          level('2000D', 'Dependent', '23', [any(TRN), named('2010D', 'Dependent'), event]),
        ]),
      ]),
    ]),
    one(SE),
  ]),
};

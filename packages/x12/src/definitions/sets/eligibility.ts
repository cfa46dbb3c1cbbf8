import { any, by, keyed, type LoopDefinition, loop, maybe, one, type SegmentUse, type SetDefinition } from '../grammar.ts';
import { AAA } from '../segments/aaa.ts';
import { AMT } from '../segments/amt.ts';
import { BHT } from '../segments/bht.ts';
import { DMG } from '../segments/dmg.ts';
import { DTP } from '../segments/dtp.ts';
import { EB } from '../segments/eb.ts';
import { EQ } from '../segments/eq.ts';
import { HI } from '../segments/hi.ts';
import { HL } from '../segments/hl.ts';
import { HSD } from '../segments/hsd.ts';
import { III } from '../segments/iii.ts';
import { INS } from '../segments/ins.ts';
import { LE, LS } from '../segments/ls.ts';
import { MSG } from '../segments/msg.ts';
import { N2 } from '../segments/n2.ts';
import { N3 } from '../segments/n3.ts';
import { N4 } from '../segments/n4.ts';
import { NM1 } from '../segments/nm1.ts';
import { PER } from '../segments/per.ts';
import { PRV } from '../segments/prv.ts';
import { REF } from '../segments/ref.ts';
import { SE } from '../segments/se.ts';
import { ST } from '../segments/st.ts';
import { TRN } from '../segments/trn.ts';

type Body = readonly (SegmentUse | LoopDefinition)[];

const level = (id: string, name: string, kind: string, body: Body, item: Pick<LoopDefinition, 'item' | 'key'> = {}) =>
  loop(id, name, item, [one(HL, { when: by(3, kind), name }), ...body]);

/** Told apart by the trace, and where there is none by the member. */
const coverage = [keyed('TRN', 2), keyed('NM1', 9)];
const subscriber = { item: 'subscriber', key: coverage };
const dependent = { item: 'dependent', key: coverage };

const named = (id: string, name: string, more: Body) =>
  loop(id, name, { need: 'required' }, [
    one(NM1, { name }),
    any(REF),
    maybe(N2),
    maybe(N3),
    maybe(N4),
    any(PER),
    any(AAA),
    maybe(PRV),
    ...more,
  ]);

const person = (id: string, name: string, ...more: Body) => named(id, name, [maybe(DMG), maybe(INS), any(HI), any(DTP), ...more]);

const root = (name: string, body: Body) =>
  loop('', name, { need: 'required', max: 1 }, [
    one(ST),
    one(BHT),
    loop('2000A', 'Payer', { need: 'required' }, [
      one(HL, { when: by(3, '20'), name: 'Payer' }),
      any(AAA),
      named('2100A', 'Payer', []),
      ...body,
    ]),
    one(SE),
  ]);

// ---- 270: asking ------------------------------------------------------------------------------------------------------

const asked = (letter: string) =>
  loop(`2110${letter}`, 'Benefit asked for', { max: 99 }, [one(EQ), any(AMT), any(III), any(REF), any(DTP)]);
/** A trace may come before or after the name of the one whom it is about. */
const asking = (letter: string, name: string, below: Body) => [any(TRN), person(`2100${letter}`, name), asked(letter), ...below];

export const eligibilityInquiry: SetDefinition = {
  set: '270',
  versions: ['005010X279', '005010', '004010X092'],
  name: 'Eligibility inquiry',
  builds: 'eligibility',
  root: root('Eligibility inquiry', [
    level('2000B', 'Receiver of the information', '21', [
      named('2100B', 'Receiver of the information', []),
      level(
        '2000C',
        'Subscriber',
        '22',
        asking('C', 'Subscriber', [level('2000D', 'Dependent', '23', asking('D', 'Dependent', []), dependent)]),
        subscriber,
      ),
    ]),
  ]),
};

// ---- 271: answering ---------------------------------------------------------------------------------------------------

const related = (letter: string) =>
  loop(`2120${letter}`, 'Party of the benefit', { max: 23 }, [one(NM1), maybe(N2), maybe(N3), maybe(N4), any(PER), maybe(PRV)]);

/** LS and LE stand around the parties of a benefit. */
const benefit = (letter: string) =>
  loop(`2110${letter}`, 'Benefit', {}, [
    one(EB),
    any(HSD),
    any(REF),
    any(DTP),
    any(AAA),
    any(MSG),
    loop(`2115${letter}`, 'Condition of the benefit', { max: 10 }, [one(III)]),
    maybe(LS),
    related(letter),
    maybe(LE),
  ]);
const answering = (letter: string, name: string, below: Body) => [any(TRN), person(`2100${letter}`, name), benefit(letter), ...below];

export const eligibilityResponse: SetDefinition = {
  set: '271',
  versions: ['005010X279', '005010', '004010X092'],
  name: 'Eligibility response',
  builds: 'eligibility',
  root: root('Eligibility response', [
    level('2000B', 'Receiver of the information', '21', [
      named('2100B', 'Receiver of the information', []),
      level(
        '2000C',
        'Subscriber',
        '22',
        answering('C', 'Subscriber', [level('2000D', 'Dependent', '23', answering('D', 'Dependent', []), dependent)]),
        subscriber,
      ),
    ]),
  ]),
};

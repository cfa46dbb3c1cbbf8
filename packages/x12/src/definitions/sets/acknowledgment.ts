import { any, keyed, loop, maybe, one, type SetDefinition } from '../grammar.ts';
import { AK1 } from '../segments/ak1.ts';
import { AK2 } from '../segments/ak2.ts';
import { AK9 } from '../segments/ak9.ts';
import { CTX } from '../segments/ctx.ts';
import { AK3, IK3 } from '../segments/ik3.ts';
import { AK4, IK4 } from '../segments/ik4.ts';
import { AK5, IK5 } from '../segments/ik5.ts';
import { SE } from '../segments/se.ts';
import { ST } from '../segments/st.ts';

const answered = { item: 'group', key: [keyed('AK1', 2)] } as const;

export const acknowledgment999: SetDefinition = {
  set: '999',
  versions: ['005010X231', '005010'],
  name: 'Acknowledgment of a group',
  builds: 'acknowledgments',
  root: loop('', 'Acknowledgment', { need: 'required', max: 1, ...answered }, [
    one(ST),
    one(AK1),
    loop('2000', 'Set', { item: 'set', key: [keyed('AK2', 1), keyed('AK2', 2)] }, [
      one(AK2),
      loop('2100', 'Segment in error', {}, [
        one(IK3),
        maybe(CTX, { max: 10 }),
        loop('2110', 'Element in error', {}, [one(IK4), maybe(CTX, { max: 10 })]),
      ]),
      one(IK5),
    ]),
    one(AK9),
    one(SE),
  ]),
};

/** The acknowledgment that 999 replaced; some senders still answer with it. Read only. */
export const acknowledgment997: SetDefinition = {
  set: '997',
  versions: ['005010X230', '005010', '004010'],
  name: 'Acknowledgment of a group (997)',
  builds: 'acknowledgments',
  root: loop('', 'Acknowledgment', { need: 'required', max: 1, ...answered }, [
    one(ST),
    one(AK1),
    loop('2000', 'Set', { item: 'set', key: [keyed('AK2', 1), keyed('AK2', 2)] }, [
      one(AK2),
      loop('2100', 'Segment in error', {}, [one(AK3), any(AK4)]),
      one(AK5),
    ]),
    one(AK9),
    one(SE),
  ]),
};

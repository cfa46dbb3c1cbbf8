import { any, by, keyed, type LoopDefinition, loop, maybe, one, type SegmentUse, type SetDefinition, some } from '../grammar.ts';
import { AMT } from '../segments/amt.ts';
import { BHT } from '../segments/bht.ts';
import { DMG } from '../segments/dmg.ts';
import { DTP } from '../segments/dtp.ts';
import { HL } from '../segments/hl.ts';
import { NM1 } from '../segments/nm1.ts';
import { PER } from '../segments/per.ts';
import { PWK } from '../segments/pwk.ts';
import { QTY } from '../segments/qty.ts';
import { REF } from '../segments/ref.ts';
import { SE } from '../segments/se.ts';
import { ST } from '../segments/st.ts';
import { STC } from '../segments/stc.ts';
import { SVC_STATUS } from '../segments/svc-status.ts';
import { TRN } from '../segments/trn.ts';

type Body = readonly (SegmentUse | LoopDefinition)[];

const level = (id: string, name: string, kind: string, body: Body, required = false) =>
  loop(id, name, required ? { need: 'required' } : {}, [one(HL, { when: by(3, kind), name }), ...body]);

const named = (id: string, name: string, more: Body = []) => loop(id, name, { need: 'required' }, [one(NM1, { name }), ...more]);

const root = (name: string, body: LoopDefinition) => loop('', name, { need: 'required', max: 1 }, [one(ST), one(BHT), body, one(SE)]);

const line = { item: 'line', key: [keyed('REF', 2, 'FJ')] } as const;

// ---- 276: asking ------------------------------------------------------------------------------------------------------

const inquiryLine = (id: string) => loop(id, 'Service line', line, [one(SVC_STATUS), any(REF), any(DTP)]);
const inquiry = (letter: string) =>
  loop(`2200${letter}`, 'Claim asked for', { item: 'claim', key: [keyed('TRN', 2)] }, [
    one(TRN),
    any(REF),
    maybe(AMT),
    any(DTP),
    inquiryLine(`2210${letter}`),
  ]);

export const statusInquiry: SetDefinition = {
  set: '276',
  versions: ['005010X212', '005010', '004010X093'],
  name: 'Claim status inquiry',
  builds: 'status',
  root: root(
    'Claim status inquiry',
    level(
      '2000A',
      'Payer',
      '20',
      [
        named('2100A', 'Payer'),
        level('2000B', 'Receiver of the information', '21', [
          named('2100B', 'Receiver of the information'),
          level('2000C', 'Provider', '19', [
            named('2100C', 'Provider'),
            level('2000D', 'Subscriber', '22', [
              maybe(DMG),
              named('2100D', 'Subscriber'),
              inquiry('D'),
              level('2000E', 'Dependent', '23', [maybe(DMG), named('2100E', 'Dependent'), inquiry('E')]),
            ]),
          ]),
        ]),
      ],
      true,
    ),
  ),
};

// ---- 277: answering ---------------------------------------------------------------------------------------------------

/** The status of a whole level: of all that an information receiver or provider asked or sent. */
const levelStatus = (letter: string, more: Body) => loop(`2200${letter}`, 'Status of the level', {}, [one(TRN), any(STC), ...more]);

const statusLine = (id: string) => loop(id, 'Service line', line, [one(SVC_STATUS), some(STC), any(REF), any(DTP)]);
const status = (letter: string) =>
  loop(`2200${letter}`, 'Claim', { item: 'claim', key: [keyed('TRN', 2), keyed('REF', 2, '1K')] }, [
    one(TRN),
    some(STC),
    any(REF),
    any(DTP),
    any(PWK),
    any(AMT),
    statusLine(`2220${letter}`),
  ]);

export const statusResponse: SetDefinition = {
  set: '277',
  versions: ['005010X212', '005010', '004010X093'],
  name: 'Claim status response',
  builds: 'status',
  root: root(
    'Claim status response',
    level(
      '2000A',
      'Payer',
      '20',
      [
        named('2100A', 'Payer', [any(PER)]),
        level('2000B', 'Receiver of the information', '21', [
          named('2100B', 'Receiver of the information'),
          levelStatus('B', []),
          level('2000C', 'Provider', '19', [
            named('2100C', 'Provider'),
            levelStatus('C', []),
            level('2000D', 'Subscriber', '22', [
              maybe(DMG),
              named('2100D', 'Subscriber'),
              status('D'),
              level('2000E', 'Dependent', '23', [maybe(DMG), named('2100E', 'Dependent'), status('E')]),
            ]),
          ]),
        ]),
      ],
      true,
    ),
  ),
};

export const claimAcknowledgment: SetDefinition = {
  set: '277',
  versions: ['005010X214'],
  name: 'Claim acknowledgment',
  builds: 'status',
  root: root(
    'Claim acknowledgment',
    level(
      '2000A',
      'Source of the information',
      '20',
      [
        named('2100A', 'Source of the information', [any(PER)]),
        loop('2200A', 'Transmission', {}, [one(TRN), any(DTP)]),
        level('2000B', 'Receiver of the information', '21', [
          named('2100B', 'Receiver of the information'),
          levelStatus('B', [any(QTY), any(AMT)]),
          level('2000C', 'Billing provider', '19', [
            named('2100C', 'Billing provider'),
            levelStatus('C', [any(REF), any(QTY), any(AMT)]),
            level('2000D', 'Patient', 'PT', [named('2100D', 'Patient'), status('D')]),
          ]),
        ]),
      ],
      true,
    ),
  ),
};

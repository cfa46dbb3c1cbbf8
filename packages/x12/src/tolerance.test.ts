import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  claim,
  claimsFile,
  claimsHead,
  codes,
  fileOf,
  ISA,
  ISA4010,
  latin1,
  professional,
  read,
  remitClaim,
  remitFile,
  remitHead,
  remits,
} from '../testing/files.ts';
import { withoutPositions } from '../testing/remit-arbitrary.ts';
import { elementRange } from './engine/places.ts';

const clean = withoutPositions(remits(read(remitFile()))[0]);
/** Reads a damaged copy of the remittance: the claim must be the clean one's. */
const same = (text: string | Uint8Array) => {
  const heard = read(text);
  expect(withoutPositions(remits(heard)[0])).toEqual(clean);
  return heard;
};

describe('clean files have no findings', () => {
  test('835', () => expect(read(remitFile()).findings).toEqual([]));
  test('837P', () => expect(read(claimsFile()).findings).toEqual([]));
  test('835 4010, U in ISA11', () => {
    const heard = read(remitFile({ isa: ISA4010, version: '004010X091A1' }));
    expect(heard.findings).toEqual([]);
    expect(heard.envelopes[0]?.separators).not.toHaveProperty('repetition');
  });
  test('837P 4010', () => expect(read(claimsFile({ isa: ISA4010, version: '004010X098A1' })).findings).toEqual([]));
});

describe('an ISA that lost a separator', () => {
  const whole = remitFile();
  const stars = [...whole.slice(0, 106)].flatMap((c, i) => (c === '*' ? [i] : []));
  test.each(['as it is', 'in one line', 'with other separators'])('is told, and what follows is read: %s', (how) => {
    for (const at of stars) {
      const lost = whole.slice(0, at) + whole.slice(at + 1);
      const text = how === 'as it is' ? lost : lost.replaceAll('\n', '');
      const heard = same(how === 'with other separators' ? text.replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', "'") : text);
      expect([at, codes(heard)]).toEqual([at, ['isa.damaged']]);
      expect(heard.findings[0]).toMatchObject({
        severity: 'error',
        says: expect.stringMatching(/^ISA has 15 element separators instead of 16/),
      });
    }
  });
  test('in the second interchange, behind text', () => {
    const heard = read(`${whole}a note~\n${whole.replace('*^*', '^*')}`);
    expect(codes(heard)).toEqual(['file.text-outside', 'isa.damaged']);
    expect(heard.claims).toHaveLength(2);
  });
  test('with nothing behind it that tells: the reason is the ISA', () => {
    expect(codes(read(whole.slice(0, 100)))).toEqual(['file.isa-unreadable']);
    expect(codes(read('a letter'))).toEqual(['file.unreadable']);
  });
});

describe('separators', () => {
  test.each([
    ['|', '>', '~'],
    ['*', '<', "'"],
    ['\u001d', '\u001f', '\u001c'],
    ['\t', ':', '\n'],
    ['+', '^', '\r\n'],
    ['*', '|', '~\r\n'],
  ])('element %j, component %j, end %j', (element, component, end) => {
    const swap = { '*': element, ':': component, '~': end } as Record<string, string>;
    // The repetition separator may not be the component's.
    const text = remitFile().replace('*^*', '*!*');
    expect(codes(same(text.replace(/[*:~]/g, (c) => swap[c] ?? c)))).toEqual([]);
  });
  test('two interchanges with different ones', () => {
    const heard = read(
      remitFile() + remitFile().replaceAll('*', '|').replace('000000001|0', '000000002|0').replace('IEA|1|000000001', 'IEA|1|000000002'),
    );
    expect(codes(heard)).toEqual(['file.separators']);
    expect(heard.claims).toHaveLength(2);
  });
});

describe('layout', () => {
  test('lines wrapped at 80, positions stay right', () => {
    const text = remitFile().replace(/.{80}/gs, '$&\r\n');
    const heard = same(text);
    expect(codes(heard)).toEqual(['file.line-breaks']);
    const [first] = remits(heard);
    const range = elementRange(first?.places ?? new Uint32Array(), first?.place ?? 0, 7);
    expect(text.slice(range.from, range.to).replace(/[\r\n]/g, '')).toBe('PCN77');
  });
  test('indented segments', () => expect(codes(same(remitFile({ end: '~\n   ' })))).toEqual(['file.indented']));
  test('byte-order mark', () => expect(codes(same(`\uFEFF${remitFile()}`))).toEqual(['file.byte-order-mark']));
  test('text before ISA, even with LISA* in it', () =>
    expect(codes(same(`Dear LISA*and others,\r\n\r\n${remitFile()}`))).toEqual(['file.text-outside']));
  test('an interchange glued to the text before it is read', () => {
    const heard = same(`${remitFile()}end of file 1${remitFile().replaceAll('000000001', '000000002')}`);
    expect(codes(heard)).toEqual(['file.text-outside']);
    expect(remits(heard)).toHaveLength(2);
  });
  test('an interchange that cannot be read between two that can is an error where it stands', () => {
    for (const lost of [remitFile().replace('ISA*', 'IS*'), remitFile().slice(200)]) {
      const [first, last] = [remitFile(), remitFile().replaceAll('000000001', '000000002')];
      const heard = same(`${first}-${lost}${last}`);
      expect(heard.findings).toMatchObject([
        { code: 'file.interchange-lost', severity: 'error', bytes: { from: first.length, to: first.length + 1 + lost.length } },
      ]);
      expect(remits(heard)).toHaveLength(2);
    }
  });
  test.each([1, 2, 3, 5, 8, 13])('an ISA without %i of its elements takes nothing with it but its own interchange', (missing) => {
    const elements = ISA.split('*');
    const damaged = [...elements.slice(0, 16 - missing), ...elements.slice(16)].join('*');
    const [first, last] = [remitFile(), remitFile().replaceAll('000000001', '000000002')];
    const lost = remitFile({ isa: damaged });
    for (const between of ['', '\r\n']) {
      const heard = same(`${first}${between}${lost}${between}${last}`);
      const from = first.length + between.length;
      // Where most of it stands, what follows is read by the separators of its GS.
      const told = missing < 7 ? 'isa.damaged' : 'file.interchange-lost';
      const bytes = { from, to: missing < 7 ? from + lost.indexOf('GS*') : from + lost.length + between.length };
      expect(heard.findings).toMatchObject([{ code: told, severity: 'error', bytes }]);
      expect(remits(heard)).toHaveLength(missing < 7 ? 3 : 2);
    }
    expect(codes(same(`${lost}${first}`))).toEqual([missing < 7 ? 'isa.damaged' : 'file.interchange-lost']);
    expect(codes(read(lost))).toEqual([missing < 7 ? 'isa.damaged' : 'file.isa-unreadable']);
  });
  test('an ISA with an element too many is told, and what follows is read', () => {
    const first = remitFile();
    const heard = same(`${first}${remitFile({ isa: ISA.replace('*0*P*', '*0*0*P*') })}${first.replaceAll('000000001', '000000002')}`);
    expect(codes(heard)).toEqual(['isa.damaged']);
    expect(remits(heard)).toHaveLength(3);
  });
  test('an ISA that ends the file is read alike however the bytes came, whatever stood in their place before', () => {
    const cutOff = `${'='.repeat(220)} ISA*T=${'G'.repeat(760)} ISA*00**00**ZZ*A*ZZ*B*260101*1200*^*00501*1*0*P*:`;
    const byByte = [...bytesOf(cutOff)].map((byte) => Uint8Array.of(byte));
    expect(read(byByte).findings).toEqual(read(cutOff).findings);
  });
  test('blank space and a control-Z at the end say nothing', () => expect(codes(same(`${remitFile()}\r\n\0\u001a`))).toEqual([]));
  test('no terminator at the end', () => expect(codes(same(remitFile().slice(0, -1)))).toEqual(['file.not-terminated']));
  test('empty segments', () => expect(codes(same(remitFile().replace('~DTM', '~~DTM')))).toEqual(['file.blank-segment']));
  test('trailing separators', () =>
    expect(codes(same(remitFile().replace('*99213', '*99213').replace('CAS*PR*2*10~', 'CAS*PR*2*10***~')))).toEqual([
      'file.trailing-separators',
    ]));
  test('Latin-1', () => {
    const [first] = remits(read(latin1(remitFile().replace('QUILL', 'QUÍLL'))));
    expect(first?.parties.QC?.name).toBe('QUÍLL');
  });
  test('UTF-8', () => {
    const [first] = remits(read(bytesOf(remitFile().replace('QUILL', 'QUÍLL 李'))));
    expect(first?.parties.QC?.name).toBe('QUÍLL 李');
  });
});

describe('damaged envelopes', () => {
  test('ISA without its padding', () => {
    const heard = same(remitFile({ isa: ISA.replace('CEDARMUTUAL    ', 'CEDARMUTUAL') }));
    expect(codes(heard)).toEqual(['isa.length']);
    expect(heard.findings[0]?.says).toContain('102');
    expect(heard.envelopes[0]?.sender).toBe('CEDARMUTUAL');
  });
  test('ISA of no blanks at all', () => expect(codes(same(remitFile({ isa: ISA.replace(/ +/g, '') })))).toEqual(['isa.length']));
  test('ISA16 missing', () => expect(codes(same(remitFile({ isa: ISA.slice(0, -1) })))).toContain('isa.length'));
  test('no ISA, beginning at GS', () => {
    const heard = same(remitFile().slice(ISA.length + 1));
    expect(codes(heard)).toEqual(['isa.missing']);
  });
  test('no ISA and no GS, lines as terminators', () => {
    const text = remitFile({ end: '\n' });
    const heard = read(text.slice(text.indexOf('ST*835'), text.indexOf('GE*1')));
    expect(heard.claims).toHaveLength(1);
    expect(codes(heard)).toEqual(['isa.missing', 'gs.missing', 'set.version']);
  });
  test.each([
    ['SE*24', 'SE*23', 'count.segments', 'SE01'],
    ['SE*24*0001', 'SE*24*0009', 'control.set', 'SE02'],
    ['GE*1*1', 'GE*2*1', 'count.sets', 'GE01'],
    ['GE*1*1', 'GE*1*7', 'control.group', 'GE02'],
    ['IEA*1', 'IEA*3', 'count.groups', 'IEA01'],
    ['IEA*1*000000001', 'IEA*1*000000002', 'control.interchange', 'IEA02'],
  ])('%s as %s', (right, wrong, code, at) => {
    const heard = same(remitFile().replace(right, wrong));
    expect(heard.findings).toMatchObject([{ code, at, severity: 'error', snip: 1 }]);
    const { from, to } = heard.findings[0]?.bytes ?? { from: 0, to: 0 };
    expect(remitFile().replace(right, wrong).slice(from, to)).toMatch(/^\d+$/);
  });
  test('a file that was cut off keeps what was complete', () => {
    const text = fileOf('835', [...remitHead, ...remitClaim, ...remitClaim]);
    const heard = read(text.slice(0, text.lastIndexOf('CLP*')));
    expect(heard.claims).toHaveLength(1);
    expect(codes(heard)).toEqual(['st.not-closed', 'gs.not-closed', 'isa.not-closed']);
  });
  test('reused control numbers', () => expect(codes(read(remitFile() + remitFile()))).toEqual(['isa.control-reused']));
  test('a set control number used twice', () => {
    const body = [...remitHead, ...remitClaim];
    const heard = read(
      fileOf('835', [...body, 'SE*24*0001', 'ST*835*0001', ...body])
        .replace(/SE\*48/, 'SE*24')
        .replace('GE*1', 'GE*2'),
    );
    expect(codes(heard)).toEqual(['st.control-reused']);
    expect(heard.ends).toHaveLength(2);
  });
  test('a set without SE before the next ISA', () => {
    const text = remitFile();
    const heard = read(text.slice(0, text.indexOf('SE*24')) + text.replaceAll('000000001', '000000002'));
    expect(codes(heard)).toEqual(['st.not-closed', 'gs.not-closed', 'isa.not-closed']);
    expect(heard.claims).toHaveLength(2);
  });
});

describe('what cannot be read at all is refused whole', () => {
  test.each([
    ['nothing', '', 'file.unreadable'],
    ['a letter', 'Dear payer,\nwhere is our ISA?\n', 'file.unreadable'],
    [
      'two-byte characters',
      Uint8Array.from(remitFile(), (c) => c.charCodeAt(0)).reduce((text, b) => `${text}${String.fromCharCode(b)}\0`, ''),
      'file.wide-characters',
    ],
  ])('%s', (_, text, code) => {
    const heard = read(text);
    expect(heard.readable).toBe(false);
    expect(heard.findings).toMatchObject([{ code, severity: 'error', bytes: { from: 0 } }]);
  });
});

describe('content out of order or missing', () => {
  test('a segment without an end is passed over within bounded memory', () => {
    const junk = `NTE*ADD*${'x'.repeat(3_000_000)}`;
    const heard = read(fileOf('835', [...remitHead, ...remitClaim, junk], { count: 24 }));
    expect(codes(heard)).toEqual(['file.endless-segment']);
    expect(heard.claims).toHaveLength(1);
  });
  test('nor does the rest of a file without any further terminator', () => {
    const text = remitFile();
    const heard = read(text.slice(0, text.indexOf('SE*24')) + 'x'.repeat(2_000_000));
    expect(codes(heard)).toEqual(['file.endless-segment', 'st.not-closed', 'gs.not-closed', 'isa.not-closed']);
    expect(heard.findings[0]?.bytes).toEqual({ from: text.indexOf('SE*24'), to: text.indexOf('SE*24') + 2_000_000 });
  });
  test('a segment that has no place is said and passed over', () => {
    const heard = read(fileOf('835', [...remitHead, ...remitClaim, 'ZZZ*1']));
    expect(heard.findings).toMatchObject([{ code: 'segment.unexpected', at: '2110 ZZZ', control: '0001' }]);
  });
  test('CLP without LX, LX out of order', () => {
    const heard = read(fileOf('835', [...remitHead.slice(0, -1), ...remitClaim]));
    expect(codes(heard)).toEqual(['segment.opening-missing']);
    expect(heard.claims).toHaveLength(1);
    expect(read(fileOf('835', [...remitHead.slice(0, -1), 'LX*9', ...remitClaim])).findings).toEqual([]);
  });
  test('blank and zero amounts, SVC05 and CLP05 blank, SVC absent', () => {
    const segments = ['CLP*A*1*0*0**12', 'NM1*QC*1*QUILL', 'CLP*B*1**0', 'NM1*QC*1*OAKLEY', 'SVC*HC:99213*0*0'];
    const heard = read(fileOf('835', ['BPR*I*0*C*NON************20240315', ...remitHead.slice(1), ...segments]));
    expect(heard.findings).toMatchObject([{ code: 'element.missing', at: '2100 CLP03' }]);
    expect(remits(heard).map((one) => [one.charged, one.patientResponsibility, one.lines.length])).toEqual([
      [0, undefined, 0],
      [0, undefined, 1],
    ]);
    expect(remits(heard)[1]?.lines[0]).not.toHaveProperty('units');
  });
  test('SV1 without LX, LX without SV1', () => {
    const heard = read(fileOf('837', [...claimsHead, ...claim.slice(0, 3), 'LX*1', ...claim.slice(3), 'LX*9']));
    expect(professional(heard)[0]?.lines).toHaveLength(2);
    expect(codes(heard).every((code) => code === 'segment.missing')).toBe(true);
  });
  test('an unknown party is kept under its code and touches no other', () => {
    const heard = read(fileOf('837', [...claimsHead, ...claim.slice(0, 3), 'NM1*ZQ*2*ELSEWHERE', 'N3*9 OTHER ST', ...claim.slice(3)]));
    expect(codes(heard)).toEqual(['segment.stray']);
    const [first] = professional(heard);
    expect(first?.parties.ZQ).toMatchObject({ name: 'ELSEWHERE', address: { lines: ['9 OTHER ST'] } });
    expect(first?.billing.provider.address?.lines).toEqual(['7 LARK LN']);
  });
  test('amounts that are none', () => {
    const heard = read(fileOf('835', [...remitHead, 'CLP*A*1*12.345*1x*99999999999999999', 'NM1*QC*1*QUILL']));
    expect(heard.findings.filter((f) => f.code.startsWith('money')).map((f) => [f.code, f.at])).toEqual([
      ['money.decimals', '2100 CLP03'],
      ['money.malformed', '2100 CLP04'],
      ['money.overflow', '2100 CLP05'],
    ]);
    expect(remits(heard)[0]?.charged).toBe(1234);
    const unchecked = read(fileOf('835', [...remitHead, 'CLP*A*1*12.345*1x*1', 'NM1*QC*1*QUILL']), { check: false });
    expect(codes(unchecked)).toEqual(['money.decimals', 'money.malformed']);
  });
  test('a date that the calendar does not have', () => {
    const heard = read(remitFile().replace('DTM*472*20240301', 'DTM*472*20240231'));
    expect(heard.findings).toMatchObject([{ code: 'element.date', at: '2110 DTM02' }]);
    expect(remits(heard)[0]?.lines[0]?.dates).toEqual([]);
  });
  test('a run of repetition separators says nothing, and is not a finding each', () => {
    const plain = readFileSync(join(import.meta.dirname, '../../../golden/x12/999/pass/plain.edi'), 'latin1');
    expect(plain).toContain('CTX*CLM01:CW2001');
    expect(codes(read(plain.replace('CTX*CLM01:CW2001', `CTX*CLM01:CW2001${'^'.repeat(5_000)}`)))).toEqual(codes(read(plain)));
    expect(codes(read(plain.replace('CTX*CLM01:CW2001', 'CTX*CLM01:CW2001^:CW2002')))).toEqual(['element.missing']);
  });
  test('findings hold no patient data', () => {
    const text = remitFile().replace('TAMSIN', 'TAMSIN'.repeat(20)).replace('M100', '').replace('CLP*CW1001*1*150', 'CLP*CW1001*1*15x');
    for (const { says, because, fix } of read(text).findings) expect(`${says}${because}${fix}`).not.toMatch(/QUILL|TAMSIN|CW1001/);
  });
});

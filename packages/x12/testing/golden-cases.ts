import { claim, claimsFile, claimsHead, fileOf, ISA4010, remitClaim, remitFile, remitHead } from './files.ts';

/** The files of golden/x12, each with the reason why it is there. */

export interface GoldenCase {
  readonly set: '835' | '837P' | '837I' | '837D' | '999' | '270' | '271' | '276' | '277' | '277CA' | '278';
  readonly name: string;
  readonly why: string;
  readonly text: string;
}

const end = '~\n';
const bpr = (amount: string, method = 'ACH') => [`BPR*I*${amount}*C*${method}************20240315`, ...remitHead.slice(1)];
const remit = (amount: string, ...segments: string[]) =>
  fileOf('835', [...bpr(amount, Number(amount) === 0 ? 'NON' : 'ACH'), ...segments], { end });
const two = [...remitHead, ...remitClaim];
const of = (set: GoldenCase['set'], name: string, why: string, text: string): GoldenCase => ({ set, name, why, text });

export const goldenCases: readonly GoldenCase[] = [
  of('835', 'plain', 'one claim of two lines, everything as it should be', remitFile({ end })),
  of(
    '835',
    'version-4010',
    'payers still send 4010A1: ISA11 is U, no contact of the payer, group CR, indented lines',
    fileOf(
      '835',
      [
        'BPR*H*0*C*NON************20240315',
        'TRN*1*T1*1512345678',
        'N1*PR*CEDAR MUTUAL',
        'N1*PE*LARKSPUR CLINIC*FI*991234567',
        'LX*1',
        'CLP*A*4*25.95*0*25.95*13*P1*11',
        'NM1*QC*1*QUILL*BRANDT',
        'SVC*HC:D1110*25.95*0**1',
        'CAS*CR*18*25.95*0',
        'CAS*CO*42*0*0',
      ],
      { isa: ISA4010, version: '004010X091A1', end: '~\r\n  ' },
    ),
  ),
  of(
    '835',
    'negative-claim-forwarded',
    'a negative claim under status 1; the forwarded balance brings the payment to 0',
    remit('0', 'CLP*A*1*-55*-170**12*P1', 'NM1*QC*1*QUILL', 'SVC*HC:92014*-55*-170', 'CAS*CO*45*115', 'PLB*1999999984*20241231*FB:F1*-170'),
  ),
  of(
    '835',
    'paid-exceeds-line',
    'one line is paid more than charged, its neighbour nothing: only the claim makes sense',
    remit(
      '200',
      'CLP*A*1*445*200**12*P1',
      'NM1*QC*1*QUILL',
      'SVC*HC:92014*95*200',
      'CAS*CO*45*-105',
      'SVC*HC:99213*350*0',
      'CAS*CO*45*350',
    ),
  ),
  of(
    '835',
    'placeholder-ids',
    'one text in CLP01 over several claims, one payer control number over different patients',
    remit('60', ...['QUILL', 'OAKLEY', 'FENWICK'].flatMap((name) => ['CLP*UNKNOWN*1*20*20**12*P1', `NM1*QC*1*${name}`])),
  ),
  of(
    '835',
    'zero-lines',
    'lines of nothing, LX out of order, SVC05 and CLP05 blank, AMT*B6 above paid',
    remit(
      '10',
      'CLP*A*1*10*10**12*P1',
      'NM1*QC*1*QUILL',
      'SVC*HC:92014*10*10',
      'AMT*B6*90',
      'SVC*HC:99213*0*0',
      'LX*0',
      'CLP*B*1*0*0**12*P2',
      'NM1*QC*1*OAKLEY',
      'SVC*HC:99214*0*0**1',
    ),
  ),
  of(
    '835',
    'claim-level-only',
    'claims without lines, adjusted as a whole; an early payment taken off',
    remit(
      '391.05',
      'CLP*A*1*225*200*5*12*P1',
      'CAS*CO*45*20',
      'CAS*PR*3*5',
      'NM1*QC*1*QUILL',
      'CLP*B*1*225*195**12*P2',
      'CAS*CO*45*30',
      'NM1*QC*1*OAKLEY',
      'PLB*1999999984*20241231*90*3.95',
    ),
  ),
  of(
    '835',
    'reversal-and-crossover',
    'a reversal, its correction, and a claim that was forwarded to another payer',
    remit(
      '95',
      'CLP*A*22*-100*-80**12*P1',
      'NM1*QC*1*QUILL',
      'SVC*HC:99213*-100*-80**-1',
      'CAS*CO*45*-20',
      'CLP*A*1*100*75**12*P2',
      'NM1*QC*1*QUILL',
      'SVC*HC:99213*100*75**1',
      'CAS*CO*45*20',
      'CAS*PR*2*5',
      'CLP*B*19*120*100**12*P3',
      'NM1*QC*1*OAKLEY',
      'NM1*TT*2*HARBOR LIFE*****PI*HARB',
      'MOA***MA18',
      'SVC*HC:99214*120*100**1',
      'CAS*CO*45*20',
    ),
  ),
  of(
    '835',
    'debit-notice',
    'a reversal that the payer asks back: BPR03 is D and BPR02 what the provider owes',
    remit('80', 'CLP*A*22*-100*-80**12*P1', 'NM1*QC*1*QUILL', 'SVC*HC:99213*-100*-80**-1', 'CAS*CO*45*-20').replace('*80*C*', '*80*D*'),
  ),
  of(
    '835',
    'control-characters',
    'separators that no one can see, lines wrapped inside segments',
    remitFile().replaceAll('*', '\u001d').replaceAll(':', '\u001f').replaceAll('~', '\u001c').replace(/.{60}/gs, '$&\r\n'),
  ),
  of(
    '835',
    'two-sets',
    'two sets in one group under one control number',
    fileOf('835', [...two, 'SE*24*0001', 'ST*835*0001', ...two], { end })
      .replace('SE*48*0001', 'SE*24*0001')
      .replace('GE*1*1', 'GE*2*1'),
  ),
  of(
    '835',
    'short-isa-wrong-count',
    'ISA without its padding, a byte-order mark, and an SE01 that counts wrong',
    `\uFEFF${remitFile({ end, count: 99 }).replace('CEDARMUTUAL    ', 'CEDARMUTUAL')}`,
  ),
  of(
    '835',
    'out-of-balance',
    'a line, its claim and the payment are each off',
    remit('120', ...remitClaim)
      .replace('*100*80**1', '*100*79.5**1')
      .replace('CW1001*1*150', 'CW1001*1*151')
      .replace('BPR*I*120', 'BPR*I*119'),
  ),
  of('835', 'cut-off', 'the file ends in the middle of a claim', remitFile({ end }).slice(0, 520)),
  of('837P', 'plain', 'one claim of the subscriber with two lines', claimsFile({ end })),
  of('837P', 'version-4010', 'the same in 4010A1', claimsFile({ end, isa: ISA4010, version: '004010X098A1' })),
  of(
    '837P',
    'patient-and-other-payer',
    'a patient under the subscriber, and what another payer has paid',
    fileOf(
      '837',
      [
        ...claimsHead.map((s) => s.replace('22*0', '22*1').replace('SBR*P*18', 'SBR*S*')),
        'HL*3*2*23*0',
        'PAT*19',
        'NM1*QC*1*QUILL*MARISOL',
        'N3*7 LARK LN',
        'N4*PORTLAND*OR*97201',
        'DMG*D8*20150101*F',
        ...claim.slice(0, 3),
        'SBR*P*18*G1******MB',
        'AMT*D*80',
        'OI***Y***Y',
        'NM1*IL*1*QUILL*TAMSIN****MI*M1',
        'NM1*PR*2*HARBOR LIFE*****PI*HARB',
        ...claim.slice(3),
        'SVD*HARB*80*HC:99213**1',
        'CAS*CO*45*20',
        'DTP*573*D8*20240220',
      ],
      { end },
    ),
  ),
  of(
    '837P',
    'charges-differ',
    'the lines do not add up to the claim, a level names the wrong parent, a date is none',
    claimsFile({ end }).replace('CW2001*150', 'CW2001*151').replace('HL*2*1*22', 'HL*2*7*22').replace('20240301~', '20240231~'),
  ),
];

import { claim, claimsHead, fileOf, ISA4010 } from './files.ts';
import type { GoldenCase } from './golden-cases.ts';

/** The files of golden/x12 beyond 835 and 837P: two of each set, one as it should be and one with a fault that is often seen. */

const end = '~\n';
const of = (set: GoldenCase['set'], name: string, why: string, text: string): GoldenCase => ({ set, name, why, text });
const replaced = (segments: readonly string[], from: string, to: string) => segments.map((segment) => segment.replace(from, to));

const bill = [
  'CLM*CW3001*1250.5***13:A:1**A*Y*Y',
  'DTP*434*RD8*20240301-20240304',
  'DTP*435*DT*202403010815',
  'DTP*096*TM*1430',
  'CL1*3*1*01',
  'HI*ABK:H5213:::::::Y',
  'HI*BH:11:D8:20240228',
  'HI*BE:A1:::150.25*BE:80:::3',
  'HI*BG:09',
  'NM1*71*1*FENWICK*OAKLEY****XX*1888888882',
  'LX*1',
  'SV2*0450*HC:99213*250.5*UN*1',
  'DTP*472*D8*20240301',
  'LX*2',
  'SV2*0120**1000*DA*3**100',
];
const dental = [
  'CLM*CW4001*150***11:B:1*Y*A*Y*Y',
  'DTP*472*D8*20240301',
  'DN2*8*M****JP',
  'NM1*82*1*FENWICK*OAKLEY****XX*1888888882',
  'PRV*PE*PXC*1223G0001X',
  'LX*1',
  'SV3*AD:D1110*50****1',
  'LX*2',
  'SV3*AD:D1110*100**10**1*****1:2',
  'TOO*JP*12*M:O',
];
const institutional = { version: '005010X223A2', end };
const teeth = { version: '005010X224A2', end };

const bht = (structure: string, purpose: string, kind = '') =>
  `BHT*${structure}*${purpose}*B1*20240315*0941${kind === '' ? '' : `*${kind}`}`;
const payer = ['HL*1**20*1', 'NM1*PR*2*CEDAR MUTUAL*****PI*CEDAR'];
const clinic = ['HL*2*1*21*1', 'NM1*1P*2*LARKSPUR CLINIC*****XX*1999999984'];
const biller = ['HL*2*1*21*1', 'NM1*41*2*LARKSPUR CLINIC*****46*LARK', 'HL*3*2*19*1', 'NM1*1P*2*LARKSPUR CLINIC*****XX*1999999984'];
const asks = [
  bht('0010', '13'),
  ...payer,
  ...biller,
  'HL*4*3*22*0',
  'DMG*D8*19700410*F',
  'NM1*IL*1*QUILL*TAMSIN****MI*M100',
  'TRN*1*CW2001',
  'REF*EJ*CW2001',
  'AMT*T3*150',
  'DTP*472*RD8*20240301-20240302',
  'HL*5*3*22*1',
  'NM1*IL*1*OAKLEY*BRANDT****MI*M200',
  'HL*6*5*23*0',
  'DMG*D8*20150806*M',
  'NM1*QC*1*OAKLEY*WREN',
  'TRN*1*CW2002',
  'SVC*HC:92014*100*****1',
  'DTP*472*D8*20240301',
];
const answers = [
  bht('0010', '08', 'DG'),
  ...payer,
  ...biller,
  'HL*4*3*22*0',
  'NM1*IL*1*QUILL*TAMSIN****MI*M100',
  'TRN*2*CW2001',
  'STC*F1:20*20240312**150*120*20240315**20240315*EFT0001',
  'REF*1K*PCN77',
  'DTP*472*RD8*20240301-20240302',
  'SVC*HC:92014*100*80****1',
  'STC*F1:20*20240312',
  'DTP*472*D8*20240301',
];
const taken = [
  bht('0085', '08', 'TH'),
  ...payer,
  'TRN*1*T1',
  'DTP*050*D8*20240315',
  'DTP*009*D8*20240315',
  'HL*2*1*21*1',
  'NM1*41*2*LARKSPUR CLINIC*****46*LARK',
  'TRN*2*B1',
  'STC*A1:19*20240315*WQ*300',
  'QTY*90*1',
  'QTY*AA*1',
  'AMT*YU*150',
  'AMT*YY*150',
  'HL*3*2*19*1',
  'NM1*85*2*LARKSPUR CLINIC*****XX*1999999984',
  'HL*4*3*PT*0',
  'NM1*QC*1*QUILL*TAMSIN****MI*M100',
  'TRN*2*CW2001',
  'STC*A2:20*20240315*WQ*150',
  'DTP*472*D8*20240301',
  'HL*5*3*PT*0',
  'NM1*QC*1*OAKLEY*BRANDT****MI*M200',
  'TRN*2*CW2002',
  'STC*A7:21:85*20240315*U*150********THE RENDERING PROVIDER IS NOT KNOWN TO US',
  'DTP*472*D8*20240301',
];
const eligibility = [
  bht('0022', '13'),
  ...payer,
  ...clinic,
  'HL*3*2*22*0',
  'TRN*1*E1*9LARKSPUR1',
  'NM1*IL*1*QUILL*TAMSIN****MI*M100',
  'DMG*D8*19700410*F',
  'DTP*291*D8*20240301',
  'EQ*30^AL',
];
const covered = [
  bht('0022', '11'),
  ...payer,
  ...clinic,
  'HL*3*2*22*1',
  'NM1*IL*1*OAKLEY*BRANDT****MI*M200',
  'HL*4*3*23*0',
  'TRN*2*E1*9LARKSPUR1',
  'NM1*03*1*OAKLEY*WREN',
  'DMG*D8*20150806*M',
  'INS*N*19',
  'DTP*346*D8*20240101',
  'EB*1*IND*30**MEADOW PLAN',
  'EB*B*IND*98^AL***27*25*****Y',
  'EB*A*IND*30***27**.2****N',
  'EB*C*FAM*30***23*500',
  'EB*F**AL***22***VS*1',
  'MSG*ONE EXAM A YEAR',
  'LS*2120',
  'NM1*P3*1*FENWICK*OAKLEY****XX*1888888882',
  'LE*2120',
];
const asked = [
  bht('0007', '13'),
  'HL*1**20*1',
  'NM1*X3*2*CEDAR MUTUAL*****PI*CEDAR',
  ...clinic,
  'HL*3*2*22*1',
  'NM1*IL*1*QUILL*TAMSIN****MI*M100',
  'HL*4*3*EV*1',
  'TRN*1*A1*9LARKSPUR1',
  'UM*HS*I*2*11:B*****Y',
  'DTP*AAH*RD8*20240401-20240630',
  'HI*ABF:H5213',
  'HL*5*4*SS*0',
  'UM*HS*I',
  'SV1*HC:92014*100*UN*3',
  'HSD*VS*3',
];
const decided = [
  bht('0007', '11', '18'),
  ...asked.slice(1, 8),
  'TRN*2*A1*9LARKSPUR1',
  'UM*HS*I*2*11:B',
  'HCR*A6*AUTH77',
  'DTP*AAH*RD8*20240401-20240531',
  'HL*5*4*SS*0',
  'HCR*A1*AUTH77',
  'SV1*HC:92014*100*UN*2',
];
const acknowledged = [
  'AK1*HC*1*005010X222A1',
  'AK2*837*0001*005010X222A1',
  'IK5*A',
  'AK2*837*0002*005010X222A1',
  'IK3*CLM*17*2300*8',
  'CTX*CLM01:CW2001',
  'IK4*2**1',
  'IK5*R*5',
  'AK9*P*2*2*1',
];
const version = (text: string) => ({ version: text, end });

export const setCases: readonly GoldenCase[] = [
  of(
    '837I',
    'plain',
    'a stay of three days: bill type, admission, codes of all kinds, two revenue lines',
    fileOf('837', [...claimsHead, ...bill], institutional),
  ),
  of(
    '837I',
    'version-4010',
    'the same way of billing in 4010A1, in a group that says so',
    fileOf('837', replaced([...claimsHead, ...bill], 'PXC', 'ZZ'), { isa: ISA4010, version: '004010X096A1', end }),
  ),
  of(
    '837I',
    'no-admission',
    'CL1 is missing and a revenue line has no charge',
    fileOf(
      '837',
      replaced([...claimsHead, ...bill], '*250.5*UN', '**UN').filter((s) => !s.startsWith('CL1')),
      institutional,
    ),
  ),
  of('837D', 'plain', 'two lines, one with tooth and surfaces; a missing tooth', fileOf('837', [...claimsHead, ...dental], teeth)),
  of(
    '837D',
    'version-4010',
    'the same in 4010A1',
    fileOf('837', replaced([...claimsHead, ...dental], 'PXC', 'ZZ'), { isa: ISA4010, version: '004010X097A1', end }),
  ),
  of(
    '837D',
    'medical-line',
    'a line of the professional kind among dental ones',
    fileOf('837', [...claimsHead, ...dental, ...claim.slice(3, 6)], teeth),
  ),
  of(
    '837D',
    'note-of-line',
    'a note stands with the claim, and one where a dental line has no room for it',
    fileOf(
      '837',
      [...claimsHead, ...dental].flatMap((s) =>
        s.startsWith('DN2') ? [s, 'NTE*ADD*SEEN IN PAIN'] : s.startsWith('TOO') ? [s, 'NTE*ADD*CUSP LOST'] : [s],
      ),
      teeth,
    ),
  ),
  of('276', 'plain', 'asks after a claim of a subscriber and a line of a dependent', fileOf('276', asks, version('005010X212'))),
  of(
    '276',
    'no-trace',
    'a claim is asked for without a trace',
    fileOf(
      '276',
      asks.filter((s) => s !== 'TRN*1*CW2002'),
      version('005010X212'),
    ),
  ),
  of('277', 'plain', 'a claim was paid, with its line', fileOf('277', answers, version('005010X212'))),
  of(
    '277',
    'wrong-parent',
    'the subscriber hangs on a level that is not there, and a status has no category',
    fileOf(
      '277',
      replaced(replaced(answers, 'HL*4*3', 'HL*4*9'), 'STC*F1:20*20240312**150', 'STC*:20*20240312**150'),
      version('005010X212'),
    ),
  ),
  of('277CA', 'plain', 'one claim was taken and one was not', fileOf('277', taken, version('005010X214'))),
  of(
    '277CA',
    'no-status',
    'a patient without a status, and a date that is none',
    fileOf(
      '277',
      replaced(taken, 'D8*20240315', 'D8*10010199').filter((s) => !s.startsWith('STC*A2')),
      version('005010X214'),
    ),
  ),
  of('270', 'plain', 'asks for all benefits and for vision', fileOf('270', eligibility, version('005010X279A1'))),
  of(
    '270',
    'version-4010',
    'the same in 4010A1',
    fileOf('270', replaced(eligibility, '30^AL', '30'), { isa: ISA4010, version: '004010X092A1', end }),
  ),
  of(
    '270',
    'no-name',
    'nobody is named to ask for',
    fileOf(
      '270',
      eligibility.filter((s) => !s.startsWith('NM1*IL')),
      version('005010X279A1'),
    ),
  ),
  of(
    '271',
    'plain',
    'a dependent: active, co-payment, co-insurance, deductible, a limit with a message',
    fileOf('271', covered, version('005010X279A1')),
  ),
  of(
    '271',
    'refused',
    'the clinic may not ask: no subscriber at all',
    fileOf(
      '271',
      [bht('0022', '11'), ...payer, 'HL*2*1*21*0', 'NM1*1P*2*LARKSPUR CLINIC*****XX*1999999984', 'AAA*N**50*N'],
      version('005010X279A1'),
    ),
  ),
  of('271', 'amount', 'a co-payment that is no amount', fileOf('271', replaced(covered, '*27*25*', '*27*25,00*'), version('005010X279A1'))),
  of('278', 'request', 'asks for three visits', fileOf('278', asked, version('005010X217'))),
  of('278', 'response', 'two of them are certified', fileOf('278', decided, version('005010X217'))),
  of(
    '278',
    'no-requester',
    'nobody is named who asks',
    fileOf(
      '278',
      asked.filter((s) => !s.startsWith('NM1*1P')),
      version('005010X217'),
    ),
  ),
  of('999', 'plain', 'one set accepted, one rejected for an element', fileOf('999', acknowledged, version('005010X231A1'))),
  of(
    '999',
    'no-verdict',
    'a set without a verdict',
    fileOf(
      '999',
      acknowledged.filter((s) => s !== 'IK5*A'),
      version('005010X231A1'),
    ),
  ),
];

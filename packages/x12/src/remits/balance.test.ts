import { describe, expect, test } from 'vitest';
import { fileOf, read, remitClaim, remitFile, remitHead } from '../../testing/files.ts';

const balance = (text: string) =>
  read(text)
    .findings.filter((f) => f.snip === 3)
    .map(({ code, at, bytes, says }) => ({
      code,
      at,
      figure: text.slice(bytes.from, bytes.to),
      delta: / difference of (.*)\.$/.exec(says)?.[1],
    }));
const paid = (amount: string, ...segments: string[]) =>
  fileOf('835', [`BPR*I*${amount}*C*ACH************20240315`, ...remitHead.slice(1), ...segments]);

describe('an 835 balances at three levels', () => {
  test('the clean one', () => expect(balance(remitFile())).toEqual([]));
  test('a line', () =>
    expect(balance(remitFile().replace('HC:99213:25*100*80', 'HC:99213:25*100*79.5'))).toEqual([
      { code: '835.balance.line', at: '2110 SVC03', figure: '79.5', delta: '0.50' },
    ]));
  test('a claim', () =>
    expect(balance(remitFile().replace('CW1001*1*150', 'CW1001*1*151'))).toEqual([
      { code: '835.balance.claim', at: '2100 CLP04', figure: '120', delta: '1.00' },
    ]));
  test('the payment', () =>
    expect(balance(paid('119.99', ...remitClaim))).toEqual([
      { code: '835.balance.payment', at: 'BPR02', figure: '119.99', delta: '0.01' },
    ]));
  test('one cent more in a CAS is wrong at line and claim', () =>
    expect(balance(remitFile().replace('CAS*PR*2*10', 'CAS*PR*2*10.01')).map((f) => f.code)).toEqual([
      '835.balance.line',
      '835.balance.claim',
    ]));
});

describe('signs and sums of real remittances', () => {
  test('positive PLB amounts lower the payment, negative ones raise it', () => {
    expect(balance(paid('90', ...remitClaim, 'PLB*1999999984*20241231*WO:PCN77*35*L6:INT*-5'))).toEqual([]);
  });
  test('claim and line adjustments together; two claims and an early payment', () => {
    const one = ['CLP*A*1*225*200', 'CAS*CO*45*20', 'NM1*QC*1*QUILL', 'SVC*HC:99213*225*220', 'CAS*PR*3*5'];
    const two = ['CLP*B*1*225*195', 'CAS*CO*45*30', 'NM1*QC*1*OAKLEY'];
    expect(balance(paid('391.05', ...one, ...two, 'PLB*1999999984*20241231*90*3.95'))).toEqual([]);
  });
  test('a negative claim, method NON, forwarded', () => {
    const claim = ['CLP*A*1*-55*-170', 'NM1*QC*1*QUILL', 'SVC*HC:92014*-55*-170', 'CAS*CO*45*115'];
    expect(balance(paid('0', ...claim, 'PLB*1999999984*20241231*FB:F1*-170'))).toEqual([]);
  });
  describe('a debit notice: BPR02 is what the provider owes', () => {
    const reversal = ['CLP*A*22*-100*-80', 'NM1*QC*1*QUILL', 'SVC*HC:99213*-100*-80', 'CAS*CO*45*-20'];
    const notice = (amount: string) => fileOf('835', [`BPR*I*${amount}*D*ACH************20240315`, ...remitHead.slice(1), ...reversal]);
    test('as large as the claims take back', () => expect(balance(notice('80'))).toEqual([]));
    test('signed though it should not be', () => expect(balance(notice('-80'))).toEqual([]));
    test('not as large', () =>
      expect(balance(notice('79'))).toEqual([{ code: '835.balance.payment', at: 'BPR02', figure: '79', delta: '-1.00' }]));
    test('a credit of the same amount is wrong by twice as much', () =>
      expect(balance(notice('80').replace('*80*D*', '*80*C*'))).toMatchObject([{ delta: '-160.00' }]));
  });
  test('paid more than charged', () => {
    const claim = ['CLP*A*1*445*200', 'NM1*QC*1*QUILL', 'SVC*HC:92014*95*200', 'CAS*CO*45*-105', 'SVC*HC:99213*350*0', 'CAS*CO*45*350'];
    expect(balance(paid('200', ...claim))).toEqual([]);
  });
  test('amounts for information never balance', () => {
    expect(balance(remitFile().replace('AMT*B6*90', 'AMT*B6*900'))).toEqual([]);
  });
  test('PLB reads six amounts, their references and the year', () => {
    const { trailers, findings } = read(paid('99', ...remitClaim, 'PLB*1999999984*20241231*WO:A*1*WO:B*2*72*3*CS:D*4*L6*5*FB:F*6'));
    expect(findings).toEqual([]);
    expect(trailers[0]?.providerAdjustments.map((a) => [a.reason, a.reference, a.amount, a.element])).toEqual([
      ['WO', 'A', 100, 4],
      ['WO', 'B', 200, 6],
      ['72', undefined, 300, 8],
      ['CS', 'D', 400, 10],
      ['L6', undefined, 500, 12],
      ['FB', 'F', 600, 14],
    ]);
  });
});

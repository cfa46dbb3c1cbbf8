import { describe, expect, test } from 'vitest';
import { bytesOf, claim, claimsFile, claimsHead, fileOf, remitClaim, remitFile, remitHead } from '../../testing/files.ts';
import { setCases } from '../../testing/golden-sets.ts';
import { createChecker, findingLine } from './check.ts';
import { createExplainer, createSegmentExplainer, type ExplainedSegment } from './explain.ts';
import { createJson } from './json.ts';
import { createSummary } from './summary.ts';

function summarise(text: string) {
  const summary = createSummary('a.edi');
  summary.push(bytesOf(text));
  return summary.end();
}
const eligibility = fileOf('270', ['BHT*0022*13*E1*20240315*0941', 'HL*1**20*1', 'NM1*PR*2*CEDAR MUTUAL*****PI*CEDAR'], {
  version: '005010X279A1',
});

describe('summary', () => {
  test('an 835', () => {
    const text = fileOf('835', [...remitHead, ...remitClaim, 'PLB*1999999984*20241231*L6*-1.5']).replace('BPR*I*120', 'BPR*I*121.50');
    expect(summarise(text)).toEqual({
      summary: {
        file: 'a.edi',
        interchanges: 1,
        findings: 0,
        sets: [
          {
            set: '835',
            version: '005010X221A1',
            control: '0001',
            claims: 1,
            serviceLines: 2,
            charged: '150.00',
            paid: '120.00',
            adjusted: '30.00',
            providerAdjustments: '-1.50',
            payment: '121.50',
            balanced: true,
            findings: 0,
          },
        ],
      },
      readable: true,
      errors: 0,
      status: 0,
    });
  });
  test('an 837P has no payment', () => {
    expect(summarise(claimsFile()).summary.sets).toMatchObject([
      {
        claims: 1,
        serviceLines: 2,
        charged: '150.00',
        paid: null,
        adjusted: null,
        providerAdjustments: null,
        payment: null,
        balanced: true,
      },
    ]);
  });
  test('an amount that cannot be read, a blank payment and a set cut off balance with nothing', () => {
    const nothing = fileOf('835', [...remitHead, 'CLP*PCN1*1*0*0**12*I1']).replace('BPR*I*120', 'BPR*I*0');
    expect(summarise(nothing).summary.sets).toMatchObject([{ balanced: true }]);
    for (const unread of ['1,000.00', '99999999999999999.99', '']) {
      expect(summarise(nothing.replace('BPR*I*0', `BPR*I*${unread}`)).summary.sets).toMatchObject([{ balanced: false }]);
    }
    expect(summarise(nothing.replace('*1*0*0*', '*1*0*1,000.00*')).summary.sets).toMatchObject([{ balanced: false }]);
    expect(summarise(nothing.replace(/SE\*[\s\S]*$/, '')).summary.sets).toMatchObject([{ balanced: false }]);
  });
  test('sums past what a number holds are exact, and nobody says that they balance', () => {
    const most = '90071992547409.91';
    const claims = ['A', 'B', 'C'].map((name) => `CLP*${name}*1*${most}*${most}**12*I${name}`);
    const text = fileOf('835', [...remitHead, ...claims, `PLB*1999999984*20241231*WO:R*-${most}*WO:S*-${most}`]);
    expect(summarise(text).summary.sets).toMatchObject([
      { charged: '270215977642229.73', paid: '270215977642229.73', providerAdjustments: '-180143985094819.82', balanced: false },
    ]);
  });
  test('out of balance', () => {
    const { summary, status } = summarise(remitFile().replace('BPR*I*120', 'BPR*I*121'));
    expect(summary.sets).toMatchObject([{ balanced: false, findings: 1 }]);
    expect(status).toBe(1);
  });
  test('a set that is known by its envelope only', () => {
    const { summary, status } = summarise(eligibility);
    expect(summary.sets).toEqual([
      {
        set: '270',
        version: '005010X279A1',
        control: '0001',
        claims: null,
        serviceLines: null,
        charged: null,
        paid: null,
        adjusted: null,
        providerAdjustments: null,
        payment: null,
        balanced: null,
        findings: 0,
      },
    ]);
    expect(status).toBe(0);
  });
  test('institutional claims are summed by their revenue lines', () => {
    const bill = ['CLM*CW2001*150***13:A:1**A*Y*Y', 'DTP*434*D8*20240301', 'CL1*3**01', 'HI*ABK:J189', 'LX*1', 'SV2*0450**150*UN*1'];
    const text = fileOf('837', [...claimsHead, ...bill, ...bill], { version: '005010X223A2' });
    expect(summarise(text).summary.sets).toMatchObject([{ claims: 2, serviceLines: 2, charged: '300.00', balanced: true, findings: 0 }]);
  });
  test('claims of a guide that is not known are counted', () => {
    const text = fileOf('837', [...claimsHead, ...claim, ...claim], { version: '005010X298' });
    expect(summarise(text).summary.sets).toMatchObject([{ claims: 2, charged: null, balanced: null }]);
  });
  test('what cannot be read', () =>
    expect(summarise('hello')).toMatchObject({ readable: false, status: 2, summary: { interchanges: 0, sets: [] } }));
});

function explain(text: string): string[] {
  const lines: string[] = [];
  const explainer = createExplainer((line) => lines.push(line));
  explainer.push(bytesOf(text));
  explainer.end();
  return lines;
}

describe('explain', () => {
  test('tells the same as data, segment by segment: what it opens, each element and each part by its place', () => {
    const told: ExplainedSegment[] = [];
    const explainer = createSegmentExplainer((segment) => told.push(segment));
    explainer.push(bytesOf(remitFile()));
    expect(explainer.end()).toMatchObject({ readable: true });
    expect(told.find(({ id }) => id === 'CLP')).toMatchObject({
      ...{ name: 'Claim payment', loop: 'Claim payment (2100)' },
      elements: expect.arrayContaining([{ ref: 'CLP03', name: 'charged', value: '150.00' }]),
    });
    const service = told.find(({ id }) => id === 'SVC')?.elements[0];
    expect(service?.value).toBeUndefined();
    expect(service?.parts).toContainEqual({ ref: 'SVC01-3', name: 'modifier', value: '25' });
    // Every line of the tree is one of these.
    const flat = told.flatMap(({ id, name, loop, elements }) => [
      ...(loop === undefined ? [] : [loop]),
      `${id} ${name}`,
      ...elements.flatMap(({ ref, name: said, value, parts = [] }) => [
        value === undefined ? `${ref} ${said}` : `${ref} ${said}: ${value}`,
        ...parts.map((part) => `${part.ref} ${part.name}: ${part.value}`),
      ]),
    ]);
    expect(flat.map((line) => line.trim())).toEqual(
      explain(remitFile()).flatMap((line) => (line.trim().startsWith('!') ? [] : [line.trim()])),
    );
  });
  test('names every segment and element in our words, loops indented', () => {
    const lines = explain(remitFile());
    const from = lines.findIndex((line) => line.includes('Claim payment (2100)'));
    expect(lines.slice(from, from + 6)).toEqual([
      '        Claim payment (2100)',
      '          CLP Claim payment',
      '            CLP01 patient control number: CW1001',
      '            CLP02 claim status: 1',
      '            CLP03 charged: 150.00',
      '            CLP04 paid: 120.00',
    ]);
    expect(lines).toContain('              SVC01-3 modifier: 25'.replace('  ', '    '));
    expect(lines).toContain('              DTM02 date: 2024-03-01');
    expect(lines.filter((line) => line.includes('unnamed'))).toEqual([]);
  });
  test('says what is wrong where it is', () => {
    const lines = explain(remitFile().replace('CW1001*1*150', 'CW1001*1*151'));
    expect(lines.find((line) => line.includes('! error 2100 CLP04'))).toContain('a difference of 1.00');
  });
  test('a set that is known by its envelope only', () => {
    const lines = explain(eligibility).map((line) => line.trim());
    expect(lines).toContain('ST Set begins: Eligibility inquiry');
    expect(lines).toContain('NM103 name: CEDAR MUTUAL');
  });
});

describe('json', () => {
  test('is one array that holds the claims and the findings', () => {
    let text = '';
    const json = createJson((piece) => {
      text += piece;
    });
    json.push(bytesOf(remitFile().replace('SE*24', 'SE*25') + claimsFile().replace('000000001*0', '000000002*0')));
    json.end();
    const list = JSON.parse(text) as { kind: string }[];
    expect(list.map((one) => one.kind)).toEqual([
      'interchange',
      'setStart',
      'remitHeader',
      'remitClaim',
      'finding',
      'remitTrailer',
      'setEnd',
      'interchange',
      'setStart',
      'claimsHeader',
      'claim',
      'setEnd',
      'finding',
    ]);
    expect(list[3]).toMatchObject({ charged: 15000, lines: [{}, { adjustments: [{ group: 'CO', reason: '45', amount: 1000 }] }] });
    expect(text).not.toMatch(/"places?":/);
  });
  test('of nothing is an empty or short array', () => {
    let text = '';
    const json = createJson((piece) => {
      text += piece;
    });
    json.push(bytesOf('nothing'));
    expect(json.end().status).toBe(2);
    expect(JSON.parse(text)).toMatchObject([{ kind: 'finding', code: 'file.unreadable' }]);
  });
});

test('check counts findings and prints them in a line', () => {
  const lines: string[] = [];
  const checker = createChecker((finding) => lines.push(findingLine(finding)));
  checker.push(bytesOf(remitFile().replace('SE*24', 'SE*25').replace('PER*BL*DESK*TE*5035550100~', '')));
  expect(checker.end()).toEqual({
    readable: true,
    interchanges: 1,
    sets: 1,
    errors: 1,
    warnings: 1,
    infos: 0,
    status: 1,
    codes: { checked: false, without: [] },
  });
  expect(lines[1]).toMatch(/^error SE01 \(set 0001, bytes \d+ to \d+\): SE01 counts 25 segments; there are 23\. .*/);
});

describe('every set that we know', () => {
  const plain = setCases.filter(({ name }) => name === 'plain' || name === 'request' || name === 'response');

  test.each(plain.map((one) => [`${one.set} ${one.name}`, one] as const))(
    '%s: explained without a segment or element that has no name',
    (_, { text }) => {
      const lines: string[] = [];
      const explainer = createExplainer((line) => lines.push(line));
      explainer.push(bytesOf(text));
      expect(explainer.end()).toMatchObject({ readable: true, errors: 0 });
      expect(lines.filter((line) => /unnamed|no words for|not used/.test(line))).toEqual([]);
      expect(lines.length).toBeGreaterThan(text.split('~').length);
    },
  );

  test.each(plain.map((one) => [`${one.set} ${one.name}`, one] as const))(
    '%s: typed objects in JSON, and no bare segments',
    (_, { text }) => {
      let told = '';
      const json = createJson((more) => {
        told += more;
      });
      json.push(bytesOf(text));
      json.end();
      const kinds = (JSON.parse(told) as { kind: string }[]).map(({ kind }) => kind);
      expect(kinds).not.toContain('segment');
      expect(kinds.filter((kind) => !['interchange', 'setStart', 'setEnd', 'finding'].includes(kind)).length).toBeGreaterThanOrEqual(2);
    },
  );
});

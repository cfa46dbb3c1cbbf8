import { describe, expect, test } from 'vitest';
import { type Cents, cents, type PlainDate, plainDate, sum } from '../../ground/base/index.ts';
import { type CodeTables, createCodeTables, TableReading } from '../../ground/codes/index.ts';
import { type Benefit, type LearnedCoverage, readCoverageCsv } from '../eligibility/index.ts';
import { medical } from '../scrub/testing/claims.ts';
import { type ClaimToSend, expectedTotals, type LineToSend, withExpected } from './index.ts';

const day = (text: string): PlainDate => plainDate(text) ?? expect.fail(text);

/** Schedules as a practice brings them, several files one after the other. */
function tablesOf(...files: readonly string[]): CodeTables {
  return createCodeTables(
    files.flatMap((text) => {
      const reading = new TableReading({ table: 'fee-schedules' });
      reading.begin('fees.csv');
      reading.push(text);
      expect(reading.end()).toBeUndefined();
      expect(reading.findings).toEqual([]);
      return reading.build({ name: reading.beginsOn ?? '', from: reading.beginsOn ?? day('2000-01-01') }).map(({ bytes }) => bytes);
    }),
  );
}

const heading = 'payer,plan,code,modifiers,place,allowed,percent,percent of,from,to';
const fees = (...rows: readonly string[]) => `${[heading, ...rows].join('\n')}\n`;
const year = fees(
  'P100,,99213,,,85.00,,,2026-01-01,',
  'P100,,99213,,facility,62.10,,,2026-01-01,',
  'P100,Gold,99213,,,90.00,,,2026-01-01,2026-06-30',
  'P100,,93000,,,,80,charge,2026-01-01,',
  'P100,,93000,26,,7.25,,,2026-01-01,',
  'P100,,97110,,,,112.5,BASE,2026-01-01,',
  'BASE,,97110,,,30.33,,,2026-01-01,',
  'P200,,99213,,,1.00,,,2026-01-01,',
);

const looked = (benefits: readonly Benefit[], change: Partial<LearnedCoverage['entry']> = {}): LearnedCoverage['entry'] => ({
  ...{ payerId: 'P100', active: true, checkedOn: day('2026-03-01'), benefits },
  ...change,
});
const plan: Benefit = { coinsurance: 2000, deductibleLeft: cents(0) };

function claimOf(codes: readonly string[], line: Partial<LineToSend> = {}): ClaimToSend {
  const { claim } = medical([...codes]);
  return { ...claim, lines: claim.lines.map((one) => ({ ...one, billed: cents(10_000), ...line })) };
}
const expecting = (claim: ClaimToSend, looks: readonly LearnedCoverage['entry'][] = [looked([plan])], tables = tablesOf(year)) =>
  withExpected(claim, { tables, looks }).lines.map(({ expected }) => expected ?? expect.fail('nothing is expected'));
const one = (...of: Parameters<typeof expecting>) => expecting(...of)[0] ?? expect.fail('it has no line');

describe('what a schedule allows', () => {
  test.each<readonly [string, Partial<LineToSend>, number | string]>([
    ['99213', {}, 8500],
    ['99213', { units: '2', billed: cents(50_000) }, 17_000],
    ['99213', { placeOfService: '22' }, 6210],
    ['93000', { billed: cents(3_333) }, 2666],
    ['97110', { units: '3', billed: cents(20_000) }, 10_236],
    ['99213', { billed: cents(8_000) }, 8000],
    ['93000-26', {}, 725],
    ['93000-59', {}, 8000],
    ['93000-50', {}, 'has no row for 93000-50'],
    ['J1100', {}, 'says nothing of J1100'],
    ['99213', { servedOn: day('2025-12-31') }, 'No edition of a fee schedule of P100 is loaded for 2025-12-31'],
    ['99213', { units: 'some' }, 'units'],
  ])('%s %j: %s', (code, line, wanted) => {
    const { allowed, unknown, source } = one(claimOf([code], line));
    if (typeof wanted === 'number') {
      expect([allowed, unknown]).toEqual([wanted, []]);
      expect(source).toContain('of P100, row');
    } else {
      expect(allowed).toBeUndefined();
      expect(unknown.join()).toContain(wanted);
    }
  });

  test('a product goes before any, for its days; two prices of the same are no price', () => {
    const gold = (servedOn: string): ClaimToSend => {
      const claim = claimOf(['99213'], { servedOn: day(servedOn) });
      return { ...claim, coverages: claim.coverages.map((coverage) => ({ ...coverage, groupName: 'gold' })) };
    };
    expect(one(gold('2026-06-30')).allowed).toBe(9000);
    expect(one(gold('2026-07-01')).allowed).toBe(8500);
    const twice = tablesOf(fees('P100,,99213,,,85.00,,,2026-01-01,', 'P100,,99213,,,86.00,,,2026-01-01,'));
    expect(one(claimOf(['99213']), undefined, twice).unknown.join()).toContain('two prices');
  });

  test('editions stand side by side: each answers for its days, and one payer’s says nothing of another’s', () => {
    const both = tablesOf(year, fees('P100,,99213,,,88.00,,,2026-07-01,'));
    expect(one(claimOf(['99213'], { servedOn: day('2026-06-30') }), undefined, both).allowed).toBe(8500);
    const later = one(claimOf(['99213'], { servedOn: day('2026-07-01') }), undefined, both);
    expect([later.allowed, later.source]).toEqual([8800, 'fee schedule 2026-07-01 of P100, row 99213, from 2026-07-01']);
    expect(both.fees?.('P200', '99213', day('2026-07-01')).is).toBe('found');
  });
});

describe('who bears it', () => {
  const shares = (benefits: readonly Benefit[], codes: readonly string[] = ['99213'], change: Partial<LearnedCoverage['entry']> = {}) =>
    expecting(claimOf(codes), [looked(benefits, change)]).map(({ payer, patient, parts, unknown }) =>
      payer === undefined
        ? unknown.join()
        : `${payer}+${patient}: ${parts.flatMap(({ of, amount }) => (of === 'payer' ? [] : [`${of} ${amount}`])).join(', ')}`,
    );
  const none = cents(0);

  test.each<readonly [string, readonly Benefit[], string]>([
    ['coinsurance', [plan], '6800+1700: coinsurance 1700'],
    ['deductible first', [{ ...plan, deductibleLeft: cents(5_000) }], '2800+5700: deductible 5000, coinsurance 700'],
    ['all deductible, no coinsurance needed', [{ copay: none, deductibleLeft: cents(50_000) }], '0+8500: deductible 8500'],
    ['copay alone', [{ copay: cents(2_500), copayAlone: true }], '6000+2500: copay 2500'],
    ['copay over the allowed', [{ copay: cents(9_500), copayAlone: true }], '0+8500: copay 8500'],
    ['copay beside', [{ ...plan, copay: cents(2_500), copayAlone: false }], '4800+3700: copay 2500, coinsurance 1200'],
    [
      'out of pocket',
      [{ ...plan, deductibleLeft: cents(5_000), outOfPocketLeft: cents(5_200) }],
      '3300+5200: deductible 5000, coinsurance 200',
    ],
    ['yearly maximum', [{ ...plan, maximumLeft: cents(5_000) }], '5000+3500: coinsurance 1700, over-maximum 1800'],
    ['not covered', [plan, { service: '99213', notCovered: true }], '0+8500: not-covered 8500'],
    ['the closest word counts', [plan, { service: '992*', coinsurance: 1000 }, { service: '99213', coinsurance: 0 }], '8500+0: '],
    ['no coinsurance said', [{ copay: none, deductibleLeft: none }], 'The coverage says no coinsurance.'],
    ['no deductible said', [{ coinsurance: 2000 }], 'does not say what is left of the deductible'],
    ['nothing said', [{ deductibleLeft: none }], 'neither a copay nor a coinsurance'],
    ['copay and what?', [{ ...plan, copay: cents(2_500) }], 'whether the copay stands instead'],
    ['said in two ways', [plan, { coinsurance: 3000 }], 'the coinsurance in two ways'],
  ])('%s', (_, benefits, wanted) => expect(shares(benefits).join()).toContain(wanted));

  test('what one line uses up is gone for the next, and where that is not known so is the rest', () => {
    const deductible = [{ ...plan, copay: none, deductibleLeft: cents(10_000) }];
    expect(shares(deductible, ['99213', '93000'])).toEqual(['0+8500: deductible 8500', '5200+2800: deductible 1500, coinsurance 1300']);
    expect(shares(deductible, ['J1100', '99213'])[1]).toContain('What a line before takes of the deductible is not known');
    expect(shares([{ copay: cents(2_500), copayAlone: true }], ['99213', '93000'])).toEqual(['6000+2500: copay 2500', '8000+0: ']);
  });

  test('a look of another year, of another payer or of a coverage that ended says nothing of the day', () => {
    expect(shares([{ ...plan, deductibleLeft: cents(1) }], ['99213'], { checkedOn: day('2025-12-01') })[0]).toContain('another year');
    expect(shares([plan], ['99213'], { payerId: 'P9' })[0]).toContain('Nothing was learned');
    expect(shares([plan], ['99213'], { to: day('2026-01-31') })[0]).toContain('does not cover that day');
  });

  test('a list says it row by row, by kind of service', () => {
    const list = [
      'payer_id,member_id,last_name,first_name,checked_on,service,copay,coinsurance_percent,deductible_left,covered,copay_alone',
      'P100,M1,Doe,Ann,2026-03-01,,,20%,0,,',
      'P100,M1,Doe,Ann,2026-03-01,99213,$15.00,,,yes,yes',
      'P100,M1,Doe,Ann,2026-03-01,93000,,,,no,',
      'P100,M1,Doe,Ann,2026-03-01,,soon,,,,',
    ].join('\n');
    const { rows, findings } = readCoverageCsv(list, [], day('2026-03-02'));
    expect(findings.map(({ at, says }) => `${at}: ${says}`)).toEqual(['line 5: copay is no amount.']);
    const looks = rows.map(({ entry }) => entry);
    expect(expecting(claimOf(['99213', '93000']), looks).map(({ payer, patient }) => [payer, patient])).toEqual([
      [7000, 1500],
      [0, 8000],
    ]);
  });

  test('the parts are what is allowed, to the cent, whatever the figures', () => {
    let seed = 7;
    const draw = (most: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % (most + 1);
    };
    const some = (key: keyof Benefit, most: number): Benefit => (draw(3) === 0 ? {} : { [key]: draw(most) });
    let known = 0;
    for (let round = 0; round < 1_000; round++) {
      const benefit: Benefit = {
        ...{ ...some('copay', 4_000), ...some('coinsurance', 10_000), ...some('deductibleLeft', 15_000) },
        ...{ ...some('outOfPocketLeft', 20_000), ...some('maximumLeft', 20_000), copayAlone: draw(1) === 0 },
      };
      const lines = ['99213', '93000', '97110'].map((code) =>
        claimOf([code], { billed: cents(draw(20_000)), units: `${draw(3)}.${draw(9)}` }),
      );
      const claim: ClaimToSend = { ...claimOf(['99213']), lines: lines.flatMap((made) => made.lines) };
      for (const { allowed, payer, patient, parts } of expecting(claim, [looked([benefit])], tables)) {
        if (allowed === undefined || payer === undefined || patient === undefined) continue;
        known += 1;
        if (sum(parts.map(({ amount }) => amount)) !== allowed || payer + patient !== allowed) expect([benefit, parts]).toEqual(allowed);
        if (parts.some(({ amount }) => amount < 0)) expect(parts).toEqual([]);
      }
    }
    expect(known).toBeGreaterThan(1_000);
  });
  const tables = tablesOf(year);
});

describe('past the first payer', () => {
  const after = (paid: number, patient: number, change: Partial<ClaimToSend> = {}): ClaimToSend => {
    const claim = claimOf(['99213']);
    const [own] = claim.coverages;
    if (own === undefined) throw new Error('a claim has a coverage');
    const amounts = [
      { group: 'CO', reason: '45', amount: cents(10_000 - paid - patient) },
      { group: 'PR', reason: '2', amount: cents(patient) },
    ];
    const line = { number: 1, paid: cents(paid), procedure: { code: '99213', modifiers: [] }, adjustments: amounts };
    const decision = { paid: cents(paid), decidedOn: day('2026-03-20'), adjustments: [], lines: [line] };
    return {
      ...claim,
      sentAs: 'secondary',
      coverages: [
        { ...own, payerId: 'P1', decision },
        { ...own, rank: 'secondary' },
      ],
      ...change,
    };
  };
  const brief = (claim: ClaimToSend) => {
    const { allowed, payer, patient, unknown } = one(claim);
    return [allowed, payer, patient, unknown.join()];
  };

  test('what the first allowed and paid counts, not our schedule with the next', () => {
    expect(brief(after(8_000, 0))).toEqual([8000, 0, 0, '']);
    const [allowed, payer, , why] = brief(after(6_400, 1_600));
    expect([allowed, payer, why]).toEqual([8000, undefined, expect.stringContaining('16.00 are left')]);
    expect(brief(after(-1, 0))[3]).toContain('less than nothing');
    const silent = after(1, 1);
    expect(brief({ ...silent, coverages: silent.coverages.map(({ decision: _, ...coverage }) => coverage) })[3]).toContain('not told');
  });

  test.each<readonly [Benefit, number, number]>([
    [{ ...plan, coordination: 'traditional' }, 4000, 0],
    [{ ...plan, coordination: 'non-duplication' }, 2400, 1600],
    [{ ...plan, coordination: 'carve-out' }, 2400, 1600],
    [{ ...plan, coordination: 'maintenance of benefits' }, 3200, 800],
    [{ ...plan, deductibleLeft: cents(1_000), coordination: 'maintenance of benefits' }, 2400, 1600],
  ])('the next plan pays by its way of coordinating: %j', (benefit, pays, rest) => {
    const { allowed, payer, patient, parts, unknown } = one(after(4_000, 4_000), [looked([benefit])]);
    expect([allowed, payer, patient, unknown]).toEqual([8000, pays, rest, []]);
    expect(sum(parts.map(({ amount }) => amount))).toBe(allowed);
    expect(one(after(4_000, 4_000), [looked([{ coordination: 'traditional' }])]).unknown.join()).toContain('neither a copay nor');
  });

  test('a void expects nothing, and totals count what is not known', () => {
    const schedule = { tables: tablesOf(year), looks: [looked([plan])] };
    expect(withExpected({ ...claimOf(['99213']), frequency: '8' }, schedule).lines[0]?.expected).toBeUndefined();
    const { lines } = withExpected(claimOf(['99213', 'J1100']), schedule);
    const nothing = { lines: 2, allowed: 8500 as Cents, payer: 6800, patient: 1700, allowedUnknown: 1, sharesUnknown: 1 };
    expect(expectedTotals(lines)).toEqual(nothing);
    expect(expectedTotals(claimOf(['99213']).lines)).toBeUndefined();
  });
});

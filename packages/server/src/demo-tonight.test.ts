import { plainDate } from '@claimwright/core/ground/base';
import { createCodeTables, TableReading, tableNames } from '@claimwright/core/ground/codes';
import type { BillingFacts, ClaimToSend } from '@claimwright/core/revenue/claims';
import { buildClaims, withExpected } from '@claimwright/core/revenue/claims';
import { checkClaim, compileRules, type PayerRule, plainPayer, type ScrubFacts, type ServedLine } from '@claimwright/core/revenue/scrub';
import { demoFiles, sampleCodeTables, type Tonight } from '@claimwright/twin';
import { expect, test } from 'vitest';
import { chargeInput } from './revenue/charges/input.ts';
import { knownInput } from './revenue/scrub/input.ts';

const day = (text: string) => plainDate(text) ?? expect.fail(text);

const tables = createCodeTables(
  sampleCodeTables.flatMap(({ name, table, text }) => {
    const reading = new TableReading({ table: tableNames.find((one) => one === table) });
    reading.begin(name);
    expect([name, reading.push(text) ?? reading.end(), reading.wrongRows]).toEqual([name, undefined, 0]);
    return reading.build({ name: 'sample', from: day('2020-01-01') }).map(({ bytes }) => bytes);
  }),
);

const servedOf = ({ patientControlNumber: claim, lines, rendering, billing }: ClaimToSend): ServedLine[] =>
  lines.flatMap(({ procedure: { code, modifiers }, servedOn: on, units }) =>
    on === undefined ? [] : [{ claim, code, modifiers, units: Number(units), on, provider: rendering?.npi ?? billing.npi ?? '' }],
  );

function factsOf(claim: ClaimToSend, all: readonly ClaimToSend[], tonight: Tonight, today: string): ScrubFacts {
  const payerId = claim.coverages[0]?.payerId ?? '';
  const told = tonight.told.filter(({ account }) => account === claim.patientControlNumber).map(({ fact }) => knownInput.parse(fact));
  const note = told.find((one) => one.kind === 'note');
  const rule = { ...tonight.rule, version: 1, author: 'nobody', writtenOn: today } as unknown as PayerRule;
  return {
    ...{ claim, tables, rules: compileRules([rule]).rules, today: day(today), jurisdiction: 'OH' },
    history: all.filter(({ patient }) => JSON.stringify(patient) === JSON.stringify(claim.patient)).flatMap(servedOf),
    payer: { ...plainPayer(payerId), ...tonight.terms.find((one) => one.payerId === payerId)?.terms, payerId },
    eligibility: told.flatMap((one) => (one.kind === 'coverage' ? [one.entry] : [])),
    authorizations: told.flatMap((one) => (one.kind === 'authorization' ? [one.authorization] : [])),
    ...(note === undefined ? {} : { note: { document: 'note', text: note.text } }),
  };
}

test.each([
  ['demo', '2026-11-22'],
  ['demo', '2028-03-01'],
  ['another', '2027-01-03'],
])(
  'tonight has a hundred claims of every specialty, most of them clean, and something for each family that it means (%s, %s)',
  (seed, today) => {
    const { tonight } = demoFiles(seed, today);
    const billing = tonight.billing as unknown as BillingFacts;
    const claims = tonight.charges
      .flatMap((charge) => buildClaims(chargeInput.parse(charge), billing).claims)
      .map((claim) => withExpected(claim, { tables, looks: [] }));
    expect(claims).toHaveLength(100);
    expect(tonight.charges).toHaveLength(102);
    const found = claims.map((claim) => checkClaim(factsOf(claim, claims, tonight, today)));
    expect([...new Set(found.flat().map(({ family }) => family))].sort()).toEqual([...tonight.families].sort());
    const red = found.filter((one) => one.some(({ severity }) => severity === 'error')).length;
    const green = found.filter((one) => one.length === 0).length;
    expect(red).toBeGreaterThan(15);
    expect(claims.length - red - green).toBeGreaterThan(5);
    expect(green).toBeGreaterThan(60);
    expect(found.flat().filter(({ proposal }) => proposal?.change === 'add-modifier').length).toBeGreaterThan(1);
    expect(new Set(claims.map(({ kind }) => kind))).toEqual(new Set(['professional', 'dental']));
  },
);

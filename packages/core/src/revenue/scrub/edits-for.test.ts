import { expect, test } from 'vitest';
import { checkBy } from './check-claim.ts';
import { editsFor, editsOf } from './edits-for.ts';
import { checkClaim, compileRules, edits, type ScrubFacts } from './index.ts';
import { lookAt } from './look.ts';
import { casesByEdit } from './testing/cases/index.ts';
import { dental, institutional, medical, served, vision } from './testing/claims.ts';
import { samplePack } from './testing/pack.ts';
import { sampleRows } from './testing/rows.ts';
import { seedings } from './testing/seeded.ts';
import { type Chance, chance, somebody } from './testing/seeding.ts';

const { rules } = compileRules(samplePack.rules);
const plainly = (facts: ScrubFacts) => checkBy(lookAt(facts), editsOf(facts.claim));

const codes = sampleRows.procedures.map(({ code }) => code);
const diagnoses = sampleRows.diagnoses.map(({ code }) => code);
const modifiers = ['', '-25', '-59', '-26', '-RT', '-LT', '-50', '-57', '-GY', '-76', '-RT-25', '-ZZ'];
const spots = ['', '', '#14', '#3:MO', '#A:O', '#19@30', '@10', '#99'];
const notes = [undefined, 'Root canal of tooth 14, pain and decay.', 'Fundus photos of the left eye, separate problem.', 'Prophy.'];

/** Any lines together, right or wrong, for any payer and with any history. */
function anyClaim(c: Chance): ScrubFacts {
  const pick = <T>(from: readonly T[]): T | undefined => from[c(from.length)];
  const line = () => `${pick(codes)}${pick(modifiers)}${c(4) === 0 ? `*${c(7)}` : ''}${pick(spots)}>${1 + c(3)}`;
  const some = <T>(most: number, one: () => T): T[] => Array.from({ length: c(most + 1) }, one);
  const make = pick([medical, dental, institutional, vision]) ?? medical;
  const note = pick(notes);
  const whose = somebody(c, [2, 80]);
  return make([line(), ...some(5, line)], {
    ...whose,
    ...{ diagnoses: some(4, () => pick(diagnoses) ?? 'R05'), rules, jurisdiction: 'FL' },
    coverage: { ...whose.coverage, filingIndicator: c(3) === 0 ? 'MB' : 'CI', startsOn: served('99213', `202${c(7)}-02-01`).on },
    history: some(6, () => served(line(), `2026-0${1 + c(3)}-1${c(2)}`, { claim: `E${c(9)}` })),
    payer: {
      ...{ filingDays: c(3) * 40, minutes: pick(['medicare', 'ama'] as const), ncci: c(5) > 0 },
      frequencies: some(1, () => ({ of: ['check-up', '99213'], times: c(2), days: 90, per: 'patient' })),
      authorizationFor: some(1, () => 'crown'),
      narrativeFor: some(1, () => 'root canal'),
      orderingFor: some(1, () => '93000'),
      attachments: some(1, () => ({ of: ['crown', '99213'], reports: ['RB'] })),
    },
    ...(c(4) === 0 ? { claim: { sentAs: 'secondary', frequency: pick(['7', '8']) } } : {}),
    line: c(3) === 0 ? { minutes: c(40), prosthesis: pick(['I', 'R']), note: pick(notes) } : {},
    ...(note === undefined ? {} : { note }),
  });
}

test('the edits that a claim’s traits choose find the same, in the same order, as all of them asked plainly', () => {
  const claims = [
    ...[...casesByEdit.values()].flatMap(({ hold, pass }) => [...hold, ...pass]),
    ...seedings.flatMap((one, i) => [one.wrong(chance(i)), one.near(chance(i))]),
    ...Array.from({ length: 1_500 }, (_, seed) => anyClaim(chance(seed))),
  ];
  const found = new Set<string>();
  for (const facts of claims) {
    const all = plainly(facts);
    const chosen = checkClaim(facts);
    if (JSON.stringify(chosen) !== JSON.stringify(all)) expect(chosen).toEqual(all);
    for (const { code } of all) found.add(code);
  }
  expect(edits.filter(({ code }) => !found.has(code))).toEqual([]);
  expect(found.size).toBeGreaterThan(edits.length);
});

test('a plain visit is put to fewer than half of the edits', () => {
  expect(editsFor(lookAt(medical(['99213']))).length).toBeLessThan(edits.length / 2);
});

test('a void is asked whether it is whole, and of nothing that the claim it takes back may have had wrong', () => {
  const wrong = {
    ...{
      history: [served('99213', '2026-03-10')],
      eligibility: [{ payerId: 'P100', active: false, checkedOn: served('99213', '2026-03-11').on }],
    },
    ...{
      payer: { filingDays: 5, authorizationFor: ['99213'], frequencies: [{ of: ['99213'], times: 1, days: 90, per: 'patient' as const }] },
    },
  };
  const found = (claim: object) => checkClaim(medical(['99213*9', '99213*9'], { ...wrong, claim })).map(({ family }) => family);
  expect(found({})).toEqual(expect.arrayContaining(['duplicates', 'filing', 'authorization', 'eligibility']));
  expect(found({ frequency: '8', originalPayerControlNumber: 'PC1' })).toEqual([]);
  expect(found({ frequency: '8' })).toEqual(['identity']);
});

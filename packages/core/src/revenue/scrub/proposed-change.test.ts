import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeClaim, changedFields } from '../claims/index.ts';
import { checkClaim, completionsOf, onlyCompletes, type PayerRule, proposedChanges, type ScrubFacts, type ScrubFinding } from './index.ts';
import { whyNotModifier } from './proposed-change.ts';
import { compileRules } from './rules/compile.ts';
import { type Changes, dental, institutional, medical } from './testing/claims.ts';

const proposedOf = (facts: ScrubFacts) => proposedChanges(facts, checkClaim(facts)).map(({ changes }) => changes);
const at = (text: string, words: string) => ({ document: 'note', from: text.indexOf(words), to: text.indexOf(words) + words.length });

describe('a modifier that unlocks payment', () => {
  const unlocking = ['25', '57', '59', 'XE', 'XS', 'XP', 'XU', '24', '76', '91', '22'];

  test.each(unlocking)('%s is never proposed without words of the very note', (modifier) => {
    const note = { document: 'note', text: 'A separately identifiable problem.' };
    expect(whyNotModifier(modifier, [], note)).toContain('unlocks payment');
    expect(whyNotModifier(modifier, [{ document: 'another', from: 0, to: 5 }], note)).toContain('unlocks payment');
    expect(whyNotModifier(modifier, [{ document: 'note', from: 5, to: 5 }], note)).toContain('unlocks payment');
    expect(whyNotModifier(modifier, [{ document: 'note', from: 0, to: 900 }], note)).toContain('unlocks payment');
    expect(whyNotModifier(modifier, [at(note.text, 'separately')], undefined)).toContain('unlocks payment');
    expect(whyNotModifier(modifier, [at(note.text, 'separately identifiable')], note)).toBeUndefined();
  });

  test.each([
    ['without a word of it', ['99213', '93000'], 'Seen for diabetes. Tracing done.', []],
    ['denied in its sentence', ['99213', '93000'], 'There was no separate problem. Tracing done.', []],
    ['a visit and a procedure', ['99213', '93000'], 'Knee pain, an unrelated problem. Tracing done.', ['lines.0.procedure.modifiers 25']],
    ['two sites', ['97110', '97140'], 'Manual therapy at a separate site.', ['lines.1.procedure.modifiers XS']],
    ['two sessions', ['97110', '97140'], 'Manual therapy at a separate session.', ['lines.1.procedure.modifiers XE']],
    ['a pair that nothing sets apart', ['Z1090', 'Z6001'], 'A separate site, a separate session.', []],
  ])('%s', (_name, lines, note, expected) => {
    const changes = proposedOf(medical(lines, { note })).flat();
    expect(changes.map(({ at: field, to }) => `${field} ${to}`)).toEqual(expected);
  });

  const rule = (choice: string, when: string): PayerRule => ({
    ...{ id: 'ask', version: 1, author: 'Test', writtenOn: '2026-01-01' as PayerRule['writtenOn'], title: 'Ask', payers: ['*'] },
    ...{ effective: '2026-01-01' as PayerRule['effective'], over: 'line', action: 'propose', when, tests: [] },
    ...{ says: 'The side is wanted.', because: 'The payer says so.', fix: 'Add it.', source: 'bulletin' },
    proposal: { change: 'add-modifier', choices: [choice], phrases: ['right eye', 'left eye', 'cataract'] },
  });
  const sided = (choice: string, note: string, lines: readonly string[] = ['92134']) =>
    proposedOf({
      ...medical(lines, { note, diagnoses: ['H2511'] }),
      rules: compileRules([rule(choice, `line.code == "92134" && !("${choice}" in line.modifiers)`)]).rules,
    }).length;

  test.each([
    ['RT', 'Scan of the right eye.', 1],
    ['RT', 'Scan of the left eye.', 0],
    ['LT', 'Scan of the right eye.', 0],
    ['RT', 'Scan of the cataract.', 0],
    ['RT', 'Scan of the right eye, then of the left.', 0],
  ])('a side is proposed as the note has it and never as the other: %s, %s', (choice, note, count) => {
    expect(sided(choice, note)).toBe(count);
  });

  test('a side is not proposed beside the other', () => {
    expect(sided('RT', 'Scan of the right eye.', ['92134-LT'])).toBe(0);
  });
});

test('what would bring another finding that holds, or leave this one, is not proposed', () => {
  const facts = medical(['99213', '93000-76'], { note: 'A separate problem.' });
  const finding = { code: 'pair-without-modifier', at: 'line 2', severity: 'error' } as ScrubFinding;
  const proposal = { change: 'add-modifier', line: 2, choices: ['77'], evidence: [at('A separate problem.', 'separate problem')] } as const;
  // 76 and 77 contradict each other.
  expect(proposedChanges(facts, [{ ...finding, proposal }])).toEqual([]);
});

test('among several diagnoses a person chooses; one alone is proposed', () => {
  const many = medical(['92014'], { diagnoses: ['H4011X0'] });
  expect(checkClaim(many).flatMap(({ proposal }) => proposal?.choices ?? []).length).toBeGreaterThan(1);
  expect(proposedOf(many)).toEqual([]);
});

describe('what a claim leaves empty', () => {
  const crown = (changes: Changes = {}): ScrubFacts =>
    dental(['D2740#30'], { note: 'Fractured cusp, recurrent decay on tooth 30. Crown prep.', line: { prosthesis: 'I' }, ...changes });
  const known = [{ entity: 'person', name: 'Quill', npi: '1215193883', taxonomy: '122300000X' }] as const;

  test('is completed from the note, from who works here, and from the lines of a stay', () => {
    const facts = crown({ rendering: { taxonomy: undefined } });
    const [narrative, taxonomy] = completionsOf(facts, checkClaim(facts), known);
    expect(narrative?.changes).toEqual([{ at: 'lines.0.note', to: 'Fractured cusp, recurrent decay on tooth 30' }]);
    expect(taxonomy).toMatchObject({ code: 'rendering-taxonomy-not-said', at: 'rendering provider', changes: [{ to: '122300000X' }] });
    const stay = { typeOfBill: '131', conditions: [], occurrences: [], values: [] };
    const hospital = institutional(['99213'], { claim: { stay } });
    expect(completionsOf(hospital, [], [])[0]?.changes.map(({ at: field }) => field)).toEqual(['stay.from', 'stay.to']);
  });

  test('stays empty where the note gives no reason, says too much for the wire, or the practice does not know', () => {
    const long =
      'Fractured cusp with recurrent decay under an old restoration that has been leaking at its margin for many months on tooth 30';
    for (const note of ['Crown prep on tooth 30.', 'No decay on tooth 30.', long]) {
      const facts = crown({ note });
      expect(completionsOf(facts, checkClaim(facts), known), note).toEqual([]);
    }
    const unknown = crown({ rendering: { taxonomy: undefined, npi: '1053386219' } });
    expect(completionsOf(unknown, [], known)).toEqual([]);
  });

  test('never is a code, a date of service, an amount, or a word that stands there already', () => {
    const { claim } = crown();
    const fields = changedFields({}, claim).concat(
      ...['procedure.code', 'procedure.modifiers', 'servedOn', 'billed', 'units', 'pointers'].map((one) => `lines.0.${one}`),
      ...['diagnoses.0.code', 'diagnoses', 'lines', 'patient.birthDate', 'coverages.0.memberId', 'billing.npi', 'lines.0.rendering.npi'],
    );
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.string({ minLength: 1 }), (field, to) => {
        const change = [{ at: field, to }];
        if (onlyCompletes(claim, change)) expect(field).toMatch(/\.(?:note|taxonomy)$|^stay\.(?:from|to)$/);
      }),
      { numRuns: 500 },
    );
    for (const field of ['lines.0.procedure.modifiers', 'lines.0.procedure.code', 'diagnoses.0.code', 'lines.0.servedOn', 'lines.0.units'])
      expect(onlyCompletes(claim, [{ at: field, to: '25' }]), field).toBe(false);
    expect(onlyCompletes(claim, [{ at: 'lines.0.note', to: 'why' }])).toBe(true);
    const said = changeClaim(claim, [{ at: 'lines.0.note', to: 'why' }]) as typeof claim;
    expect(onlyCompletes(said, [{ at: 'lines.0.note', to: 'why not' }])).toBe(false);
    expect(
      onlyCompletes(claim, [
        { at: 'lines.0.note', to: 'why' },
        { at: 'diagnoses.0.code', to: 'I10' },
      ]),
    ).toBe(false);
  });
});

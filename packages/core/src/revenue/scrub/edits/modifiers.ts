import type { Edit, Hit, Report } from '../edit.ts';
import type { LineLook, Look } from '../look.ts';

function everyLine(look: Look, report: Report, judge: (line: LineLook) => Omit<Hit, 'line'> | undefined): void {
  for (const line of look.lines) {
    if (line.modifiers.length === 0) continue;
    const hit = judge(line);
    if (hit !== undefined) report({ line, ...hit });
  }
}

const has = (line: LineLook, modifier: string): boolean => line.modifiers.includes(modifier);
const firstOf = (line: LineLook, set: ReadonlySet<string>): string | undefined => line.modifiers.find((m) => set.has(m));

function checkKnown(look: Look, report: Report): void {
  everyLine(look, report, ({ modifiers, on }) => {
    const day = look.tables.on(on);
    for (const modifier of modifiers) {
      const answer = day.modifier(modifier);
      if (answer?.is === 'absent') return { values: { modifier }, edition: answer.edition };
      if (answer?.is !== 'found' && !/^[A-Z0-9]{2}$/.test(modifier)) return { values: { modifier } };
    }
    return undefined;
  });
}

const apart: readonly (readonly [string, string])[] = [
  ['26', 'TC'],
  ['59', 'XE'],
  ['59', 'XS'],
  ['59', 'XP'],
  ['59', 'XU'],
  ['GA', 'GZ'],
  ['GA', 'GY'],
  ['GY', 'GZ'],
  ['80', '81'],
  ['80', '82'],
  ['62', '66'],
  ['76', '77'],
  ['22', '52'],
  ['52', '53'],
  ['58', '78'],
  ['78', '79'],
];

const rightOnly = new Set('RT E3 E4 F5 F6 F7 F8 F9 T5 T6 T7 T8 T9'.split(' '));
const leftOnly = new Set('LT E1 E2 FA F1 F2 F3 F4 TA T1 T2 T3 T4'.split(' '));
export const sideOfModifier = (modifier: string): 'right' | 'left' | undefined =>
  rightOnly.has(modifier) ? 'right' : leftOnly.has(modifier) ? 'left' : undefined;

/** One line is of one side, or says by 50 that it is of both. */
function sidesApart({ modifiers }: LineLook): readonly [string, string] | undefined {
  const sided = modifiers.filter((one) => sideOfModifier(one) !== undefined);
  const [first] = sided;
  if (first === undefined) return undefined;
  if (modifiers.includes('50')) return ['50', first];
  const other = sided.find((one) => sideOfModifier(one) !== sideOfModifier(first));
  return other === undefined ? undefined : [first, other];
}

function checkTogether(look: Look, report: Report): void {
  everyLine(look, report, (line) => {
    if (line.modifiers.length < 2) return undefined;
    const pair = apart.find(([a, b]) => has(line, a) && has(line, b)) ?? sidesApart(line);
    return pair && { values: { a: pair[0], b: pair[1] } };
  });
}

const ofVisits = new Set(['24', '25', '57']);
const neverOfVisits = new Set(['59', 'XE', 'XS', 'XP', 'XU', '50', '58', '78', '79', '51', '26', 'TC', 'LT', 'RT']);
const informational = new Set(
  'RT LT E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LC LD RC LM RI GA GX GY GZ KX GP GO GN GT 93 95 Q5 Q6'.split(
    ' ',
  ),
);
const paying = new Set('22 24 25 26 50 52 53 54 55 56 57 58 59 62 66 78 79 80 81 82 AS TC XE XS XP XU'.split(' '));

function checkOrder(look: Look, report: Report): void {
  everyLine(look, report, ({ modifiers }) => {
    const informing = modifiers.findIndex((m) => informational.has(m));
    if (informing < 0) return undefined;
    const late = modifiers.findIndex((m, i) => i > informing && paying.has(m));
    return late < 0 ? undefined : { values: { modifier: modifiers[late] ?? '' } };
  });
}

function checkComponents(look: Look, report: Report): void {
  everyLine(look, report, (line) => {
    const modifier = has(line, '26') ? '26' : has(line, 'TC') ? 'TC' : undefined;
    const kind = modifier && line.known.value?.components;
    if (modifier === undefined || kind === undefined) return undefined;
    const right = kind === '1' || (modifier === '26' && (kind === '6' || kind === '8'));
    return right ? undefined : { values: { modifier, code: line.code } };
  });
}

const facilities = new Set(['19', '21', '22', '23', '24']);
function checkFacility(look: Look, report: Report): void {
  if (look.claim.kind !== 'professional') return;
  for (const line of look.lines) {
    if (!facilities.has(line.place) || has(line, '26') || has(line, 'TC')) continue;
    if (line.known.value?.components === '1') report({ line, values: { code: line.code, place: line.place } });
  }
}

function checkBilateral(look: Look, report: Report): void {
  everyLine(look, report, (line) => {
    if (!has(line, '50')) return undefined;
    const bilateral = line.known.value?.bilateral;
    return bilateral === undefined || bilateral === '1' || bilateral === '3' ? undefined : { values: { code: line.code } };
  });
}

const sides = new Set(['LT', 'RT', '50', 'E1', 'E2', 'E3', 'E4']);
const limbs = new Set('FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LC LD RC LM RI'.split(' '));

function checkEyeSide(look: Look, report: Report): void {
  for (const line of look.lines)
    if (line.about.eye === true && firstOf(line, sides) === undefined) report({ line, values: { code: line.code } });
}

/** Of which neither the practice's list nor the fee schedule says what it is: it may be a visit after all. */
const isUntold = ({ family, about, known }: LineLook): boolean =>
  family === '' && about.evaluation === undefined && known.globalDays === undefined;

const policy = 'NCCI policy manual, chapter 1, modifiers';
const edit = (rest: Omit<Edit, 'family' | 'kinds'>): Edit => ({ family: 'modifiers', kinds: ['professional', 'institutional'], ...rest });

export const modifiers: readonly Edit[] = [
  edit({
    code: 'modifier-unknown',
    severity: 'hold',
    snip: 5,
    only: ['modifier'],
    says: '{modifier} is no modifier of that date.',
    because: 'Modifiers come and go with the editions of their lists.',
    source: 'HCPCS and CPT modifiers, by date',
    fix: 'Correct or take off the modifier.',
    action: 'correct_modifier',
    check: checkKnown,
  }),
  edit({
    code: 'modifier-twice',
    severity: 'hold',
    snip: 2,
    only: ['several modifiers'],
    says: 'A modifier stands twice on the line, or there are more than four.',
    because: 'A line carries up to four different modifiers.',
    source: 'ASC X12N 005010 claim guides, by their public use in payer companion guides',
    fix: 'Take off what is too much.',
    action: 'correct_modifier',
    check: (look, report) =>
      everyLine(look, report, ({ modifiers: all }) => (all.length > 4 || all.some((m, i) => all.indexOf(m) !== i) ? {} : undefined)),
  }),
  edit({
    code: 'modifiers-contradict',
    severity: 'hold',
    snip: 6,
    only: ['several modifiers'],
    says: '{a} and {b} contradict each other on one line.',
    because: 'They say opposite things of one service.',
    source: policy,
    fix: 'Keep the one that the note supports; two services go on two lines.',
    action: 'correct_modifier',
    check: checkTogether,
  }),
  edit({
    code: 'modifier-order',
    severity: 'warn',
    snip: 7,
    only: ['several modifiers'],
    says: '{modifier} decides about payment and stands behind one that only informs.',
    because: 'Many payers read the first modifier alone when they price.',
    source: 'Medicare contractors’ advice on the order of modifiers',
    fix: 'Put {modifier} in front.',
    action: 'reorder_modifiers',
    check: checkOrder,
  }),
  edit({
    code: 'modifier-of-visits',
    severity: 'hold',
    snip: 6,
    only: ['modifier'],
    says: '{modifier} belongs to evaluations, and {code} is none.',
    because: '24, 25 and 57 say something of a visit beside a procedure.',
    source: policy,
    fix: 'Put it on the visit, if there is one and the note supports it.',
    action: 'correct_modifier',
    check: (look, report) =>
      everyLine(look, report, (line) => {
        const modifier = line.evaluation ? undefined : firstOf(line, ofVisits);
        if (modifier === undefined) return undefined;
        return { values: { modifier, code: line.code }, ...(isUntold(line) ? { severity: 'warning' } : {}) };
      }),
  }),
  edit({
    code: 'modifier-of-procedures',
    severity: 'hold',
    snip: 6,
    only: ['modifier', 'evaluation'],
    says: '{modifier} belongs to procedures, and {code} is an evaluation.',
    because: '59, its X modifiers and those of surgery say nothing of a visit; a separate visit is told by 25 or 57.',
    source: policy,
    fix: 'Take it off the visit.',
    action: 'correct_modifier',
    check: (look, report) =>
      everyLine(look, report, (line) => {
        const modifier = line.evaluation ? firstOf(line, neverOfVisits) : undefined;
        return modifier === undefined ? undefined : { values: { modifier, code: line.code } };
      }),
  }),
  edit({
    code: 'modifier-component',
    severity: 'hold',
    snip: 6,
    only: ['modifier'],
    says: '{code} has no {modifier} component.',
    because: 'The fee schedule says which services split into reading and making.',
    source: 'Medicare physician fee schedule, PC/TC indicator',
    fix: 'Take the modifier off, or correct the code.',
    action: 'correct_modifier',
    check: checkComponents,
  }),
  edit({
    code: 'modifier-component-missing',
    severity: 'warn',
    snip: 6,
    only: ['facility'],
    says: '{code} is billed whole at place {place}, where the facility bills the making of it.',
    because: 'In a facility the professional bills the reading alone.',
    source: 'Medicare claims processing manual, chapter 13',
    fix: 'Check whether only the reading (26) is ours.',
    action: 'review_modifier_26',
    check: checkFacility,
  }),
  edit({
    code: 'modifier-bilateral',
    severity: 'hold',
    snip: 6,
    only: ['modifier'],
    says: '50 does not go with {code}.',
    because: 'The fee schedule says for which services both sides are paid.',
    source: 'Medicare physician fee schedule, bilateral indicator',
    fix: 'Take 50 off: the service is of both sides already, or of none.',
    action: 'correct_modifier',
    check: checkBilateral,
  }),
  edit({
    code: 'modifier-bilateral-units',
    severity: 'hold',
    snip: 6,
    only: ['modifier'],
    says: 'A line with 50 has one unit.',
    because: 'The modifier says both sides; two units would be four.',
    source: 'Medicare claims processing manual, chapter 12, 40.7',
    fix: 'Set the units to 1.',
    action: 'correct_units',
    check: (look, report) =>
      everyLine(look, report, (line) =>
        has(line, '50') && line.units !== 1
          ? { proposal: { change: 'set-units', line: line.line.number, choices: ['1'], evidence: [] } }
          : undefined,
      ),
  }),
  edit({
    code: 'modifier-side-missing',
    severity: 'hold',
    snip: 6,
    only: ['one eye'],
    says: '{code} is done on one eye, and the line does not say which.',
    because: 'The side is named by RT, LT or 50, a lid by E1 to E4.',
    source: 'Medicare claims processing manual, chapter 12',
    fix: 'Add the side that the note names.',
    action: 'add_side',
    check: checkEyeSide,
  }),
  edit({
    code: 'modifier-elsewhere',
    severity: 'hold',
    snip: 6,
    only: ['modifier', 'one eye'],
    says: '{modifier} names a finger, toe or coronary vessel, and {code} is done on the eye.',
    because: 'An anatomic modifier goes with what it names.',
    source: policy,
    fix: 'Correct the modifier.',
    action: 'correct_modifier',
    check: (look, report) =>
      everyLine(look, report, (line) => {
        const modifier = line.about.eye === true ? firstOf(line, limbs) : undefined;
        return modifier === undefined ? undefined : { values: { modifier, code: line.code } };
      }),
  }),
];

import type { ProcedureFamily } from '../../../ground/codes/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { LineLook, Look } from '../look.ts';

/** What a unit of the procedure is done on. */
const ofOne: ReadonlySet<string> = new Set(['tooth', 'surface', 'quadrant', 'arch']);

function checkOne(look: Look, report: Report): void {
  for (const line of look.lines) {
    const { area } = line.about;
    if (area === undefined || !ofOne.has(area)) continue;
    const teeth = area === 'tooth' || area === 'surface' ? line.line.teeth.length : 1;
    if (line.units > 1 || teeth > 1) report({ line, values: { code: line.code, area: area === 'surface' ? 'tooth' : area } });
  }
}

const taken: ReadonlySet<string> = new Set<ProcedureFamily>(['extraction', 'surgical extraction']);
const kept: ReadonlySet<string> = new Set<ProcedureFamily>(['filling', 'sealant', 'crown', 'onlay', 'veneer', 'root canal', 'steel crown']);

/** Taken out and kept the same day, or sealed and filled. */
const excludes = (a: string, b: string): boolean => (taken.has(a) && kept.has(b)) || (a === 'sealant' && b === 'filling');
const onSame = (a: LineLook, b: LineLook): boolean =>
  a.on === b.on && a.line.teeth.some(({ tooth }) => b.line.teeth.some((other) => other.tooth === tooth));

function checkTwo(look: Look, report: Report): void {
  for (const first of look.lines)
    for (const second of look.lines)
      if (first !== second && excludes(first.family, second.family) && onSame(first, second))
        report({ line: second, also: [first], values: { first: first.code, second: second.code } });
}

const cleanings: ReadonlySet<string> = new Set<ProcedureFamily>(['adult cleaning', 'child cleaning']);
const ofGums: ReadonlySet<string> = new Set<ProcedureFamily>(['periodontal maintenance', 'scaling']);

function checkCleanings(look: Look, report: Report): void {
  for (const cleaning of look.lines) {
    if (!cleanings.has(cleaning.family)) continue;
    const beside = look.lines.find(({ family, on }) => ofGums.has(family) && on === cleaning.on);
    if (beside !== undefined) report({ line: cleaning, also: [beside], values: { first: beside.code, second: cleaning.code } });
  }
}

const source = 'ADA dental claim form instructions; the mapping of the practice’s own list';
const edit = (rest: Omit<Edit, 'family' | 'kinds' | 'source' | 'snip'>): Edit => ({
  family: 'teeth',
  kinds: ['dental'],
  snip: 6,
  source,
  ...rest,
});

export const oneTooth: readonly Edit[] = [
  edit({
    code: 'line-of-one-tooth',
    severity: 'hold',
    only: [['several units', 'several teeth']],
    says: '{code} is done on one {area}, and the line has several units or teeth.',
    because: 'Each has a line of its own, with its charge: a payer pays one, or none.',
    fix: 'Make a line of each, with one unit.',
    action: 'split_line',
    check: checkOne,
  }),
  edit({
    code: 'treatments-exclude-each-other',
    severity: 'warn',
    only: ['several lines', 'tooth'],
    says: '{first} and {second} are billed of the same tooth and day.',
    because: 'What is taken out is not restored that day, and what is filled is not sealed.',
    fix: 'Compare with the chart: one of the teeth may be wrong; else say in the narrative why both were done.',
    action: 'review_tooth',
    check: checkTwo,
  }),
  edit({
    code: 'cleaning-beside-gum-treatment',
    severity: 'warn',
    only: ['several lines'],
    says: '{second} is billed beside {first} of the same day.',
    because: 'Most plans hold a cleaning to be part of the treatment of the gums that day.',
    fix: 'Check the plan; bill the one that the note supports.',
    action: 'review_documentation',
    check: checkCleanings,
  }),
];

interface Procedure {
  readonly code: string;
  /** As the practice's list has it. */
  readonly family: string;
}

/** Of which two kinds an edit speaks, the first first. */
const spoken: { readonly [code: string]: (first: string, second: string) => boolean } = {
  'treatments-exclude-each-other': excludes,
  'cleaning-beside-gum-treatment': (first, second) => ofGums.has(first) && cleanings.has(second),
};

/** What our own edits say of two dental procedures on one day, and of one tooth where they are of teeth: no published table of pairs does. */
export function dentalEditsBeside(a: Procedure, b: Procedure): readonly Pick<Edit, 'code' | 'says' | 'because' | 'fix'>[] {
  return oneTooth.flatMap(({ code, says, because, fix }) => {
    const pairs = [
      [a, b],
      [b, a],
    ] as const;
    const [first, second] = pairs.find(([one, other]) => spoken[code]?.(one.family, other.family) === true) ?? [];
    if (first === undefined || second === undefined) return [];
    return [{ code, says: says.replace('{first}', first.code).replace('{second}', second.code), because, fix }];
  });
}

import { type RuleFact, type RuleSight, ruleFact } from '@claimwright/core/revenue/scrub';

/** One fact of a test: `line.code` of its second line. */
export interface Entry {
  readonly fact: string;
  /** Which line or earlier service, from 0. */
  readonly at: number;
  /** As a person writes it: texts apart by commas. */
  readonly text: string;
}

const named = (of: RuleFact['of'], field: string): string => `${of === 'history' ? 'h' : of}.${field}`;
const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

const entriesOf = (of: RuleFact['of'], part: object | undefined, at = 0): readonly Entry[] =>
  Object.entries(part ?? {}).map(([field, value]: [string, unknown]) => ({ fact: named(of, field), at, text: textOf(value) }));

/** What a test sees, fact by fact. A line of which nothing is said is told as one with no procedure. */
export const readSight = (see: RuleSight): readonly Entry[] => [
  ...entriesOf('claim', see.claim),
  ...entriesOf('patient', see.patient),
  ...entriesOf('payer', see.payer),
  ...entriesOf('billing', see.billing),
  ...entriesOf('rendering', see.rendering),
  ...(see.lines ?? []).flatMap((line, at) => entriesOf('line', Object.keys(line).length === 0 ? { code: '' } : line, at)),
  ...(see.history ?? []).flatMap((served, at) => entriesOf('history', served, at)),
];

function writtenAs({ kind }: RuleFact, text: string): string | number | boolean | readonly string[] {
  if (kind === 'number' || kind === 'cents') return Number(text) || 0;
  if (kind === 'yes-no') return text === 'true' || text === 'yes';
  const texts = text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  return kind === 'texts' ? texts : text;
}

export function writeSight(entries: readonly Entry[]): RuleSight {
  const parts = new Map<RuleFact['of'], Record<string, ReturnType<typeof writtenAs>>[]>();
  for (const { fact: name, at, text } of entries) {
    const fact = ruleFact(name);
    if (fact === undefined) continue;
    const own = parts.get(fact.of) ?? [];
    parts.set(fact.of, own);
    while (own.length <= at) own.push({});
    const part = own[at];
    if (part !== undefined) part[fact.field] = writtenAs(fact, text);
  }
  const single = (['claim', 'patient', 'payer', 'billing', 'rendering'] as const).flatMap((of) => {
    const [part] = parts.get(of) ?? [];
    return part === undefined ? [] : [[of, part] as const];
  });
  const [lines, history] = [parts.get('line'), parts.get('history')];
  return { ...Object.fromEntries(single), ...(lines ? { lines } : {}), ...(history ? { history } : {}) };
}

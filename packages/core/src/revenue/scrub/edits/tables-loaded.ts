import type { Edit, Report } from '../edit.ts';
import type { LineLook, Look } from '../look.ts';

const onlyProcedures = ['procedures'];
const none: readonly string[] = [];
const ncci: ReadonlySet<string> = new Set(['procedure pairs (NCCI)', 'unit limits (MUE)']);

/** What of a day was not there to look in. Each publisher's procedures are a list by themselves: what the line's code would stand in. */
function missingOf({ claim, facts, tables }: Look, { on, answer }: LineLook): readonly string[] {
  const own = answer?.is === 'no-edition' ? onlyProcedures : none;
  if (claim.kind === 'dental') return own;
  const missing = tables.on(on).missing(claim.kind === 'institutional' ? 'outpatient' : 'practitioner');
  if (missing.length === 0) return own;
  return [...own, ...missing.filter((one) => facts.payer.ncci !== false || !ncci.has(one))];
}

interface Unchecked {
  readonly missing: string;
  readonly lines: readonly [LineLook, ...LineLook[]];
}

/** A green claim says that it was looked at: lines of days of which a table was not there were not, and all of them are named. */
function checkLoaded(look: Look, report: Report): void {
  const found: Unchecked[] = [];
  for (const line of look.lines) {
    const all = line.on === undefined ? none : missingOf(look, line);
    if (all.length === 0) continue;
    const missing = all.join(', ');
    const at = found.findIndex((one) => one.missing === missing);
    const known = found[at];
    if (known === undefined) found.push({ missing, lines: [line] });
    else found[at] = { missing, lines: [...known.lines, line] };
  }
  for (const { missing, lines } of found) {
    const [line, ...also] = lines;
    const days = [...new Set(lines.map(({ on }) => on))].join(', ');
    const numbers = lines.map((one) => one.line.number).join(', ');
    report({ line, also, values: { which: `${also.length === 0 ? 'Line' : 'Lines'} ${numbers}`, days, missing } });
  }
}

export const tablesLoaded: readonly Edit[] = [
  {
    code: 'tables-not-loaded',
    family: 'tables',
    severity: 'warn',
    says: '{which}, of {days}: not checked, as no edition of that date is loaded: {missing}.',
    because: 'What no table of the date says is not known, and not guessed from another one.',
    source: 'the editions of code tables that the practice loaded',
    fix: 'Load the edition of that date under Code tables; the claim is then looked at again.',
    action: 'load_code_table',
    check: checkLoaded,
  },
];

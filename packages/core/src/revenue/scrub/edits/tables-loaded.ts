import type { PlainDate } from '../../../ground/base/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { LineLook, Look } from '../look.ts';

const procedures = 'procedures';
const ncci: ReadonlySet<string> = new Set(['procedure pairs (NCCI)', 'unit limits (MUE)']);

/** What of a day was not there to look in. Each publisher's procedures are a list by themselves: what the line's code would stand in. */
function missingOf({ claim, facts, tables }: Look, { on, answer }: LineLook): readonly string[] {
  const own = answer?.is === 'no-edition' ? [procedures] : [];
  if (claim.kind === 'dental') return own;
  const missing = tables.on(on).missing(claim.kind === 'institutional' ? 'outpatient' : 'practitioner');
  if (missing.length === 0) return own;
  return [...own, ...missing.filter((one) => facts.payer.ncci !== false || !ncci.has(one))];
}

/** A green claim says that it was looked at: where a table of the day was not there, it was not. */
function checkLoaded(look: Look, report: Report): void {
  let told: PlainDate | undefined;
  for (const line of look.lines) {
    if (line.on === undefined || line.on === told) continue;
    const missing = missingOf(look, line);
    if (missing.length === 0) continue;
    told = line.on;
    report({ at: 'code tables', values: { on: line.on, missing: missing.join(', ') } });
  }
}

export const tablesLoaded: readonly Edit[] = [
  {
    code: 'tables-not-loaded',
    family: 'identity',
    severity: 'warn',
    says: 'Not checked for services of {on}, as no edition of that date is loaded: {missing}.',
    because: 'What no table of the date says is not known, and not guessed from another one.',
    source: 'the editions of code tables that the practice loaded',
    fix: 'Load the edition of that date under Code tables; the claim is then looked at again.',
    action: 'load_code_table',
    check: (look, report) => {
      if (look.claim.frequency !== '8') checkLoaded(look, report);
    },
  },
];

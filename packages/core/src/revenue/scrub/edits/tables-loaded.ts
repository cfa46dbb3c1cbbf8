import type { PlainDate } from '../../../ground/base/index.ts';
import type { ClaimKind } from '../../claims/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { Look } from '../look.ts';

const codedBy: { readonly [kind in ClaimKind]: readonly string[] } = {
  professional: ['procedures', 'diagnoses', 'procedure pairs (NCCI)', 'unit limits (MUE)'],
  institutional: ['procedures', 'diagnoses', 'procedure pairs (NCCI)', 'unit limits (MUE)'],
  dental: ['procedures'],
};
const ncci: ReadonlySet<string> = new Set(['procedure pairs (NCCI)', 'unit limits (MUE)']);

/** A green claim says that it was looked at: where a table of the day was not there, it was not. */
function checkLoaded({ claim, facts, tables, lines }: Look, report: Report): void {
  let told: PlainDate | undefined;
  for (const { line, on } of lines) {
    if (on === undefined || on === told || line.procedure.code === '') continue;
    const missing = tables.on(on).missing(claim.kind === 'institutional' ? 'outpatient' : 'practitioner');
    if (missing.length === 0) continue;
    const wanted = codedBy[claim.kind].filter((one) => missing.includes(one) && (facts.payer.ncci !== false || !ncci.has(one)));
    if (wanted.length === 0) continue;
    told = on;
    report({ at: 'code tables', values: { on, missing: wanted.join(', ') } });
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

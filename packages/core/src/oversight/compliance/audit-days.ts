import type { PlainDate } from '../../ground/base/index.ts';
import type { CodeTables } from '../../ground/codes/index.ts';
import type { ClaimToSend, LineToSend } from '../../revenue/claims/index.ts';
import { checkClaim, plainPayer } from '../../revenue/scrub/index.ts';
import type { BilledLine } from './billed-line.ts';

export const dayKinds = ['unbundling', 'duplicate', 'units'] as const;
export type DayKind = (typeof dayKinds)[number];

/** Something that was billed of one patient's day, by one provider to one payer, that should not stand so. */
export interface DayFinding {
  readonly kind: DayKind;
  readonly provider: string;
  readonly year: string;
  /** Codes concerned, in order. */
  readonly codes: readonly string[];
  readonly claims: readonly string[];
}

/** The scrubber's own edits, asked of what was billed: what may not go out may not have gone out. */
const kindOf: { readonly [edit: string]: DayKind } = {
  'pair-never': 'unbundling',
  'pair-without-modifier': 'unbundling',
  'pair-same-site': 'unbundling',
  'duplicate-line': 'duplicate',
  'units-over-line-limit': 'units',
  'units-over-day-limit': 'units',
  'units-over-clinical-limit': 'units',
};

export interface AuditFacts {
  readonly tables: CodeTables;
  /** Payers that do not follow NCCI. */
  readonly withoutNcci: ReadonlySet<string>;
  readonly today: PlainDate;
}

const isDental = (code: string): boolean => /^D\d{4}$/.test(code);
const nobody = { last: '', first: '' };

/** All that one provider billed to one payer for one patient on one day, as if it stood on one claim: pairs billed apart meet there. */
function asOneClaim(lines: readonly BilledLine[], first: BilledLine): ClaimToSend {
  const line = ({ code, modifiers, units, billed, servedOn }: BilledLine, i: number): LineToSend => ({
    ...{ number: i + 1, procedure: { code, modifiers }, billed, units, unit: 'UN', servedOn, pointers: [], teeth: [] },
    ...{ oralCavities: [], attachments: [] },
  });
  return {
    ...{ kind: first.institutional ? 'institutional' : 'professional', patientControlNumber: '', frequency: '1', predetermination: false },
    ...{ billed: first.billed, patient: nobody, coverages: [], sentAs: 'primary', billing: { entity: 'organisation', name: '' } },
    ...{ rendering: { entity: 'person', name: '', npi: first.provider }, placeOfService: '11', diagnoses: [], signatureOnFile: true },
    ...{ assignment: 'A', benefitsAssigned: 'Y', release: 'Y', attachments: [], missingTeeth: [], lines: lines.map(line) },
  };
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

function checkDay(lines: readonly BilledLine[], first: BilledLine, { tables, withoutNcci, today }: AuditFacts): DayFinding[] {
  const payer = { ...plainPayer(first.payerId), ncci: !withoutNcci.has(first.payerId) };
  const claim = asOneClaim(lines, first);
  return checkClaim({ claim, tables, payer, today, history: [], authorizations: [], eligibility: [] }).flatMap((finding): DayFinding[] => {
    const kind = kindOf[finding.code];
    if (kind === undefined) return [];
    const concerned = finding.lines.flatMap((number) => lines[number - 1] ?? []);
    return [{ kind, ...whose(first), codes: unique(concerned.map(({ code }) => code)), claims: unique(concerned.map((l) => l.claimId)) }];
  });
}

const whose = ({ provider, servedOn }: BilledLine) => ({ provider, year: servedOn.slice(0, 4) });

/** Teeth do not stand in the books, so the same dental code twice a day says nothing; a whole claim twice does. */
function checkDental(lines: readonly BilledLine[], first: BilledLine): DayFinding[] {
  const says = (claimId: string): string =>
    lines
      .filter((line) => line.claimId === claimId)
      .map(({ code, modifiers, billed, units }) => [code, ...modifiers, billed, units].join(' '))
      .sort()
      .join('|');
  const byContent = grouped(unique(lines.map(({ claimId }) => claimId)), says);
  return [...byContent.values()].flatMap((claims): DayFinding[] => {
    const own = lines.filter(({ claimId }) => claimId === claims[0]);
    return claims.length < 2 ? [] : [{ kind: 'duplicate', ...whose(first), codes: unique(own.map(({ code }) => code)), claims }];
  });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [item]);
    else own.push(item);
  }
  return groups;
}

/** Unbundling, duplicates and units beyond their limits, in whatever claims the lines of a day stand. */
export function auditDays(lines: readonly BilledLine[], facts: AuditFacts): DayFinding[] {
  const days = grouped(lines, ({ patient, payerId, provider, servedOn }) => `${patient} ${payerId} ${provider} ${servedOn}`);
  const found: DayFinding[] = [];
  for (const day of days.values()) {
    const dental = day.filter(({ code }) => isDental(code));
    const medical = dental.length === 0 ? day : day.filter(({ code }) => !isDental(code));
    const [firstMedical] = medical;
    const [firstDental] = dental;
    if (firstMedical !== undefined) found.push(...checkDay(medical, firstMedical, facts));
    if (firstDental !== undefined) found.push(...checkDental(dental, firstDental));
  }
  return found;
}

import { type Cents, type PlainDate, sum, toDecimal } from '../../ground/base/index.ts';
import { type ClaimKind, type PlacedText, type Rank, writePdf } from '../claims/index.ts';

/** What is found of a claim, as the report repeats it. */
export interface ReportedFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly says: string;
  readonly fix?: string;
  /** Where somebody set it aside, and why. */
  readonly override?: { readonly by: string; readonly role: string; readonly because: string };
}

export interface ReportedClaim {
  readonly draftId: string;
  readonly version: number;
  readonly patientName: string;
  readonly patientControlNumber: string;
  readonly servedFrom?: PlainDate;
  readonly billed: Cents;
  /** CLM05-3: 1 an original, 7 in place of one, 8 takes one back. */
  readonly frequency: string;
  readonly sentAs: Rank;
  readonly provider: string;
  /** Which sending of this claim, from 1. */
  readonly attempt: number;
  readonly light: 'red' | 'yellow' | 'green';
  readonly findings: readonly ReportedFinding[];
}

/** What a report is made of. */
export interface ReportFacts {
  readonly batch: {
    readonly reference: string;
    readonly control: number;
    readonly kind: ClaimKind;
    readonly payer: string;
    readonly clearinghouse: string;
    /** Of the bytes that leave. */
    readonly sha256: string;
    readonly preparedAt: string;
  };
  readonly claims: readonly ReportedClaim[];
  /** It repeats of a kept report what is of one patient: which report, and how many claims that was of. */
  readonly extractOf?: { readonly sha256: string; readonly claims: number };
}

/** The report on a batch before it leaves: totals, and what was found of each claim. The same facts make the same report. */
export interface AuditReport extends ReportFacts {
  readonly report: 'pre-submission audit';
  readonly totals: {
    readonly claims: number;
    readonly billed: Cents;
    readonly red: number;
    readonly yellow: number;
    readonly green: number;
    readonly findings: number;
    readonly overrides: number;
  };
}

export function auditReport(facts: ReportFacts): AuditReport {
  const { batch, claims, extractOf } = facts;
  const findings = claims.flatMap((claim) => claim.findings);
  const count = (light: ReportedClaim['light']) => claims.filter((claim) => claim.light === light).length;
  return {
    report: 'pre-submission audit',
    batch,
    totals: {
      ...{ claims: claims.length, billed: sum(claims.map(({ billed }) => billed)) },
      ...{ red: count('red'), yellow: count('yellow'), green: count('green') },
      ...{ findings: findings.length, overrides: findings.filter(({ override }) => override !== undefined).length },
    },
    claims,
    ...(extractOf !== undefined && { extractOf }),
  };
}

/** Of a report that was kept the rows of some claims: what lies on one patient’s account says nothing of another. */
export const reportExtract = ({ batch, claims }: AuditReport, sha256: string, draftIds: ReadonlySet<string>): AuditReport =>
  auditReport({ batch, claims: claims.filter(({ draftId }) => draftIds.has(draftId)), extractOf: { sha256, claims: claims.length } });

const columns = 74;
const linesOnPage = 54;
const lightWords = { red: 'HELD', yellow: 'LOOK AT IT', green: 'READY' } as const;
/** What is no original is said loudly. */
const frequencyWords: { readonly [frequency: string]: string } = { '1': 'Original', '7': 'REPLACEMENT', '8': 'VOID' };
const severityWords = { error: 'Holds', warning: 'Warns', info: 'Notes' } as const;

/** The same report to be read and printed. */
export function auditReportPdf(report: AuditReport): Uint8Array {
  const lines = [...headOf(report), ...report.claims.flatMap(claimLines)];
  const count = lines.length === 0 ? 1 : Math.ceil(lines.length / linesOnPage);
  const pages = Array.from({ length: count }, (_, page): PlacedText[] => {
    const own = lines.slice(page * linesOnPage, (page + 1) * linesOnPage);
    const foot = `${report.batch.reference}   page ${page + 1} of ${count}`;
    return [...own, ...Array.from({ length: linesOnPage - own.length }, () => ''), '', foot].flatMap((text, i) =>
      text === '' ? [] : [{ x: 40, y: 50 + i * 12.5, text }],
    );
  });
  return writePdf(pages);
}

function headOf({ batch, totals, extractOf }: AuditReport): string[] {
  const told: readonly (readonly [string, string])[] = [
    ['Batch', `${batch.reference}, ${batch.kind} claims`],
    ['Payer', batch.payer],
    ['Sent by', batch.clearinghouse],
    ['Made ready', batch.preparedAt],
    ['Claims', `${totals.claims} for ${toDecimal(totals.billed)}`],
    ['State', `${totals.green} ready, ${totals.yellow} to look at, ${totals.red} held`],
    ['Findings', `${totals.findings}, of them ${totals.overrides} set aside by a person`],
    ['Its file', `SHA-256 ${batch.sha256}`],
  ];
  const extract = extractOf && [
    '',
    ...wrapped(`Extract for one patient, of a report on ${extractOf.claims} claims. SHA-256 of the whole: ${extractOf.sha256}`, '', 0),
  ];
  return [
    'PRE-SUBMISSION AUDIT REPORT',
    ...(extract ?? []),
    '',
    ...told.flatMap(([name, value]) => wrapped(value, `${name.padEnd(12)}`, 12)),
    '',
  ];
}

function claimLines(claim: ReportedClaim): string[] {
  const sent = claim.attempt > 1 ? `, sending ${claim.attempt}` : '';
  const as = `${frequencyWords[claim.frequency] ?? `FREQUENCY ${claim.frequency}`}, ${claim.sentAs}, ${claim.provider}`;
  const head = `${lightWords[claim.light].padEnd(12)}${claim.patientControlNumber}  ${claim.patientName}  ${claim.servedFrom ?? ''}  ${toDecimal(claim.billed)}${sent}`;
  return [...wrapped(head, '', 12), ...wrapped(as, ' '.repeat(12), 12), ...claim.findings.flatMap(findingLines), ''];
}

function findingLines({ code, severity, says, fix, override }: ReportedFinding): string[] {
  return [
    ...wrapped(`${severityWords[severity]}: ${says} [${code}]`, '  ', 4),
    ...(fix === undefined ? [] : wrapped(`Next: ${fix}`, '    ', 4)),
    ...(override === undefined ? [] : wrapped(`Set aside by ${override.by} (${override.role}): ${override.because}`, '    ', 4)),
  ];
}

/** A text in lines of the page’s width, the first after `lead`, the others indented; a word that is longer than a line is cut. */
function wrapped(text: string, lead: string, indent: number): string[] {
  const lines: string[] = [];
  let line = lead;
  let empty = true;
  for (const word of text.split(/\s+/).flatMap((one) => one.match(new RegExp(`.{1,${columns - indent}}`, 'gu')) ?? [])) {
    if (!empty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = ' '.repeat(indent);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

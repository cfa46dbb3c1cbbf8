import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type Counts, root } from './step.ts';

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[];
  }[];
};

/** Sums vitest's JSON report. A file that broke before its first test counts as one failed, and so does a run that broke around its tests. */
export function readVitestReport(path: string, status: number): Counts & { notes: string[] } {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return status === 0
      ? { passed: 0, failed: 0, skipped: 0, notes: ['no test files'] }
      : { passed: 0, failed: 1, skipped: 0, notes: ['vitest left no report'] };
  }
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  const around = status !== 0 && failed === 0;
  return {
    passed: report.numPassedTests,
    failed: around ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    notes: around ? ['every test passed, yet vitest ended with an error: see its output above'] : failuresOf(report),
  };
}

/** Said again at the end, where whoever is shown the last lines alone finds them. */
function failuresOf({ testResults }: Report): string[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      const told = failed.map(({ fullName, failureMessages }) => ({ what: ` > ${fullName}`, why: failureMessages?.[0] }));
      return (told.length > 0 ? told : [{ what: '', why: message }]).map(
        ({ what, why = '' }) => `FAILED ${relative(root, name)}${what}: ${why.split('\n')[0]?.slice(0, 300)}`,
      );
    });
}

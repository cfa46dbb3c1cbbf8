import { readFileSync } from 'node:fs';
import type { Counts } from './step.ts';

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; message?: string; assertionResults: { status: string; fullName: string }[] }[];
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
    notes: around ? ['every test passed, yet vitest ended with an error: see its output above'] : [],
  };
}

import { expect, test } from 'vitest';
import { cents } from '../../ground/base/index.ts';
import { byGravity } from './index.ts';
import { dental } from './testing/claims.ts';

test('findings stand by what holds, by the money of their lines, and by their lines', () => {
  const { claim } = dental(['D0120', 'D1110', 'D2740#14', 'D0120']);
  const lines = claim.lines.map((line, i) => ({ ...line, billed: cents([5_000, 9_000, 90_000, 5_000][i] ?? 0) }));
  const found = (severity: 'error' | 'warning' | 'info', ...of: number[]) => ({ severity, lines: of });
  const [info, cheap, dear, later, both, whole] = [
    ...[found('info', 3), found('error', 1), found('error', 3), found('error', 4), found('error', 1, 2), found('warning')],
  ];
  const findings = [info, cheap, whole, later, both, dear].flatMap((one) => one ?? []);
  const sorted = byGravity({ ...claim, lines, billed: cents(109_000) }, findings);
  expect(sorted).toEqual([dear, both, cheap, later, whole, info]);
});

import type { SubmissionWorkView, TonightRow } from '@claimwright/server/api';
import { expect, test } from 'vitest';
import { sortRows } from '../../ui/sort.ts';
import { gravityOf, nextOrder, tonightOrders, workGravityOf } from './order.ts';

const row = (draftId: string, light: TonightRow['light'], billed: number, servedFrom?: string, byUs = true) =>
  ({ draftId, light, billed, byUs, ...(servedFrom === undefined ? {} : { servedFrom }) }) as TonightRow;

test('tonight: what is held stands before what is doubtful, then the dearer, then the older; what does not go by us last', () => {
  const rows = [
    row('green', 'green', 90_000, '2026-01-01'),
    row('no day', 'red', 5_000),
    row('newer', 'red', 5_000, '2026-03-02'),
    row('older', 'red', 5_000, '2026-03-01'),
    row('not by us', 'red', 99_000, '2026-01-01', false),
    row('yellow', 'yellow', 1_000_000, '2026-01-01'),
    row('dear', 'red', 20_000, '2026-03-05'),
  ];
  expect(sortRows(rows, gravityOf, false).map(({ draftId }) => draftId)).toEqual([
    ...['dear', 'older', 'newer', 'no day', 'yellow', 'green', 'not by us'],
  ]);
});

test('what came back: what stops claims first, then of how many, then since when', () => {
  const work = (id: string, kind: SubmissionWorkView['kind'], claims: number, openedAt: string) =>
    ({ id, kind, claims, openedAt }) as SubmissionWorkView;
  const rows = [work('new', 'rejected', 1, '2026-03-02'), work('unmapped', 'unmapped', 9, '2026-01-01')];
  rows.push(work('old', 'rejected', 1, '2026-03-01'), work('many', 'stuck', 12, '2026-03-03'));
  expect(sortRows(rows, workGravityOf, false).map(({ id }) => id)).toEqual(['many', 'old', 'new', 'unmapped']);
});

test('a key goes from one order to the next and round; from one of a column’s head to the first', () => {
  const round = tonightOrders.reduce<(string | undefined)[]>((seen) => [...seen, nextOrder(tonightOrders, seen.at(-1))], [undefined]);
  expect(round).toEqual([undefined, 'light.up', 'billed.down', 'served.up', undefined]);
  expect(nextOrder(tonightOrders, 'patient.up')).toBeUndefined();
});

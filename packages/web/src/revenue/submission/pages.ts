import type { ApiQueries } from '@claimwright/server/api';
import type { UseQueryResult } from '@tanstack/react-query';
import type { PagedRows } from '../../ui/paged-table.tsx';

export type ClearinghouseView = ApiQueries['revenue/submission/clearinghouses']['answer'][number];
export type FirstPassView = ApiQueries['revenue/submission/first-pass']['answer'];
export type FirstPassRow = FirstPassView['rows'][number];
export type PayerRoutes = ApiQueries['revenue/submission/routes']['answer'][number];
export type ClaimKind = PayerRoutes['waiting'][number]['kind'];
export type ScopeView = ApiQueries['revenue/submission/scope']['answer'];

/** A list that comes whole, as a table of pages takes it. */
export const wholeList = <Row>(
  { isPending, error, refetch }: UseQueryResult<unknown, Error>,
  rows: readonly Row[],
  enabled: boolean,
): PagedRows<Row> => ({
  ...{ rows, total: rows.length, loading: isPending && enabled, stale: false, error },
  more: { has: false, loading: false, load: () => undefined },
  retry: () => void refetch(),
});

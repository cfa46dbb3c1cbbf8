import type { Destination, Route } from '@claimwright/core/revenue/submission';
import type { ClearinghouseRow } from '../store.ts';
import type { RouteRow } from './store.ts';

/** Where claims can go today. */
export const destinationsOf = (partners: readonly ClearinghouseRow[]): Destination[] =>
  partners.filter(({ active }) => active).map(({ id, others, mostClaims }) => ({ id, others, mostClaims }));

export const routesOf = (rows: readonly RouteRow[]): Route[] =>
  rows.flatMap(({ payerId, kind, clearinghouseId, payerNumber }) =>
    clearinghouseId === null ? [] : [{ payerId, kind, destinationId: clearinghouseId, ...(payerNumber === null ? {} : { payerNumber }) }],
  );

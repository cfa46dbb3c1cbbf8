import type { SubmissionWorkView, TonightRow } from '@claimwright/server/api';

/** In which order a list stands, as the table writes it: a column, up or down. */
export interface Order {
  readonly sort: string | undefined;
  readonly label: string;
}

export const tonightOrders: readonly Order[] = [
  { sort: undefined, label: 'As entered' },
  { sort: 'light.up', label: 'Gravest first' },
  { sort: 'billed.down', label: 'Most money first' },
  { sort: 'served.up', label: 'Oldest first' },
];
export const workOrders: readonly Order[] = [
  { sort: undefined, label: 'Oldest first' },
  { sort: 'kind.up', label: 'Gravest first' },
  { sort: 'claims.down', label: 'Most claims first' },
];

/** The order after this one; after one that somebody made by a column's head, the list's own. */
export const nextOrder = (orders: readonly Order[], sort: string | undefined): string | undefined =>
  orders[(orders.findIndex((one) => one.sort === sort) + 1) % orders.length]?.sort;

/** Sorts smaller what is more. */
const fromMost = (amount: number): string => String(9_000_000_000_000 - amount).padStart(13, '0');
const lights = { red: 0, yellow: 1, green: 2 } as const;

/** What is held before what is doubtful, what goes by us before what does not; of the same, more money first, then the older. */
export const gravityOf = ({ light, byUs, billed, servedFrom }: TonightRow): string =>
  [byUs ? lights[light] : 3, fromMost(billed), servedFrom ?? '9999'].join('|');

/** What stops claims, what waits for a person, and what only asks to be looked at. */
const kinds: { readonly [kind in SubmissionWorkView['kind']]: number } = {
  ...{ stuck: 0, rejected: 0, late: 0, 'no-route': 1, paper: 1, silent: 1, number: 2, unmapped: 2, unplaced: 2 },
};
export const workGravityOf = ({ kind, claims, openedAt }: SubmissionWorkView): string =>
  [kinds[kind], fromMost(claims), openedAt].join('|');

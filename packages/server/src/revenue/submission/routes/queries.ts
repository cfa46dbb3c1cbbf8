import type { ClaimKind } from '@claimwright/core/revenue/claims';
import { asRouted, wayOf } from '@claimwright/core/revenue/submission';
import { z } from 'zod';
import { notFound, type Query, query } from '../../../gate/index.ts';
import { draftsByIds } from '../../claims/index.ts';
import { bytesOf } from '../bytes-of.ts';
import { whyNotSent } from '../may-send.ts';
import { partnerFacts } from '../partner-facts.ts';
import { listedPayers } from '../scope/store.ts';
import { clearinghouseRows } from '../store.ts';
import { claimKinds } from './commands.ts';
import { destinationsOf, routesOf } from './destinations.ts';
import { oneWaiting, routeRows, routeVersions, waitingByPayer } from './store.ts';

export interface RouteView {
  readonly kind: ClaimKind;
  /** Of the newest change. */
  readonly version: number;
  readonly clearinghouseId: string;
  readonly clearinghouse: string;
  readonly payerNumber?: string;
}
export interface PayerRoutesView {
  readonly payerId: string;
  readonly payerName: string;
  readonly routes: readonly RouteView[];
  /** Claims that wait: of which kinds, and whether they have a way out. */
  readonly waiting: readonly { readonly kind: ClaimKind; readonly claims: number; readonly by?: string }[];
}
export interface RouteChangeView {
  readonly kind: ClaimKind;
  readonly version: number;
  readonly clearinghouse?: string;
  readonly payerNumber?: string;
  readonly by: string;
  readonly at: string;
  /** It is the newest of its kind. */
  readonly newest: boolean;
}

/** Each payer with its routes, and by whom what waits would leave. */
export const routes: Query = query<Record<string, never>, readonly PayerRoutesView[]>({
  name: 'revenue/submission/routes',
  summary: 'See by whom claims to each payer leave',
  permission: 'submissions.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx }) => {
    const partners = await clearinghouseRows(tx);
    const rows = await routeRows(tx);
    const waiting = await waitingByPayer(tx);
    const [ways, known] = [destinationsOf(partners), routesOf(rows)];
    const nameOf = (id: string | null): string => partners.find((one) => one.id === id)?.name ?? '';
    return (await listedPayers(tx)).map(({ id: payerId, name: payerName }) => ({
      ...{ payerId, payerName },
      routes: rows.flatMap((row): RouteView[] =>
        row.payerId !== payerId || row.clearinghouseId === null
          ? []
          : [
              {
                ...{
                  kind: row.kind,
                  version: row.version,
                  clearinghouseId: row.clearinghouseId,
                  clearinghouse: nameOf(row.clearinghouseId),
                },
                ...(row.payerNumber === null ? {} : { payerNumber: row.payerNumber }),
              },
            ],
      ),
      waiting: waiting
        .filter((one) => one.payerId === payerId)
        .map(({ kind, waiting: claims }) => {
          const by = wayOf({ payerId, kind }, ways, known)?.destination.id;
          return { kind, claims, ...(by === undefined ? {} : { by: nameOf(by) }) };
        }),
    }));
  },
});

export const routeHistory: Query = query<{ payerId: string }, readonly RouteChangeView[]>({
  name: 'revenue/submission/route-history',
  summary: 'See who changed the routes to a payer',
  permission: 'submissions.read',
  patientData: false,
  input: z.object({ payerId: z.uuid() }),
  read: async ({ tx }, { payerId }) => {
    const names = new Map((await clearinghouseRows(tx)).map(({ id, name }) => [id, name]));
    const newest = new Map((await routeRows(tx, payerId)).map(({ kind, version }) => [kind, version]));
    return (await routeVersions(tx, payerId)).map(({ kind, version, clearinghouseId, payerNumber, setBy, setAt }) => ({
      ...{ kind, version, by: setBy, at: setAt.toISOString(), newest: newest.get(kind) === version },
      ...(clearinghouseId === null ? {} : { clearinghouse: names.get(clearinghouseId) ?? '' }),
      ...(payerNumber === null ? {} : { payerNumber }),
    }));
  },
});

export interface RouteTried {
  readonly works: boolean;
  readonly says: string;
  readonly fix?: string;
  /** Where the connection to it can be tested. */
  readonly clearinghouseId?: string;
}

const tryInput = z.object({ payerId: z.uuid(), kind: z.enum(claimKinds) });

/** Goes the way of a claim to this payer up to the door: who would take it, whether anything may leave there, and whether one that waits can be written. */
export const tryRoute: Query = query<z.infer<typeof tryInput>, RouteTried>({
  name: 'revenue/submission/try-route',
  summary: 'Test the route to a payer',
  permission: 'submissions.manage',
  patientData: false,
  input: tryInput,
  read: async (ctx, { payerId, kind }) => {
    const { tx, today } = ctx;
    const partners = await clearinghouseRows(tx);
    const way = wayOf({ payerId, kind }, destinationsOf(partners), routesOf(await routeRows(tx, payerId)));
    const partner = partners.find(({ id }) => id === way?.destination.id);
    if (partner === undefined || way === undefined)
      return { works: false, says: 'No clearinghouse that is switched on takes these claims.', fix: 'Choose one for this payer.' };
    const to = { clearinghouseId: partner.id };
    const why = whyNotSent(partner, today);
    if (why) return { ...to, works: false, says: why.because, fix: why.fix };
    const draftId = await oneWaiting(tx, payerId, kind);
    const [draft] = draftId === undefined ? [] : await draftsByIds(ctx, [draftId]);
    const written = draft === undefined ? undefined : bytesOf([asRouted(draft.claim, way.payerNumber)], partnerFacts(ctx, partner, 1));
    if (written !== undefined && !(written instanceof Uint8Array))
      return { ...to, works: false, says: `A claim that waits could not be written: ${written.at}.`, fix: 'Mend the claim at this place.' };
    const payer = (await listedPayers(tx)).find(({ id }) => id === payerId);
    if (payer === undefined) throw notFound('payer');
    const called = way.payerNumber === undefined ? 'the number on the claim' : `number ${way.payerNumber}`;
    return {
      ...{ ...to, works: true },
      says: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} claims to ${payer.name} leave by ${partner.name}, under ${called}.${draft === undefined ? '' : ' One that waits was written to try it; nothing was sent.'}`,
    };
  },
});

import type { ClaimToBatch } from '@claimwright/core/revenue/submission';
import type { Ctx } from '../../../gate/index.ts';
import { grouped } from '../grouped.ts';
import { closeWork, openWork } from '../store.ts';

export const noRouteKey = (payerId: string): string => `no-route:${payerId}`;

/** Payers whose claims have no way out are a person’s to route; of payers that were looked at and have one it is done. */
export async function noteWithoutWay(ctx: Ctx, left: readonly ClaimToBatch[], looked: readonly ClaimToBatch[]): Promise<void> {
  const byPayer = grouped(left, ({ payerId }) => payerId);
  await openWork(
    ctx,
    [...byPayer].map(([payerId, own]) => ({
      ...({ kind: 'no-route', key: noRouteKey(payerId), payerId, claims: own.length } as const),
      causes: [
        {
          code: 'route.none',
          says: `No clearinghouse takes ${[...new Set(own.map(({ kind }) => kind))].sort().join(' and ')} claims to this payer.`,
          fix: 'Say under Routes by whom they leave, or switch the clearinghouse on that its route names.',
        },
      ],
    })),
  );
  await closeWork(ctx, [...new Set(looked.map(({ payerId }) => payerId))].filter((payerId) => !byPayer.has(payerId)).map(noRouteKey));
}

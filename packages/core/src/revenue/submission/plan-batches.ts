import { type Cents, sum } from '../../ground/base/index.ts';
import type { ClaimKind } from '../claims/index.ts';

/** A claim that could leave tonight. */
export interface ClaimToBatch {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly payerId: string;
  readonly patientControlNumber: string;
  readonly billed: Cents;
}

/** Where claims go, and which payers are reached by it: none named, all that nobody else is named for. */
export interface Destination {
  readonly id: string;
  readonly payers: readonly string[];
  readonly mostClaims: number;
}

export interface PlannedBatch {
  readonly destinationId: string;
  readonly kind: ClaimKind;
  readonly payerId: string;
  readonly claims: readonly ClaimToBatch[];
  readonly billed: Cents;
}

export interface PlannedBatches {
  readonly batches: readonly PlannedBatch[];
  /** Those for whose payer there is no way out. */
  readonly left: readonly ClaimToBatch[];
}

/** A batch that fills: its claims by their control numbers. */
type Room = Map<string, ClaimToBatch>;

/**
 * Batches by destination, payer and kind of claim, none larger than the destination takes. Two claims of one control number never leave in
 * the same batch: nobody could tell which of them an answer means.
 */
export function planBatches(claims: readonly ClaimToBatch[], destinations: readonly Destination[]): PlannedBatches {
  const groups = new Map<string, { destination: Destination; kind: ClaimKind; payerId: string; rooms: Room[] }>();
  const left: ClaimToBatch[] = [];
  for (const claim of claims) {
    const destination = destinationOf(claim.payerId, destinations);
    if (destination === undefined) {
      left.push(claim);
      continue;
    }
    const key = [destination.id, claim.kind, claim.payerId].join('|');
    const group = groups.get(key) ?? { destination, kind: claim.kind, payerId: claim.payerId, rooms: [] };
    groups.set(key, group);
    const number = claim.patientControlNumber;
    const room = group.rooms.find((one) => one.size < destination.mostClaims && !one.has(number));
    if (room === undefined) group.rooms.push(new Map([[number, claim]]));
    else room.set(number, claim);
  }
  const batches = [...groups.values()].flatMap(({ destination, kind, payerId, rooms }) =>
    rooms.map((room) => {
      const own = [...room.values()];
      return { destinationId: destination.id, kind, payerId, claims: own, billed: sum(own.map(({ billed }) => billed)) };
    }),
  );
  return { batches, left };
}

const destinationOf = (payerId: string, all: readonly Destination[]): Destination | undefined =>
  all.find(({ payers }) => payers.includes(payerId)) ?? all.find(({ payers }) => payers.length === 0);

/** The numbers of a partner’s n-th interchange: unique for as long as nine digits last. */
export function controlsOf(n: number): { interchange: string; group: string; set: string; reference: string; fileName: string } {
  const interchange = String(n).padStart(9, '0');
  return { interchange, group: String(n), set: '0001', reference: `CW${interchange}`, fileName: `CW${interchange}.837` };
}

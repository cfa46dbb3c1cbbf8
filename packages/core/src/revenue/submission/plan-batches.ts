import { type Cents, sum } from '../../ground/base/index.ts';
import { type ClaimKind, type ClaimToSend, payerToBill } from '../claims/index.ts';

/** A claim that could leave tonight. */
export interface ClaimToBatch {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly payerId: string;
  readonly patientControlNumber: string;
  readonly billed: Cents;
}

/** Where claims go. */
export interface Destination {
  readonly id: string;
  /** It takes the claims of every payer that has no route of its own. */
  readonly others: boolean;
  readonly mostClaims: number;
}

/** By whom claims of one kind to one payer leave. */
export interface Route {
  readonly payerId: string;
  readonly kind: ClaimKind;
  readonly destinationId: string;
  /** What that destination calls this payer; nothing: as the claim says it. */
  readonly payerNumber?: string;
}

export interface PlannedBatch {
  readonly destinationId: string;
  readonly kind: ClaimKind;
  readonly payerId: string;
  readonly payerNumber?: string;
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
export function planBatches(
  claims: readonly ClaimToBatch[],
  destinations: readonly Destination[],
  routes: readonly Route[] = [],
): PlannedBatches {
  const groups = new Map<string, { way: Way; kind: ClaimKind; payerId: string; rooms: Room[] }>();
  const left: ClaimToBatch[] = [];
  for (const claim of claims) {
    const way = wayOf(claim, destinations, routes);
    if (way === undefined) {
      left.push(claim);
      continue;
    }
    const { destination } = way;
    const key = [destination.id, claim.kind, claim.payerId].join('|');
    const group = groups.get(key) ?? { way, kind: claim.kind, payerId: claim.payerId, rooms: [] };
    groups.set(key, group);
    const number = claim.patientControlNumber;
    const room = group.rooms.find((one) => one.size < destination.mostClaims && !one.has(number));
    if (room === undefined) group.rooms.push(new Map([[number, claim]]));
    else room.set(number, claim);
  }
  const batches = [...groups.values()].flatMap(({ way: { destination, payerNumber }, kind, payerId, rooms }) =>
    rooms.map((room) => {
      const own = [...room.values()];
      const to = { destinationId: destination.id, kind, payerId, ...(payerNumber !== undefined && { payerNumber }) };
      return { ...to, claims: own, billed: sum(own.map(({ billed }) => billed)) };
    }),
  );
  return { batches, left };
}

interface Way {
  readonly destination: Destination;
  readonly payerNumber?: string;
}

/** Its route, where it has one: what is routed elsewhere never leaves by whoever takes the others. */
export function wayOf(
  { payerId, kind }: Pick<ClaimToBatch, 'payerId' | 'kind'>,
  all: readonly Destination[],
  routes: readonly Route[],
): Way | undefined {
  const route = routes.find((one) => one.payerId === payerId && one.kind === kind);
  const destination = route === undefined ? all.find(({ others }) => others) : all.find(({ id }) => id === route.destinationId);
  if (destination === undefined) return undefined;
  return { destination, ...(route?.payerNumber !== undefined && { payerNumber: route.payerNumber }) };
}

/** The claim with its payer under the number by which whoever takes it knows that payer. */
export function asRouted(claim: ClaimToSend, payerNumber: string | undefined): ClaimToSend {
  const own = payerToBill(claim);
  if (payerNumber === undefined || own === undefined) return claim;
  return { ...claim, coverages: claim.coverages.map((one) => (one === own ? { ...one, payerId: payerNumber } : one)) };
}

/** The numbers of a partner’s n-th interchange: unique for as long as nine digits last. */
export function controlsOf(n: number): { interchange: string; group: string; set: string; reference: string; fileName: string } {
  const interchange = String(n).padStart(9, '0');
  return { interchange, group: String(n), set: '0001', reference: `CW${interchange}`, fileName: `CW${interchange}.837` };
}

export interface RawSet {
  set: string;
  version: string;
  control: string;
  claims: number;
  serviceLines: number;
  charged: string;
  paid: string | null;
  adjusted: string | null;
  providerAdjustments: string | null;
  payment: string | null;
}
/** Counts and sums of one decompressed file, by a few lines that share nothing with packages/x12. */
export function rawCount(bytes: Uint8Array): { interchanges: number; sets: RawSet[] };

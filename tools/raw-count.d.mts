export interface RawSet {
  set: string;
  version: string;
  control: string;
  claims: number | null;
  /** From here on of 835 and 837 only. */
  serviceLines?: number;
  charged?: string;
  paid?: string | null;
  adjusted?: string | null;
  providerAdjustments?: string | null;
  payment?: string | null;
}
/** Counts and sums of one decompressed file, by a few lines that share nothing with packages/x12. */
export function rawCount(bytes: Uint8Array): { interchanges: number; sets: RawSet[] };
/** How many segments of each id stand in the sets of a file; levels also as `HL 22`. */
export function rawSegments(bytes: Uint8Array): { [segment: string]: number };

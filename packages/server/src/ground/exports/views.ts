/** A list as a file, on its way out. */
export interface TakenOut {
  readonly name: string;
  readonly type: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** How many were written until now. */
  rows(): number;
}

import type { InterchangeWriter } from './interchange-writer.ts';

/** What each part holds: one set, at most so many claims, or all of one payer or provider. */
export type SplitBy = 'set' | 'payer' | 'provider' | { readonly claims: number };

/** Where a part goes: a file, a list of chunks. */
export interface PartOutput {
  write(bytes: Uint8Array): void;
  /** Nothing more will come. */
  close(): void;
}

/** A part that is being written. */
export interface Part {
  readonly name: string;
  readonly writer: InterchangeWriter;
  readonly output: PartOutput;
  claims: number;
  closed: boolean;
}

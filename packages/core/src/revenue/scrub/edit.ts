import type { Evidence } from '../../ground/base/index.ts';
import type { Edition } from '../../ground/codes/index.ts';
import type { ClaimKind } from '../claims/index.ts';
import type { EditFamily, Proposal } from './finding.ts';
import type { LineLook, Look } from './look.ts';
import type { Trait } from './traits.ts';

export interface Hit {
  readonly line?: LineLook;
  /** Beside `line`, other lines concerned. */
  readonly also?: readonly LineLook[];
  /** Where, if not in a line. */
  readonly at?: string;
  /** Fills the `{words}` of what the edit says. Codes and limits; nothing that tells of a person. */
  readonly values?: { readonly [slot: string]: string | number };
  readonly edition?: Edition;
  readonly evidence?: readonly Evidence[];
  readonly proposal?: Proposal;
  /** Where it is not the edit’s own; what is only told is info. */
  readonly severity?: 'error' | 'warning' | 'info';
  readonly action?: string;
}
export type Report = (hit: Hit) => void;

/** One thing that is checked of a claim. */
export interface Edit {
  readonly code: string;
  readonly family: EditFamily;
  /** Hold: the claim does not go out so. Warn: a person looks. */
  readonly severity: 'hold' | 'warn';
  /** No reason makes it right, here or with the payer: it holds until it is mended, and nobody sets it aside. */
  readonly untilMended?: true;
  readonly snip?: number;
  readonly kinds?: readonly ClaimKind[];
  /**
   * What a claim has to have before the edit can find anything: all of these traits, of those within a list one. It is not called at other
   * claims; where nothing is said it is called at all.
   */
  readonly only?: readonly (Trait | readonly Trait[])[];
  readonly says: string;
  readonly because: string;
  readonly source: string;
  readonly fix: string;
  readonly action: string;
  readonly check: (look: Look, report: Report) => void;
}

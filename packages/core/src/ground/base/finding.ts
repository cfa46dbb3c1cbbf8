/** Bytes of a stored document: `from` inclusive, `to` exclusive, counted after decompression. */
export interface Bytes {
  readonly from: number;
  readonly to: number;
}

/** Evidence: bytes of a named document. The words are resolved only for those who may read them. */
export interface Evidence extends Bytes {
  readonly document: string;
}

export type Severity = 'error' | 'warning' | 'info';

/**
 * What is wrong with an input, as data. `says` what, `because` why, `fix` what to do: whole sentences in a biller's words, with no
 * patient data in them. `at` is where, as billers say it (`2100 CLP04`, `row 3, column amount`).
 */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly snip?: number;
  readonly at: string;
  readonly bytes?: Bytes;
  readonly says: string;
  readonly because?: string;
  readonly fix?: string;
}

export const hasErrors = (findings: readonly Finding[]): boolean => findings.some((f) => f.severity === 'error');

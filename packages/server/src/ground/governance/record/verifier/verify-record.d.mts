export interface BundleResult {
  /** False where the text is no bundle at all. */
  readonly readable: boolean;
  readonly ok: boolean;
  readonly findings: readonly { readonly name: string; readonly says: string }[];
  readonly entries?: number;
  /** Fingerprints of the keys that it brings. */
  readonly keys?: readonly string[];
}
export declare function verifyBundle(text: string, trusted?: string): BundleResult;

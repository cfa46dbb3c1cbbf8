export interface BundleResult {
  /** False where the text is no bundle at all. */
  readonly readable: boolean;
  readonly ok: boolean;
  readonly findings: readonly { readonly name: string; readonly says: string }[];
  readonly entries?: number;
  /** Fingerprints of the keys that it brings. */
  readonly keys?: readonly string[];
  /** Whether keys were named that all of it had to be signed with. */
  readonly pinned?: boolean;
}
export declare function verifyBundle(text: string, ...trusted: readonly string[]): BundleResult;

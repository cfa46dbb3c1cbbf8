/** A data key as people see it: never the key. */
export interface KeyVersionView {
  readonly version: number;
  readonly state: 'coming' | 'current' | 'old' | 'retired';
  readonly createdAt: string;
  readonly currentFrom?: string;
  readonly retiredAt?: string;
}

export interface KeyProofView {
  /** Sealed values and documents by the version of their key. */
  readonly values: { readonly [version: string]: number };
  readonly documents: { readonly [version: string]: number };
  readonly opened: number;
  readonly failed: number;
}

export interface KeyRotationView {
  readonly toVersion: number;
  readonly orderedAt: string;
  readonly orderedBy: string;
  readonly state: 'ordered' | 'sealing' | 'done';
  readonly resealed: number;
  readonly total: number;
  readonly doneAt?: string;
  readonly proof?: KeyProofView;
}

export interface KeysView {
  readonly keeper: { readonly kind: string; readonly where: string; readonly kekId: string; readonly wrappedAt: string };
  readonly current: { readonly version: number; readonly since: string; readonly ageDays: number };
  /** When the current key is replaced by itself. */
  readonly nextOn: string;
  readonly everyDays: number;
  readonly versions: readonly KeyVersionView[];
  readonly running?: KeyRotationView;
  readonly last?: KeyRotationView;
}

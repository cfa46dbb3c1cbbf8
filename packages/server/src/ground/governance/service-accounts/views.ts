/** A program that works here, and its keys: never the keys themselves. */
export interface ServiceAccountView {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly revokedAt?: string;
  readonly keys: readonly ServiceKeyView[];
}

export interface ServiceKeyView {
  readonly id: string;
  /** How it begins. */
  readonly prefix: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt?: string;
  /** Who saw it when it was made, and answers for it. */
  readonly madeBy: string;
  /** Scopes that it does not open any more, because whoever made it lost them. */
  readonly lost?: readonly string[];
  /** 'suspended': whoever made it left, or lost every right that it had; somebody else may take the program over by a new key. */
  readonly state: 'active' | 'expired' | 'revoked' | 'suspended';
}

/** POST /api/service-accounts and /api/service-accounts/:id/rotate: the key is shown this once. */
export interface KeyMade {
  readonly accountId: string;
  readonly keyId: string;
  readonly key: string;
  readonly expiresAt: string;
}

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
  readonly state: 'active' | 'expired' | 'revoked';
}

/** POST /api/service-accounts and /api/service-accounts/:id/rotate: the key is shown this once. */
export interface KeyMade {
  readonly accountId: string;
  readonly keyId: string;
  readonly key: string;
  readonly expiresAt: string;
}

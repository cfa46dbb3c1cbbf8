import type { Credential } from '@claimwright/core/ground/governance';

interface PlaceView {
  readonly name: string;
  readonly email?: string;
  readonly roles: readonly string[];
  readonly sites: readonly string[];
  readonly payers: readonly string[];
  readonly credentials: readonly Credential[];
}
export interface PersonView extends PlaceView {
  readonly userId: string;
  readonly active: boolean;
  readonly since: string;
}
export interface InvitationView extends PlaceView {
  readonly invitationId: string;
  readonly invitedAt: string;
  readonly expiresAt: string;
  readonly expired: boolean;
}
export interface PeopleView {
  readonly people: readonly PersonView[];
  readonly invitations: readonly InvitationView[];
}
export interface PlaceChangeView {
  readonly id: string;
  readonly kind: 'joined' | 'changed' | 'ended' | 'returned';
  readonly roles: readonly string[];
  readonly by: string;
  readonly at: string;
  readonly because?: string;
}
export interface LimitView {
  readonly id: string;
  readonly role: string;
  readonly right: string;
  readonly upTo?: number;
  readonly ownUpTo?: number;
  readonly payers: readonly string[];
  readonly sites: readonly string[];
  /** The practice gave the table's own limit back. */
  readonly ended: boolean;
  readonly because: string;
  readonly by: string;
  readonly at: string;
}
/** What a person is given: names, roles, places, papers. */
export interface PlaceInput {
  readonly name: string;
  readonly roles: readonly string[];
  readonly sites?: readonly string[];
  readonly payers?: readonly string[];
  readonly credentials?: readonly Credential[];
}

export interface LimitInput {
  readonly role: string;
  readonly right: string;
  /** Cents. */
  readonly upTo?: number;
  readonly ownUpTo?: number;
  readonly payers?: readonly string[];
  readonly sites?: readonly string[];
  readonly ended?: boolean;
  readonly because: string;
}

import { manages, personRoles } from '@claimwright/core/ground/governance';
import { type Limits, type Session, usualLimits } from '../sessions.ts';

/** How people sign in at a practice. */
export interface Policy extends Limits {
  /** Whoever holds one of these must show a second factor. */
  readonly secondFactorRoles: readonly string[];
  /** The demo asks for none: it holds invented data, and its password stands on the sign-in page. */
  readonly demo: boolean;
  /** Nobody has set anything. */
  readonly usual: boolean;
}

/** By what they may do, and not by their names: whoever can open doors for others, or sees the record of everybody. */
const usualRoles: readonly string[] = personRoles.filter((role) => manages([role]));

export const usualPolicy = (demo: boolean): Policy => ({ ...usualLimits, secondFactorRoles: demo ? [] : usualRoles, demo, usual: true });

/** Somebody who works for several practices is signed off when the strictest of them says so. */
export const strictest = (policies: readonly Limits[]): Limits => ({
  idleMinutes: Math.min(...policies.map(({ idleMinutes }) => idleMinutes), usualLimits.longestHours * 60),
  longestHours: Math.min(...policies.map(({ longestHours }) => longestHours), 24),
});

/** Whether this session showed two factors. A provider that asks for the second itself says so in its proof. */
export const showedTwoFactors = ({ proof }: Pick<Session, 'proof'>): boolean => proof === 'passkey' || proof.includes('+');

export const needsSecondFactor = (policy: Policy, roles: readonly string[], session: Pick<Session, 'proof'>): boolean =>
  roles.some((role) => policy.secondFactorRoles.includes(role)) && !showedTwoFactors(session);

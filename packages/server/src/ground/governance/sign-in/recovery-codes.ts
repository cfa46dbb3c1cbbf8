import { createHmac, randomInt } from 'node:crypto';

/** Without letters and figures that are read for each other. */
const signs = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** Ten codes of some 49 bits, to be written down: `K7QF2-9WXMD`. */
export function newRecoveryCodes(): string[] {
  const five = () => Array.from({ length: 5 }, () => signs[randomInt(signs.length)]).join('');
  return Array.from({ length: 10 }, () => `${five()}-${five()}`);
}

/** As it is kept: under a key that is not in the table, so that the table alone tells no code. However it was typed. */
export function hashOfRecoveryCode(secret: string, userId: string, typed: string): string {
  const code = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return createHmac('sha256', secret).update(`recovery ${userId} ${code}`).digest('base64url');
}

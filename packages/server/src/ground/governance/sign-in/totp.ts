import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const stepSeconds = 30;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Twenty random bytes, as RFC 4226 asks for SHA-1. */
export const newTotpSecret = (): string => toBase32(randomBytes(20));

function toBase32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

export const stepAt = (now: number): number => Math.floor(now / 1000 / stepSeconds);

/** RFC 6238 with SHA-1, six digits, thirty seconds: what every authenticator app can do. */
export function totpAt(secret: string, step: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/**
 * The step to which a code belongs: this one, the one before or after for clocks that differ, and later than `lastStep`, so that a code
 * which somebody saw is worth nothing. Undefined where it belongs to none.
 */
export function stepOfCode(secret: string, code: string, now: number, lastStep: number): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const given = Buffer.from(code);
  const current = stepAt(now);
  let found: number | undefined;
  for (const step of [current - 1, current, current + 1]) {
    const same = timingSafeEqual(Buffer.from(totpAt(secret, step)), given);
    if (same && step > lastStep) found = step;
  }
  return found;
}

/** What the QR code says to the app. */
export function totpAddress(secret: string, email: string): string {
  const label = `${encodeURIComponent('Claimwright')}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=Claimwright&algorithm=SHA1&digits=6&period=${stepSeconds}`;
}

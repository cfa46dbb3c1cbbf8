import { expect, test } from 'vitest';
import { newTotpSecret, stepAt, stepOfCode, totpAddress, totpAt } from './totp.ts';

// RFC 6238, appendix B: the ASCII secret 12345678901234567890 in base 32.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('gives the code of RFC 6238 at second %i', (second, code) => {
  expect(totpAt(secret, stepAt(second * 1000), 8)).toBe(code);
});

test('a code is taken in its step and the neighbours, once, and nowhere else', () => {
  const now = 1_800_000_000_000;
  const code = totpAt(secret, stepAt(now));
  expect(stepOfCode(secret, code, now, 0)).toBe(stepAt(now));
  expect(stepOfCode(secret, code, now + 30_000, 0)).toBe(stepAt(now));
  expect(stepOfCode(secret, code, now - 30_000, 0)).toBe(stepAt(now));
  expect(stepOfCode(secret, code, now + 60_000, 0)).toBeUndefined();
  expect(stepOfCode(secret, code, now, stepAt(now))).toBeUndefined();
  for (const wrong of ['', code.slice(1), `${code}0`, 'abcdef', `${code.slice(0, 5)}é`])
    expect(stepOfCode(secret, wrong, now, 0)).toBeUndefined();
});

test('a new secret has 160 bits, and its address names the program and the person', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(newTotpSecret());
  expect(totpAddress(secret, 'a b@elm.example')).toBe(
    `otpauth://totp/Claimwright:a%20b%40elm.example?secret=${secret}&issuer=Claimwright&algorithm=SHA1&digits=6&period=30`,
  );
});

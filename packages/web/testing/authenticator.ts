import type { CDPSession, Page } from 'playwright-core';
import { stepAt, totpAt } from '../../server/src/ground/governance/sign-in/totp.ts';

/** What the app on somebody's phone shows for the key on the screen; `later`: one of the next half minute, where this one is used up. */
export async function codeOnPhone(page: Page, later = 0): Promise<string> {
  return codeOf(await keyOnScreen(page), later);
}
export async function keyOnScreen(page: Page): Promise<string> {
  return ((await page.getByTestId('authenticator-key').textContent()) ?? '').replaceAll(/\s/g, '');
}
export const codeOf = (key: string, later = 0): string => totpAt(key, stepAt(Date.now()) + later);

/** A security chip of this browser, whose owner always agrees: passkeys are made and used as on a real device. */
export async function securityChip(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

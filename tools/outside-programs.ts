import { spawnSync } from 'node:child_process';

/** A program that is not ours and that some tests need. Its name in the package managers, where it may be, and what is skipped without it. */
export type OutsideProgram = { package: string; override: string; places: string[]; skips: string; ask?: string };

export const chromium: OutsideProgram = {
  package: 'chromium',
  override: 'CLAIMWRIGHT_CHROMIUM',
  places: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  skips: 'the journeys in a real browser',
};

export const hledger: OutsideProgram = {
  package: 'hledger',
  override: 'CLAIMWRIGHT_HLEDGER',
  places: ['hledger'],
  skips: "hledger's own sum of the books",
};

export const sshServer: OutsideProgram = {
  package: 'openssh-server',
  override: 'CLAIMWRIGHT_SSHD',
  places: ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/opt/homebrew/sbin/sshd'],
  // It has no --version.
  ask: '-V',
  skips: 'files that are taken from a real SFTP server',
};

export const outsidePrograms = [chromium, hledger, sshServer];

const found = new Map<OutsideProgram, string>();

/**
 * Where the program is, or undefined. Tests say `describe.skipIf(!findProgram(chromium))`, so that a machine without it counts them as
 * skipped. The override names a path; an override of `none` plays a machine without the program.
 */
export function findProgram(program: OutsideProgram): string | undefined {
  const known = found.get(program);
  if (known) return known;
  if (isRefused(program)) return undefined;
  const override = process.env[program.override];
  const places = override ? [override] : program.places;
  // An answer is asked for: Ubuntu's /usr/bin/chromium-browser exists, but only tells people to install a snap.
  const place = places.find(
    (candidate) => spawnSync(candidate, [program.ask ?? '--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0,
  );
  if (place) found.set(program, place);
  return place;
}

export function isRefused(program: OutsideProgram): boolean {
  return process.env[program.override] === 'none';
}

import type { WaitingWhy } from '@claimwright/core/ground/intake';
import type { SourceTrouble } from '../../../connectors/file-sources/port.ts';

interface Words {
  readonly says: string;
  readonly fix: string;
}

/** What is in the way of a look, as the office would say it. */
const troubles: { readonly [code in SourceTrouble]: Words } = {
  'not-there': { says: 'The folder is not there.', fix: 'Look whether it was renamed or its disk is missing, or change the folder here.' },
  'no-permission': {
    says: 'Claimwright may not look into this folder, or may not move files in it.',
    fix: 'Whoever runs the machine or the server gives its user the right to.',
  },
  unreachable: {
    says: 'The server does not answer.',
    fix: 'Nothing to do if it is for an hour. If it stays, ask the sender whether the server or its address changed.',
  },
  refused: {
    says: 'The server does not let us in with this user and key.',
    fix: 'Ask the sender whether the user is still there, and put in the key or password anew.',
  },
  'key-unreadable': {
    says: 'The private key that was given cannot be read.',
    fix: 'Put it in anew: as OpenSSH or PEM, whole, and without a passphrase.',
  },
  'host-key-unknown': {
    says: 'Nobody has said yet that this server is the right one.',
    fix: 'Ask the sender for the fingerprint of their server by phone, compare it with the one shown, and confirm it.',
  },
  'host-key-changed': {
    says: 'The server shows another key than the one that was confirmed: it may not be the sender’s.',
    fix: 'Confirm nothing before the sender has told you by phone that they changed their server, and its new fingerprint.',
  },
  'time-out': {
    says: 'The server or the share answered too slowly.',
    fix: 'It is tried again by itself. If it stays, tell whoever runs it.',
  },
  outside: {
    says: 'This folder is outside of those that may be watched here.',
    fix: 'Whoever runs the machine names its folders in CLAIMWRIGHT_WATCH; or choose one of those that are named.',
  },
  inside: {
    says: 'This server is in the network of the machine itself, and nobody said that it may be fetched from.',
    fix: 'Whoever runs the machine names such a server in CLAIMWRIGHT_SFTP_INSIDE.',
  },
  'name-taken': {
    says: 'A file of this name is there already.',
    fix: 'Look at it there: it came from somewhere else, or from before a backup was restored.',
  },
  broken: {
    says: 'Something went wrong that has no name.',
    fix: 'It is tried again by itself. If it stays, tell your administrator: the log says more.',
  },
};
export type Trouble = keyof typeof troubles;

export const troubleWords = (code: string): Words => Object.entries(troubles).find(([name]) => name === code)?.[1] ?? troubles.broken;

const waits: { readonly [why in WaitingWhy]: string } = {
  growing: 'Just came, or is still being written: taken when it no longer changes.',
  'not-still': 'Just came, and nothing in it tells where it ends: taken when it lay still for a minute.',
  'unfinished-name': 'Has a name that programs give to what they are still writing: taken when it is renamed.',
  'cut-off':
    'Ends too early (X12 without its IEA, a bank’s file without its last record, half a packed one, or empty): waited for, then taken as it is and refused with a finding.',
  'too-large': 'Is larger than 1 GiB: ask the sender to send it in parts, or have it read on the server by the intake command.',
  'not-readable': 'Cannot be read: look at its permissions.',
  refused: 'Was not received; it is tried again. Bring it in by hand to see why.',
};
export const waitingWords = (why: WaitingWhy): string => waits[why];

/** The protocols that partner systems are written to by: a new one is a name here, a folder, and a line in `index.ts`. */
export const partnerProtocols = ['claim-notes'] as const;
export type PartnerProtocol = (typeof partnerProtocols)[number];

/** Where a partner system is reached, and with which key. */
export interface PartnerAddress {
  readonly protocol: string;
  readonly url: string;
  readonly secret: string;
}

/** What is written: never more than what the partner needs to find its own account and to show the note. */
export interface PartnerNote {
  /** The same for every try: the partner takes one note of a key. */
  readonly key: string;
  /** By which the partner knows the account. */
  readonly account: string;
  readonly says: { readonly [name: string]: string | number };
}

/** An account as the partner has it now. */
export interface PartnerAccount {
  readonly id: string;
  /** Changes with every change to the account, whoever makes it. */
  readonly version: string;
  /** Whether the note of this key is there already. */
  readonly has: boolean;
}

export interface PartnerPort {
  find(address: PartnerAddress, note: PartnerNote, milliseconds: number): Promise<PartnerAccount>;
  /** Writes it if the account is still at this version. Answers the new one. */
  write(address: PartnerAddress, note: PartnerNote, at: Pick<PartnerAccount, 'id' | 'version'>, milliseconds: number): Promise<string>;
}

export type PartnerTrouble = 'time-out' | 'busy' | 'unreachable' | 'broken' | 'refused' | 'not-there' | 'changed';

/** Why nothing was written, or nobody knows whether it was. Never holds what was sent or what was answered. */
export class PartnerFailure extends Error {
  readonly code: PartnerTrouble;
  /** Whether the same may do better later. */
  readonly again: boolean;
  /** How long the partner asks to be left alone. */
  readonly waitSeconds: number;
  constructor(code: PartnerTrouble, waitSeconds = 0) {
    super(`the partner system did not take it: ${code}`);
    this.code = code;
    this.again = code === 'time-out' || code === 'busy' || code === 'unreachable' || code === 'broken';
    this.waitSeconds = waitSeconds;
  }
}

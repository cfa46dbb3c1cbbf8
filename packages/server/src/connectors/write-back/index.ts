import { claimNotes } from './claim-notes/open.ts';
import { PartnerFailure, type PartnerPort, type PartnerProtocol } from './port.ts';

const protocols: { readonly [protocol in PartnerProtocol]: PartnerPort } = { 'claim-notes': claimNotes };

const portOf = (name: string): PartnerPort => {
  const port = Object.entries(protocols).find(([protocol]) => protocol === name)?.[1];
  if (!port) throw new PartnerFailure('refused');
  return port;
};

/** Reaches a partner system. Called by the write-backs' egress alone. */
export const partners: PartnerPort = {
  find: async (address, ...rest) => portOf(address.protocol).find(address, ...rest),
  write: async (address, ...rest) => portOf(address.protocol).write(address, ...rest),
};
export { PartnerFailure } from './port.ts';

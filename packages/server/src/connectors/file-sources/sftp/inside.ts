import { lookup } from 'node:dns/promises';
import { BlockList, isIPv6 } from 'node:net';
import { SourceFailure } from '../port.ts';

const near = new BlockList();
for (const [net, bits] of [
  ...(['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'] as const),
  ...(['192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/3'] as const),
].map((range) => range.split('/')))
  near.addSubnet(net ?? '', Number(bits), 'ipv4');
for (const [net, bits] of ['::/127', '64:ff9b::/96', 'fc00::/7', 'fe80::/10', 'ff00::/8'].map((range) => range.split('/')))
  near.addSubnet(net ?? '', Number(bits), 'ipv6');

/** This machine, its network, or what only stands beside it. */
export const isInside = (address: string): boolean => near.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/**
 * The address to connect to. A server is named from a browser: it must not be a way to what only this machine reaches, unless whoever runs
 * it has named the server. What was looked at is what is connected to: a name could answer otherwise a moment later.
 */
export async function reachable(host: string, inside: readonly string[]): Promise<string> {
  if (inside.includes(host.toLowerCase())) return host;
  const found = await lookup(host, { all: true });
  if (found.some(({ address }) => isInside(address))) throw new SourceFailure('inside');
  return found[0]?.address ?? host;
}

import { readFileSync } from 'node:fs';
import { type ClaimLoop, type ClaimsHeader, createReader, writeClaims } from '../../packages/x12/src/index.ts';

const A_SET = 1000;
const ROUNDS = 15;

/** Writes the claims of a file again, in sets: megabytes a processor second, the best of the rounds, without and with our own check. */
export function write(path: string): { megabytes: number; unchecked: number; checked: number } {
  const claims: ClaimLoop[] = [];
  const headers: ClaimsHeader[] = [];
  const reader = createReader({ claimsHeader: (header) => headers.push(header), claim: (claim) => claims.push(claim) });
  reader.push(readFileSync(path));
  reader.end();
  const [header] = headers;
  if (header === undefined) throw new Error('no header');
  const { batch, submitter, receiver } = header;
  const envelope = {
    interchangeControl: '000000001',
    groupControl: '1',
    sender: 'A',
    receiver: 'B',
    interchangeDate: '2024-03-15',
    test: true,
  };
  const parties = { ...(submitter === undefined ? {} : { submitter }), ...(receiver === undefined ? {} : { receiver }) };
  const once = (unchecked: boolean): number => {
    let bytes = 0;
    for (let from = 0; from < claims.length; from += A_SET) {
      const some = claims.slice(from, from + A_SET);
      bytes += writeClaims({ control: '0001', envelope, time: '09:41', batch, ...parties, claims: some }, { unchecked }).length;
    }
    return bytes;
  };
  const best = (unchecked: boolean): { bytes: number; rate: number } => {
    let rate = 0;
    let bytes = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const before = process.cpuUsage();
      bytes = once(unchecked);
      rate = Math.max(rate, bytes / process.cpuUsage(before).user);
    }
    return { bytes, rate };
  };
  const { bytes, rate } = best(true);
  return { megabytes: bytes / 1e6, unchecked: rate, checked: best(false).rate };
}

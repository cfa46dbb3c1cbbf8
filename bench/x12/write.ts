import { readFileSync } from 'node:fs';
import { type ClaimLoop, type ClaimsHeader, type ClaimsToWrite, createReader, writeClaims } from '../../packages/x12/src/index.ts';

const A_SET = 500;
const ROUNDS = 25;

interface Claims {
  readonly header: ClaimsHeader;
  readonly claims: readonly ClaimLoop[];
}

/** The claims of a file, in sets as they are read. */
function* setsOf(path: string): Iterable<Claims> {
  let claims: ClaimLoop[] = [];
  let header: ClaimsHeader | undefined;
  const reader = createReader({
    claimsHeader: (opening) => {
      header = opening;
    },
    claim: (claim) => claims.push(claim),
  });
  const bytes = readFileSync(path);
  for (let at = 0; at < bytes.length; at += 1 << 16) {
    reader.push(bytes.subarray(at, at + (1 << 16)));
    if (header === undefined || claims.length < A_SET) continue;
    yield { header, claims };
    claims = [];
  }
  reader.end();
  if (header !== undefined && claims.length > 0) yield { header, claims };
}

function toWrite({ header, claims }: Claims): ClaimsToWrite {
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
  return { control: '0001', envelope, time: '09:41', batch, ...parties, claims };
}

/** Bytes and the processor time that writing took, of the fastest round of each set: other programs can only make it slower. */
function best(sets: () => Iterable<Claims>, unchecked: boolean): { readonly bytes: number; readonly rate: number } {
  const least: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    bytes = 0;
    let set = 0;
    for (const one of sets()) {
      const batch = toWrite(one);
      const before = process.cpuUsage();
      bytes += writeClaims(batch, { unchecked }).length;
      const { user, system } = process.cpuUsage(before);
      least[set] = Math.min(least[set] ?? Number.POSITIVE_INFINITY, user + system);
      set++;
    }
  }
  return { bytes, rate: bytes / least.reduce((sum, time) => sum + time, 0) };
}

/** Writes the claims of a file again, in sets: megabytes a processor second. */
export function write(path: string): { megabytes: number; fresh: number; unchecked: number; checked: number } {
  const fresh = best(() => setsOf(path), true);
  const kept = [...setsOf(path)];
  const { bytes, rate } = best(() => kept, true);
  return { megabytes: bytes / 1e6, fresh: fresh.rate, unchecked: rate, checked: best(() => kept, false).rate };
}

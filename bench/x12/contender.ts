import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { summaryInHalves } from '../../packages/server/src/cli/summary-in-halves.ts';
import { createReader, createSummary } from '../../packages/x12/src/index.ts';
import { contenderModule } from '../contenders/install.ts';

/*
 * One contender in a process of its own: reads a file three times to warm up (a server has been running for a while), or none (a command
 * line just started), then another against the clock (a small one seven times, of which the middle counts). Prints seconds, processor seconds, peak memory and what it found as JSON.
 */

/** The chunks of a file in one buffer, as whoever wants the least memory reads it: a reader keeps nothing of what it is given. */
async function* inOneBuffer(path: string): AsyncIterable<Uint8Array> {
  const file = await open(path);
  const buffer = new Uint8Array(1 << 16);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length);
    if (bytesRead === 0) break;
    yield buffer.subarray(0, bytesRead);
  }
  await file.close();
}

const inStream = (path: string): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: 1 << 16 });

async function ours(chunks: AsyncIterable<Uint8Array>, check: boolean): Promise<number> {
  let claims = 0;
  let cents = 0;
  let errors = 0;
  const reader = createReader(
    {
      remitClaim: (claim) => {
        claims++;
        cents += claim.paid;
      },
      claim: (claim) => {
        claims++;
        cents += claim.charged;
      },
      finding: (finding) => {
        if (finding.severity === 'error') errors++;
      },
    },
    { check },
  );
  for await (const chunk of chunks) reader.push(chunk);
  reader.end();
  if (errors > 0 || cents === 0) throw new Error(`${errors} errors in a clean file`);
  return claims;
}

/** The summary of the command line: by figures only. */
async function figures(path: string): Promise<number> {
  const summary = createSummary(path);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 16 })) summary.push(chunk as Uint8Array);
  const { errors, summary: told } = summary.end();
  if (errors > 0) throw new Error(`${errors} errors in a clean file`);
  return told.sets.reduce((claims, set) => claims + (set.claims ?? 0), 0);
}

async function inHalves(path: string, objects: boolean): Promise<number> {
  const halves = await summaryInHalves(path, { least: 0, threads: 2, objects });
  if (halves?.status !== 0) throw new Error('a clean file that was not read in halves');
  return halves.summary.sets.reduce((claims, set) => claims + (set.claims ?? 0), 0);
}

/** The peers give segments; their claims are counted by the segment that opens one. */
async function peer(path: string, stream: NodeJS.ReadWriteStream, opens: (segment: unknown) => boolean): Promise<number> {
  let claims = 0;
  for await (const segment of createReadStream(path, { highWaterMark: 1 << 16 }).pipe(stream)) if (opens(segment)) claims++;
  return claims;
}

async function run(contender: string, path: string): Promise<number> {
  if (contender === 'claimwright') return ours(inStream(path), true);
  if (contender === 'claimwright, one buffer') return ours(inOneBuffer(path), true);
  if (contender === 'claimwright, unchecked') return ours(inStream(path), false);
  if (contender === 'claimwright, figures only') return figures(path);
  if (contender === 'claimwright, two threads') return inHalves(path, true);
  if (contender === 'claimwright, figures only, two threads') return inHalves(path, false);
  const opening = new Set(['CLP', 'CLM']);
  if (contender === 'x12-parser') {
    const { X12parser }: { X12parser: new () => NodeJS.ReadWriteStream } = await import(contenderModule('x12-parser'));
    return peer(path, new X12parser(), (s) => opening.has((s as { name: string }).name));
  }
  const { X12Parser }: { X12Parser: new () => NodeJS.ReadWriteStream } = await import(contenderModule('node-x12'));
  return peer(path, new X12Parser(), (s) => opening.has((s as { tag: string }).tag));
}

export async function contend(contender: string, warm: string, measured: string): Promise<void> {
  if (warm !== '') for (let i = 0; i < 3; i++) await run(contender, warm);
  // A small file is over in a fifth of a second, which the machine's moods decide: it is read several times and the middle one counts.
  const readings = warm !== '' && statSync(measured).size < 50e6 ? 7 : 1;
  const seconds: number[] = [];
  let claims = 0;
  const before = process.cpuUsage();
  for (let i = 0; i < readings; i++) {
    const start = performance.now();
    claims = await run(contender, measured);
    seconds.push((performance.now() - start) / 1000);
  }
  const cpu = process.cpuUsage(before).user / 1e6 / readings;
  const middle = seconds.sort((a, b) => a - b)[Math.floor(readings / 2)];
  process.stdout.write(JSON.stringify({ seconds: middle, cpu, claims, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
}

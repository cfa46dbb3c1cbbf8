import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { feed } from '../../packages/server/src/cli/x12.ts';
import { createChecker } from '../../packages/x12/src/index.ts';
import { Dice } from '../../packages/x12/testing/fuzz/dice.ts';
import type { Fault } from '../../packages/x12/testing/fuzz/holds.ts';

/** What is packed so small and so large when unpacked that it fills the memory of who unpacks it whole. */
const fillings = ['\0', ' ', 'A', '~', 'ISA*', '*', 'ST*835*0001~SE*2*0001~'];
const BOMB = 64 << 20;

interface Packed {
  readonly bytes: Uint8Array;
  /** Whether it can be unpacked to the end. */
  readonly whole: boolean;
}

/** A packed file: as it should be, in several members, damaged, cut off, or a bomb. */
function pack(bytes: Uint8Array, dice: Dice): Packed {
  const packed = gzipSync(bytes, { level: 1 });
  switch (dice.below(40)) {
    case 0: {
      const filling = Buffer.from(dice.one(fillings).repeat(1 << 12));
      const part = gzipSync(Buffer.alloc(8 << 20, filling));
      return { bytes: Buffer.concat([packed, ...new Array<Buffer>(BOMB / (8 << 20)).fill(part)]), whole: true };
    }
    case 1:
      return { bytes: gzipSync(packed), whole: true };
    default:
  }
  if (dice.once(3)) return { bytes: Buffer.concat([packed, gzipSync(bytes)]), whole: true };
  if (dice.once(2)) return { bytes: packed, whole: true };
  if (dice.once(2)) return { bytes: packed.subarray(0, dice.below(packed.length)), whole: false };
  const hurt = Buffer.from(packed);
  hurt[2 + dice.below(hurt.length - 2)] = dice.below(256);
  return { bytes: hurt, whole: false };
}

/** Gives packed files to the command line's own unpacking. */
export class Packing {
  private readonly folder = mkdtempSync(join(tmpdir(), 'claimwright-fuzz-'));

  /** Answers what does not hold; the file is left out where all holds. */
  async faultOf(bytes: Uint8Array, seed: number, index: number): Promise<Fault | undefined> {
    const packed = pack(bytes, new Dice(seed, index, 1));
    const path = join(this.folder, 'packed.edi.gz');
    writeFileSync(path, packed.bytes);
    try {
      const plain = await quietly(path, packed.whole);
      return plain === undefined ? undefined : { door: 'packed', why: plain };
    } catch (error) {
      return { door: 'packed', why: `throws ${String(error)}` };
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function quietly(path: string, whole: boolean): Promise<string | undefined> {
  let unreadable = 0;
  let refusals = 0;
  const checker = createChecker((finding) => {
    if (finding.severity === 'error') refusals++;
  });
  let ends = 0;
  const status = await feed(path, {
    push: (chunk) => checker.push(chunk),
    end: () => {
      ends++;
      const outcome = checker.end();
      if (!outcome.readable) unreadable++;
      return outcome;
    },
  });
  if (ends !== 1) return `the view was ended ${ends} times`;
  if (unreadable > 0 && refusals === 0) return 'it cannot be read, and no finding says why';
  if (whole && unreadable === 0 && status === 2) return 'a whole file was refused';
  return undefined;
}

import { setImmediate as turn } from 'node:timers/promises';
import type { Finding } from '@claimwright/core/ground/base';
import { AboveClaims, type ClaimInFile, leftOutOfEach, notCompared, readClaimToSend } from '@claimwright/core/revenue/submission';
import { createReader } from '@claimwright/x12';
import type { Ctx } from '../../gate/index.ts';
import type { DocumentReader, ReadResult } from '../../ground/intake/index.ts';
import { type Draft, type DraftToKeep, newDraftsOf } from '../claims/index.ts';
import { checkNew } from '../scrub/index.ts';

/** Drafts are kept in batches of this many, so that a large file does not fill memory. */
const most = 2_000;

/** So many are held until all are kept, and then checked without being read back; of a larger file the rest is left to the scrubbing agent. */
const mostAtHand = 20_000;

/** Keeps batch after batch: while one is being kept, the next may be read. */
class Keeping {
  made = 0;
  repeated = 0;
  readonly atHand: Draft[] = [];
  readonly #ctx: Ctx;
  #under: Promise<void> = Promise.resolve();

  constructor(ctx: Ctx) {
    this.#ctx = ctx;
  }

  /** Comes true when the database alone is at work on it. */
  async keep(some: readonly DraftToKeep[]): Promise<void> {
    const { drafts, keep } = await newDraftsOf(this.#ctx, some, this.#under);
    this.#under = keep();
    // What goes wrong with it is told where it is waited for.
    this.#under.catch(() => undefined);
    for (const one of drafts) {
      if (one === undefined) this.repeated += 1;
      else {
        this.made += 1;
        if (this.atHand.length < mostAtHand) this.atHand.push(one);
      }
    }
  }

  /** Comes true when all is kept, or throws. */
  whole(): Promise<void> {
    return this.#under;
  }
}

/** So much of a file is held at most while the end of a claim is waited for. */
const mostHeld = 8 * 1024 * 1024;

/** What came of a file and is not read to its end yet, so that a claim can be seen as it came. */
class Passing {
  #held: Uint8Array = new Uint8Array();
  #from = 0;

  push(chunk: Uint8Array): void {
    const dropped = this.#held.length > mostHeld ? this.#held.length - mostHeld : 0;
    this.#from += dropped;
    this.#held = Buffer.concat([this.#held.subarray(dropped), chunk]);
  }

  /** Nothing where its beginning is gone. */
  bytes({ from, to }: { readonly from: number; readonly to: number }): Uint8Array | undefined {
    return from < this.#from ? undefined : this.#held.subarray(from - this.#from, to - this.#from);
  }

  done(to: number): void {
    if (to <= this.#from) return;
    this.#held = this.#held.subarray(to - this.#from);
    this.#from = to;
  }
}

const beginningGone = new Uint8Array();

interface ReadClaim extends ClaimInFile {
  /** What stood above it, of a patient or of whoever bills, and has no room in it. */
  readonly above: readonly string[];
}

/** What becomes drafts of claims that were read, with what of their file they have no room for. */
function compared(read: readonly ReadClaim[]): Pick<DraftToKeep, 'claim' | 'madeOf'>[] {
  const left = leftOutOfEach(read);
  return read.map(({ claim, bytes, above }, i) => {
    const leftOut = bytes === beginningGone ? [notCompared] : [...above, ...(left[i] ?? [notCompared])];
    // Line control numbers and the like are part of it: a system that makes another file of the same claims makes them anew.
    return { claim: leftOut.length > 0 ? { ...claim, leftOut } : claim, madeOf: `file ${JSON.stringify(claim)}` };
  });
}

/** Reads an 837 that a practice's own system made and nobody sent yet: each claim becomes a draft, looked at before it goes. */
export const draftReader: DocumentReader = {
  kind: '837-to-send',
  read: async (ctx, documentId, chunks): Promise<ReadResult> => {
    const findings: Finding[] = [];
    const waiting: DraftToKeep[] = [];
    const keeping = new Keeping(ctx);
    const passing = new Passing();
    const read: ReadClaim[] = [];
    const above = new AboveClaims();
    let end = 0;
    const reader = createReader({
      claim: (loop) => {
        above.pass(passing.bytes({ from: end, to: loop.bytes.from }) ?? beginningGone);
        end = loop.bytes.to;
        read.push({ claim: readClaimToSend(loop), bytes: passing.bytes(loop.bytes) ?? beginningGone, above: above.left });
      },
      finding: (finding) => findings.push(finding),
    });
    const take = (): void => {
      for (const one of compared(read.splice(0))) waiting.push({ ...one, documentId });
    };
    let readable = false;
    try {
      for await (const chunk of chunks) {
        passing.push(chunk);
        reader.push(chunk);
        take();
        passing.done(end);
        while (waiting.length >= most) await keeping.keep(waiting.splice(0, most));
        // What is being kept goes on between the pieces of what is read, and not when thousands are read.
        await turn();
      }
      readable = reader.end().readable;
      take();
      await keeping.keep(waiting);
    } finally {
      // Nothing of the transaction is asked for by anybody else before this is over.
      await keeping.whole();
    }
    const { made, repeated, atHand } = keeping;
    await checkNew(ctx, atHand);
    return {
      ...{ readable: readable && made + repeated > 0, claims: made, remits: 0, deposits: 0, repeated },
      findings: [...findings, ...(made + repeated > 0 ? [] : [noClaims])],
      changes: [{ topic: 'drafts' }],
    };
  },
};

const noClaims: Finding = {
  code: 'claims.none',
  severity: 'error',
  at: 'file',
  says: 'No claim could be read in this file.',
  because: 'Drafts are made of the claims of an 837P, 837I or 837D.',
  fix: 'Check that the file is complete. It is kept as it came.',
};

import { pack } from '../engine/compile.ts';
import type { Segment } from '../engine/segment.ts';
import type { ExitStatus } from '../views/status.ts';
import { Controls, InterchangeWriter } from './interchange-writer.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { Source } from './source.ts';

/** How the whole is numbered. */
export interface MergeOptions {
  /** The first interchange control number; else that of the first file. */
  readonly control?: number;
}

/** A claim that came before, with the same charge and under the same number of its batch: most likely the same once more. */
export interface TwiceClaim {
  /** CLM01. */
  readonly claim: string;
  /** CLM02, as it stands. */
  readonly charge: string;
  /** BHT03. */
  readonly batch: string;
}

/** One of the files that are put together. */
export interface MergeInput {
  push(chunk: Uint8Array): void;
  /** The end of this file; a damaged one is refused, since new counts would hide the damage. */
  end(): { readonly readable: boolean; readonly status: ExitStatus; readonly refused?: Refusal };
}

/**
 * Puts the sets of several files into one. Sets whose envelopes say the same (sender, receiver, version, delimiters) share an
 * interchange and a group; control numbers and counts are made anew.
 * @param write hears the bytes of the whole, piece by piece
 * @param options the first control number
 * @returns `file` begins the next file; `end` closes the whole and tells how many sets it has, and which claims stand in it twice: the
 *   same CLM01 and CLM02 under the same BHT03; `reused` are its interchange control numbers that one of the files had, which whoever was sent
 *   that file takes for the same once more
 */
export function createMerger(
  write: (bytes: Uint8Array) => void,
  options: MergeOptions = {},
): { file(): MergeInput; end(): { readonly sets: number; readonly twice: readonly TwiceClaim[]; readonly reused: readonly string[] } } {
  const seen = new SeenClaims();
  const controls = new Set<number>();
  const writer = new InterchangeWriter(new Controls(options.control), write);
  return {
    file: () => {
      const source = new Source({
        begin: (envelope, set, version) => {
          controls.add(envelope.control);
          writer.begin(envelope, set, version);
        },
        segment: (raw, segment) => {
          seen.take(segment);
          writer.segment(raw);
        },
        end: () => writer.end(),
        acknowledgments: (envelope, raws) => writer.acknowledgments(envelope, raws),
      });
      return {
        push: (chunk) => source.push(chunk),
        end: () => {
          const { readable } = source.finish();
          if (!readable) return { readable, status: 2 };
          return source.damage === undefined ? { readable, status: 0 } : { readable, status: 2, refused: refusalOf(source.damage) };
        },
      };
    },
    end: () => {
      writer.finish();
      return { sets: writer.sets, twice: seen.twice, reused: writer.interchanges.filter((control) => controls.has(Number(control))) };
    },
  };
}

const BHT = pack('BHT');
const CLM = pack('CLM');

class SeenClaims {
  readonly twice: TwiceClaim[] = [];
  private readonly batches = new Map<string, Set<string>>();
  private batch = '';
  private claims = new Set<string>();

  take(segment: Segment): void {
    if (segment.id === BHT) {
      this.batch = segment.text(3);
      this.claims = this.batches.get(this.batch) ?? new Set();
      this.batches.set(this.batch, this.claims);
    } else if (segment.id === CLM) {
      const [claim, charge] = [segment.text(1), segment.text(2)];
      const key = `${claim} ${charge}`;
      if (this.claims.has(key)) this.twice.push({ claim, charge, batch: this.batch });
      else this.claims.add(key);
    }
  }
}

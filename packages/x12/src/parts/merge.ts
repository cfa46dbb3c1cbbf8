import type { ExitStatus } from '../views/status.ts';
import { Controls, InterchangeWriter } from './interchange-writer.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { Source } from './source.ts';

/** How the whole is numbered. */
export interface MergeOptions {
  /** The first interchange control number; else that of the first file. */
  readonly control?: number;
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
 * @returns `file` begins the next file; `end` closes the whole and tells how many sets it has
 */
export function createMerger(
  write: (bytes: Uint8Array) => void,
  options: MergeOptions = {},
): { file(): MergeInput; end(): { readonly sets: number } } {
  const writer = new InterchangeWriter(new Controls(options.control), write);
  return {
    file: () => {
      const source = new Source({
        begin: (envelope, set, version) => writer.begin(envelope, set, version),
        segment: (raw) => writer.segment(raw),
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
      return { sets: writer.sets };
    },
  };
}

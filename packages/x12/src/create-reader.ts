import { claimActions } from './claims/claim-actions.ts';
import { ClaimBuilder } from './claims/claim-builder.ts';
import { Engine, type SegmentTap } from './engine/reader.ts';
import { RemitBuilder } from './remits/remit-builder.ts';
import type { X12Handlers, X12Reader } from './types.ts';

export interface ReaderOptions {
  /**
   * False leaves out usage, length, kind, count of segments and balance, for speed; amounts that cannot be read and damage of the
   * envelope are told all the same.
   */
  readonly check?: boolean;
}

/** For the views of this package: hears every segment too. */
export interface TappedOptions extends ReaderOptions {
  readonly segments?: SegmentTap;
}

/**
 * A push reader: give it the bytes of one (decompressed) file in chunks of any size, then call `end`. Handlers are called
 * synchronously, in the order of the file; each claim as soon as its last segment is read, so memory does not grow with the file.
 * What is wrong is told as findings and never thrown.
 */
export function createReader(handlers: X12Handlers, options: TappedOptions = {}): X12Reader {
  return new Engine(
    {
      interchange: (envelope) => handlers.interchange?.(envelope),
      setStart: (start, compiled, findings, checks) => {
        handlers.setStart?.(start);
        if (compiled === undefined) return undefined;
        if (compiled.definition.builds === 'remits') return new RemitBuilder(compiled, start, handlers, findings, checks);
        if (compiled.definition.builds === 'claims') return new ClaimBuilder(compiled, start, handlers, findings, checks, claimActions);
        return undefined;
      },
      setEnd: (end) => handlers.setEnd?.(end),
      ...(options.segments === undefined ? {} : { segment: options.segments }),
      ...(handlers.finding === undefined ? {} : { finding: (finding) => handlers.finding?.(finding) }),
    },
    options.check ?? true,
  );
}

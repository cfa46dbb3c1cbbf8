import { AcknowledgmentBuilder } from './acknowledgments/acknowledgment-builder.ts';
import { readInterchangeAcknowledgment } from './acknowledgments/interchange.ts';
import { claimActions } from './claims/claim-actions.ts';
import { ClaimBuilder } from './claims/claim-builder.ts';
import { claimFigures } from './claims/claim-figures.ts';
import { EligibilityBuilder } from './eligibility/eligibility-builder.ts';
import type { Builder } from './engine/builder.ts';
import { type CompiledSet, pack } from './engine/compile.ts';
import type { Findings } from './engine/findings.ts';
import { Engine, type SegmentTap, type SetStart } from './engine/reader.ts';
import { RemitBuilder, remitActions } from './remits/remit-builder.ts';
import { remitFigures } from './remits/remit-figures.ts';
import { ReviewBuilder } from './reviews/review-builder.ts';
import { StatusBuilder } from './status/status-builder.ts';
import type { X12Handlers, X12Reader } from './types.ts';

/** How a file is read. */
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
  /** Claims and remits come with their figures only: for sums, at twice the speed. All is checked as ever. */
  readonly figures?: boolean;
}

/** Who makes typed objects of a set. */
function builderOf(
  set: CompiledSet,
  start: SetStart,
  handlers: X12Handlers,
  findings: Findings,
  checks: boolean,
  figures: boolean,
): Builder | undefined {
  switch (set.definition.builds) {
    case 'remits':
      return new RemitBuilder(set, start, handlers, findings, checks, figures ? remitFigures : remitActions);
    case 'claims':
      return new ClaimBuilder(set, start, handlers, findings, checks, figures ? claimFigures : claimActions);
    case 'acknowledgments':
      return new AcknowledgmentBuilder(set, start, handlers, findings, checks);
    case 'status':
      return new StatusBuilder(set, start, handlers, findings, checks);
    case 'eligibility':
      return new EligibilityBuilder(set, start, handlers, findings, checks);
    case 'reviews':
      return new ReviewBuilder(set, start, handlers, findings, checks);
    default:
      return undefined;
  }
}

/**
 * A push reader: give it the bytes of one (decompressed) file in chunks of any size, then call `end`. Handlers are called
 * synchronously, in the order of the file; each claim as soon as its last segment is read, so memory does not grow with the file.
 * What is wrong is told as findings and never thrown; what a handler throws comes out of `push` or `end`.
 * @param handlers what you want to hear of
 * @param options whether usage and balance are checked, which is the rule
 * @returns the reader of one file; make another for the next
 */
export function createReader(handlers: X12Handlers, options: ReaderOptions = {}): X12Reader {
  return createTappedReader(handlers, options);
}

/** As `createReader`, for whoever wants to hear of segments or of figures only. */
export function createTappedReader(handlers: X12Handlers, options: TappedOptions): X12Reader {
  return new Engine(
    {
      interchange: (envelope) => handlers.interchange?.(envelope),
      setStart: (start, compiled, findings, checks) => {
        handlers.setStart?.(start);
        if (compiled === undefined) return undefined;
        return builderOf(compiled, start, handlers, findings, checks, options.figures === true);
      },
      setEnd: (end) => handlers.setEnd?.(end),
      ...tapOf(handlers, options.segments),
      ...(handlers.finding === undefined ? {} : { finding: (finding) => handlers.finding?.(finding) }),
    },
    options.check ?? true,
  );
}

const TA1 = pack('TA1');

/** Who hears each segment: a view, and whoever wants TA1, which stands in no set. */
function tapOf(handlers: X12Handlers, view: SegmentTap | undefined): { segment?: SegmentTap } {
  if (handlers.interchangeAcknowledged === undefined) return view === undefined ? {} : { segment: view };
  return {
    segment: (segment, use, known) => {
      if (segment.id === TA1) handlers.interchangeAcknowledged?.(readInterchangeAcknowledgment(segment));
      view?.(segment, use, known);
    },
  };
}

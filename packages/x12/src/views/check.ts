import { CodeChecker, type CodeKind, type CodeTables } from '../codes/check-codes.ts';
import { createTappedReader, type TappedOptions } from '../create-reader.ts';
import { compiledSet } from '../engine/reader.ts';
import { OverlayChecker } from '../overlays/check-overlay.ts';
import { type Overlay, readOverlay } from '../overlays/overlay.ts';
import { SituationChecker } from '../situations/check-situations.ts';
import { standardRules } from '../situations/standard-rules.ts';
import type { X12Finding, X12Handlers } from '../types.ts';
import { type ExitStatus, exitStatus, Tally } from './status.ts';

/** How a check went: how many findings of each kind, and 0 clean, 1 errors, 2 unreadable. */
export interface CheckOutcome {
  readonly readable: boolean;
  readonly interchanges: number;
  readonly sets: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly status: ExitStatus;
  /** Whether lists of codes were given (SNIP level 5), and which kinds of code the file has that none of them answered for. */
  readonly codes: { readonly checked: boolean; readonly without: readonly CodeKind[] };
}

/** What a file is held to beyond the standard. */
export interface CheckOptions {
  /** Companion guides (SNIP level 7); those hold that are for a set's version. */
  readonly overlays?: readonly Overlay[];
  /** Lists of codes (SNIP level 5). */
  readonly codes?: CodeTables;
}

/**
 * An overlay from parsed JSON.
 * @param value what `JSON.parse` gave
 * @returns the overlay, for `CheckOptions.overlays`
 * @throws OverlayError where it is none, or a rule speaks of what the set does not have
 */
export function overlayFrom(value: unknown): Overlay {
  return readOverlay(value, compiledSet);
}

/** A reader that holds what it reads to the standard's situations, to overlays and code lists too, and hands on all findings and whatever `handlers` ask for. */
export function createCheckingReader(handlers: X12Handlers, options: CheckOptions, segments: TappedOptions = {}) {
  const hand = (found: X12Finding) => handlers.finding?.(found);
  const overlays = new OverlayChecker([...standardRules, ...(options.overlays ?? [])], hand);
  const situations = new SituationChecker(hand);
  const codes = options.codes === undefined ? undefined : new CodeChecker(options.codes, hand);
  const view = segments.segments;
  return createTappedReader(
    {
      ...handlers,
      claim: (claim, header) => {
        situations.claim(claim, header);
        codes?.claim(claim, header.control);
        handlers.claim?.(claim, header);
      },
      remitClaim: (claim, header) => {
        situations.remitClaim(claim, header.control);
        codes?.remitClaim(claim, header.control);
        handlers.remitClaim?.(claim, header);
      },
      setStart: (start) => {
        handlers.setStart?.(start);
        overlays.begin(start.control);
      },
      setEnd: (end) => {
        overlays.end();
        handlers.setEnd?.(end);
      },
    },
    {
      segments: (segment, use, known) => {
        overlays.tap(segment, use, known);
        view?.(segment, use, known);
      },
    },
  );
}

/**
 * Checks a file's bytes, given in chunks. SNIP levels 1 to 4 always, 5 with lists of codes, 7 with companion guides.
 * @param finding hears every finding as it is made, in the order of the file
 * @param options companion guides and lists of codes
 * @returns `push` takes chunks of any size; `end` answers how many findings there were
 */
export function createChecker(
  finding: (finding: X12Finding) => void,
  options: CheckOptions = {},
): { push(chunk: Uint8Array): void; end(): CheckOutcome } {
  const tally = new Tally();
  const handlers = {
    finding: (found: X12Finding) => {
      tally.add(found);
      finding(found);
    },
  };
  const without = new Set<CodeKind>();
  const { codes } = options;
  const reader = createCheckingReader(handlers, codes === undefined ? options : { ...options, codes: noting(codes, without) });
  return {
    push: (chunk) => reader.push(chunk),
    end: () => {
      const { readable, interchanges, sets } = reader.end();
      const { errors, warnings, infos } = tally;
      const asked = { checked: codes !== undefined, without: [...without] };
      return { readable, interchanges, sets, errors, warnings, infos, status: exitStatus({ readable, errors }), codes: asked };
    },
  };
}

/** The same lists, noting what they had no answer for. */
const noting = (tables: CodeTables, without: Set<CodeKind>): CodeTables => ({
  has: (kind, code, on) => {
    const known = tables.has(kind, code, on);
    if (known === undefined) without.add(kind);
    return known;
  },
});

/**
 * A finding in one line, as the command line prints it: `error 2100 CLP04 (bytes 393 to 397): …`.
 * @param finding as any reader tells it
 * @returns the line, without a line break; it holds no patient data
 */
export function findingLine(finding: X12Finding): string {
  const { severity, at, bytes, says, because, fix, control } = finding;
  const set = control === undefined ? '' : `set ${control}, `;
  return [`${severity} ${at} (${set}bytes ${bytes.from} to ${bytes.to}): ${says}`, because, fix].filter(Boolean).join(' ');
}

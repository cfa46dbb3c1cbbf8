import { CodeChecker, type CodeTables } from '../codes/check-codes.ts';
import { createReader } from '../create-reader.ts';
import { compiledSet } from '../engine/reader.ts';
import { OverlayChecker } from '../overlays/check-overlay.ts';
import { type Overlay, readOverlay } from '../overlays/overlay.ts';
import type { X12Finding, X12Handlers } from '../types.ts';
import { type ExitStatus, exitStatus, Tally } from './status.ts';

export interface CheckOutcome {
  readonly readable: boolean;
  readonly interchanges: number;
  readonly sets: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly status: ExitStatus;
}

export interface CheckOptions {
  /** Companion guides (SNIP level 7); those hold that are for a set's version. */
  readonly overlays?: readonly Overlay[];
  /** Lists of codes (SNIP level 5). */
  readonly codes?: CodeTables;
}

/**
 * An overlay from parsed JSON.
 * @throws OverlayError where it is none, or a rule speaks of what the set does not have
 */
export const overlayFrom = (value: unknown): Overlay => readOverlay(value, compiledSet);

/** A reader that holds what it reads to overlays and code lists too, and hands on all findings and whatever `handlers` ask for. */
export function createCheckingReader(handlers: X12Handlers, options: CheckOptions, segments?: Parameters<typeof createReader>[1]) {
  const hand = (found: X12Finding) => handlers.finding?.(found);
  const overlays = options.overlays === undefined || options.overlays.length === 0 ? undefined : new OverlayChecker(options.overlays, hand);
  const codes = options.codes === undefined ? undefined : new CodeChecker(options.codes, hand);
  const view = segments?.segments;
  const ofCodes: X12Handlers =
    codes === undefined
      ? {}
      : {
          claim: (claim, header) => {
            codes.claim(claim, header.control);
            handlers.claim?.(claim, header);
          },
          remitClaim: (claim, header) => {
            codes.remitClaim(claim, header.control);
            handlers.remitClaim?.(claim, header);
          },
        };
  if (overlays === undefined) return createReader({ ...handlers, ...ofCodes }, segments);
  return createReader(
    {
      ...handlers,
      ...ofCodes,
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

/** Checks a file's bytes, given in chunks: every finding is handed on as it is made, `end` answers how many there were. */
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
  const reader = createCheckingReader(handlers, options);
  return {
    push: (chunk) => reader.push(chunk),
    end: () => {
      const { readable, interchanges, sets } = reader.end();
      const { errors, warnings, infos } = tally;
      return { readable, interchanges, sets, errors, warnings, infos, status: exitStatus({ readable, errors }) };
    },
  };
}

/** A finding in one line, as the command line prints it: `error 2100 CLP04 (bytes 393 to 397): …`. */
export function findingLine(finding: X12Finding): string {
  const { severity, at, bytes, says, because, fix, control } = finding;
  const set = control === undefined ? '' : `set ${control}, `;
  return [`${severity} ${at} (${set}bytes ${bytes.from} to ${bytes.to}): ${says}`, because, fix].filter(Boolean).join(' ');
}

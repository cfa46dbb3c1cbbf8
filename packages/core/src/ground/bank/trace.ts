/** What a bank passes on of the 835's TRN segment. */
export interface TraceSegment {
  /** TRN02. */
  readonly number: string;
  /** TRN03: `1` and the payer's tax id. */
  readonly payerTraceId?: string;
}

/** `TRN*1*12345*1512345678*…\`: banks keep the asterisks, or replace them by another sign. */
const SEGMENT = /(?:^|[^A-Z0-9])TRN([*|^>~:])1\1([^*|^>~\\]{1,50})(?:\1([A-Z0-9]{9,10})(?![A-Z0-9]))?/i;
/** The asterisks lost: `TRN 1 12345 1512345678`. Only with the payer's id of ten digits, or the words could be anything. */
const SPACED = /(?:^|[^A-Z0-9])TRN\s+1\s+([A-Z0-9-]{4,50})\s+(\d{10})(?!\d)/i;

/** Finds an embedded TRN segment in an addenda or a description. */
export function traceIn(text: string): TraceSegment | undefined {
  const found = SEGMENT.exec(text);
  const number = found?.[2]?.trim();
  if (number) return { number, ...(found?.[3] ? { payerTraceId: found[3] } : {}) };
  const spaced = SPACED.exec(text);
  return spaced?.[1] && spaced[2] ? { number: spaced[1], payerTraceId: spaced[2] } : undefined;
}

/** Trace numbers compare without case, blanks and leading zeros: banks add or drop all three. */
export const comparableTrace = (trace: string): string =>
  trace
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^0+(?=.)/, '');

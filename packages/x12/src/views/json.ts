import { createTappedReader } from '../create-reader.ts';
import { segmentName } from '../engine/segment.ts';
import { type ExitStatus, exitStatus, Tally } from './status.ts';

/**
 * A file as one JSON array of what a reader tells, in the order of the file: objects with `kind` = interchange, setStart,
 * remitHeader, remitClaim, remitTrailer, claimsHeader, claim, and so on as X12Handlers names them, segment (of sets that are known by their envelope only), setEnd,
 * finding. Money is integer cents, positions are `bytes`. Written piece by piece, so that a large file needs no memory.
 * @param write hears pieces of text that together are the JSON
 * @returns `push` takes chunks of any size; `end` writes the end of the array
 */
export function createJson(write: (text: string) => void): {
  push(chunk: Uint8Array): void;
  end(): { readonly readable: boolean; readonly errors: number; readonly status: ExitStatus };
} {
  const tally = new Tally();
  let first = true;
  const tell = (kind: string, value: object) => {
    write(`${first ? '[' : ','}\n${JSON.stringify({ kind, ...value }, withoutPlaces)}`);
    first = false;
  };
  const reader = createTappedReader(
    {
      interchange: (envelope) => tell('interchange', envelope),
      setStart: (start) => tell('setStart', start),
      remitHeader: (header) => tell('remitHeader', header),
      remitClaim: (claim) => tell('remitClaim', claim),
      remitTrailer: (trailer) => tell('remitTrailer', trailer),
      claimsHeader: (header) => tell('claimsHeader', header),
      claim: (claim) => tell('claim', claim),
      interchangeAcknowledged: (acknowledgment) => tell('interchangeAcknowledged', acknowledgment),
      acknowledgmentHeader: (header) => tell('acknowledgmentHeader', header),
      setAcknowledged: (set) => tell('setAcknowledged', set),
      groupAcknowledged: (group) => tell('groupAcknowledged', group),
      statusHeader: (header) => tell('statusHeader', header),
      claimStatus: (status) => tell('claimStatus', status),
      eligibilityHeader: (header) => tell('eligibilityHeader', header),
      eligibilityInquiry: (inquiry) => tell('eligibilityInquiry', inquiry),
      eligibilityResponse: (response) => tell('eligibilityResponse', response),
      reviewHeader: (header) => tell('reviewHeader', header),
      review: (review) => tell('review', review),
      setEnd: (end) => tell('setEnd', end),
      finding: (finding) => {
        tally.add(finding);
        tell('finding', finding);
      },
    },
    {
      segments: (segment, use, known) => {
        if (known || use !== undefined) return;
        const elements = Array.from({ length: segment.count }, (_, i) => segment.text(i + 1));
        tell('segment', { id: segmentName(segment), elements, bytes: segment.range() });
      },
    },
  );
  return {
    push: (chunk) => reader.push(chunk),
    end: () => {
      const { readable } = reader.end();
      write(first ? '[]\n' : '\n]\n');
      return { readable, errors: tally.errors, status: exitStatus({ readable, errors: tally.errors }) };
    },
  };
}

/** Places serve who holds the bytes; in JSON they would be noise. */
const withoutPlaces = (key: string, value: unknown): unknown =>
  key === 'places' || key === 'place' || (key === 'element' && typeof value === 'number') ? undefined : value;

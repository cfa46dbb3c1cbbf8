import { type ClaimStatusLoop, createReader, type StatusHeader, type StatusToWrite } from '@claimwright/x12';
import { envelopeBack, type Stamp } from './reading.ts';

/** Whether the file is a 276. */
export function asksForStatus(bytes: Uint8Array): boolean {
  const sets: string[] = [];
  const reader = createReader({ setStart: ({ set }) => sets.push(set) }, { check: false });
  reader.push(bytes);
  reader.end();
  return sets.includes('276');
}

/** The 277 to a 276: pending with the payer’s number where it has the claim, else not found. */
export function answer277(bytes: Uint8Array, numbers: ReadonlyMap<string, string>, stamp: Stamp): StatusToWrite {
  const asked: ClaimStatusLoop[] = [];
  let header: StatusHeader | undefined;
  const reader = createReader(
    {
      statusHeader: (one) => {
        header ??= one;
      },
      claimStatus: (one) => asked.push(one),
    },
    { check: false },
  );
  reader.push(bytes);
  reader.end();
  return {
    envelope: envelopeBack(header?.envelope, stamp),
    time: stamp.time,
    control: '0001',
    purpose: 'response',
    batch: { structure: '0010', purpose: '08', reference: String(stamp.control), date: stamp.day, time: stamp.time, kind: 'DG' },
    items: asked.map((one): StatusToWrite['items'][number] => {
      const control = one.references.find(({ qualifier }) => qualifier === 'EJ')?.id ?? '';
      const number = numbers.get(control);
      const { set: _set, verdict: _verdict, ...rest } = one;
      return {
        ...rest,
        trace: { kind: '2', number: one.trace.number },
        statuses: [
          {
            codes: [number === undefined ? { category: 'A4', status: '35' } : { category: 'P1', status: '3' }],
            date: stamp.day,
            charged: one.amounts[0]?.amount ?? 0,
          },
        ],
        references:
          number === undefined
            ? one.references
            : [{ qualifier: '1K', id: number }, ...one.references.filter(({ qualifier }) => qualifier !== '1K')],
        amounts: [],
        lines: [],
      };
    }),
  };
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutPositions } from '../testing/remit-arbitrary.ts';
import {
  acknowledgmentArbitrary,
  claimAcknowledgmentArbitrary,
  eligibilityInquiryArbitrary,
  eligibilityResponseArbitrary,
  reviewArbitrary,
  statusInquiryArbitrary,
  statusResponseArbitrary,
} from '../testing/sets-arbitrary.ts';
import { writeAcknowledgment, writeInterchangeAcknowledgment } from './acknowledgments/write-acknowledgment.ts';
import { createReader } from './create-reader.ts';
import { writeEligibilityInquiries, writeEligibilityResponses } from './eligibility/write-eligibility.ts';
import { writeReviews } from './reviews/write-reviews.ts';
import { writeStatus } from './status/write-status.ts';
import type { InterchangeAcknowledgment, X12Finding, X12Handlers } from './types.ts';

/** What was told of one file: the header, the items, the outcome and the findings, without positions. */
function heard(file: Uint8Array, kinds: { header: keyof X12Handlers; item: keyof X12Handlers }) {
  const told: { header: unknown; items: unknown[]; outcome: unknown; findings: X12Finding[] } = {
    header: undefined,
    items: [],
    outcome: undefined,
    findings: [],
  };
  const reader = createReader({
    [kinds.header]: (header: unknown) => {
      told.header = withoutPositions(header);
    },
    [kinds.item]: (item: unknown) => told.items.push(withoutPositions(item)),
    groupAcknowledged: (group) => {
      told.outcome = withoutPositions(group);
    },
    finding: (finding) => told.findings.push(finding),
  });
  reader.push(file);
  reader.end();
  return told;
}

/** Every batch of an arbitrary, written, reads back equal and without a finding. */
function roundTrips<B extends { items: readonly object[]; time: string }>(
  arbitrary: fc.Arbitrary<B>,
  write: (batch: B) => Uint8Array,
  kinds: { header: keyof X12Handlers; item: keyof X12Handlers },
  said: object,
): void {
  const { set } = said as { set: string };
  fc.assert(
    fc.property(arbitrary, (batch) => {
      const { items, time, ...rest } = batch;
      const told = heard(write(batch), kinds);
      expect(told.findings).toEqual([]);
      expect(told.header).toMatchObject({ ...rest, ...said });
      expect(told.items).toEqual(items.map((item) => ({ ...item, set })));
    }),
    { numRuns: 60 },
  );
}

describe('what is written reads back equal and without a finding', () => {
  const status = { header: 'statusHeader', item: 'claimStatus' } as const;
  test('276', () => roundTrips(statusInquiryArbitrary, writeStatus, status, { set: '276', version: '005010X212' }));
  test('277', () => roundTrips(statusResponseArbitrary, writeStatus, status, { set: '277', version: '005010X212' }));
  test('277CA', () => roundTrips(claimAcknowledgmentArbitrary, writeStatus, status, { set: '277', version: '005010X214' }));
  test('270', () =>
    roundTrips(
      eligibilityInquiryArbitrary,
      writeEligibilityInquiries,
      { header: 'eligibilityHeader', item: 'eligibilityInquiry' },
      { set: '270', version: '005010X279A1' },
    ));
  test('271', () =>
    roundTrips(
      eligibilityResponseArbitrary,
      writeEligibilityResponses,
      { header: 'eligibilityHeader', item: 'eligibilityResponse' },
      { set: '271', version: '005010X279A1' },
    ));
  test('278', () =>
    roundTrips(reviewArbitrary, writeReviews, { header: 'reviewHeader', item: 'review' }, { set: '278', version: '005010X217' }));

  test('999', () => {
    fc.assert(
      fc.property(acknowledgmentArbitrary, (acknowledgment) => {
        const { sets, time, outcome, ...rest } = acknowledgment;
        const told = heard(writeAcknowledgment(acknowledgment), { header: 'acknowledgmentHeader', item: 'setAcknowledged' });
        expect(told).toEqual({ header: { ...rest, set: '999', version: '005010X231A1' }, items: sets, outcome, findings: [] });
      }),
      { numRuns: 100 },
    );
  });

  test('TA1', () => {
    const envelope = {
      interchangeControl: '000000007',
      groupControl: '1',
      sender: 'LARKSPUR',
      receiver: 'CEDAR',
      interchangeDate: '2024-03-16',
      test: false,
    };
    const ta1 = { control: '000000905', date: '2024-03-15', time: '08:02', code: 'R', note: '023' };
    const told: InterchangeAcknowledgment[] = [];
    const findings: X12Finding[] = [];
    const reader = createReader({ interchangeAcknowledged: (one) => told.push(one), finding: (finding) => findings.push(finding) });
    reader.push(writeInterchangeAcknowledgment({ ...ta1, envelope, answeredAt: '09:41' }));
    expect(reader.end()).toEqual({ readable: true, interchanges: 1, sets: 0 });
    expect(told).toMatchObject([{ ...ta1, verdict: 'rejected' }]);
    expect(findings).toEqual([]);
  });
});

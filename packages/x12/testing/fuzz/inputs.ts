import fc from 'fast-check';
import { writeAcknowledgment } from '../../src/acknowledgments/write-acknowledgment.ts';
import { writeClaims } from '../../src/claims/write-claims.ts';
import { writeEligibilityInquiries, writeEligibilityResponses } from '../../src/eligibility/write-eligibility.ts';
import { writeRemit } from '../../src/remits/write-remit.ts';
import { writeReviews } from '../../src/reviews/write-reviews.ts';
import { writeStatus } from '../../src/status/write-status.ts';
import { claimsArbitrary, dentalArbitrary, institutionalArbitrary } from '../claim-arbitrary.ts';
import { bytesOf } from '../files.ts';
import { goldenCases } from '../golden-cases.ts';
import { setCases } from '../golden-sets.ts';
import { remitArbitrary } from '../remit-arbitrary.ts';
import {
  acknowledgmentArbitrary,
  claimAcknowledgmentArbitrary,
  eligibilityInquiryArbitrary,
  eligibilityResponseArbitrary,
  reviewArbitrary,
  statusInquiryArbitrary,
  statusResponseArbitrary,
} from '../sets-arbitrary.ts';
import { Dice } from './dice.ts';
import { large, type Mutation, small } from './mutations.ts';

/** A damaged file, and the sizes of the chunks in which it comes, again and again. */
export interface Input {
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly sizes: readonly number[];
}

const A_KIND = 12;

function generated<T>(seed: number, arbitrary: fc.Arbitrary<T>, write: (batch: T) => Uint8Array): Uint8Array[] {
  return fc.sample(arbitrary, { seed, numRuns: A_KIND }).map(write);
}

/** Whole files of every set: those of golden/x12, and generated ones. */
export const wholeFiles = (seed: number): readonly Uint8Array[] => [
  ...[...goldenCases, ...setCases].map(({ text }) => bytesOf(text)),
  ...generatedFiles(seed),
];

/** Sound files of every set, as we write them, with separators of many kinds. */
export function generatedFiles(seed: number): readonly Uint8Array[] {
  return [
    ...generated(seed, remitArbitrary, (batch) => writeRemit(batch)),
    ...generated(seed, claimsArbitrary, (batch) => writeClaims(batch)),
    ...generated(seed, institutionalArbitrary, (batch) => writeClaims(batch)),
    ...generated(seed, dentalArbitrary, (batch) => writeClaims(batch)),
    ...generated(seed, statusInquiryArbitrary, (batch) => writeStatus(batch)),
    ...generated(seed, statusResponseArbitrary, (batch) => writeStatus(batch)),
    ...generated(seed, claimAcknowledgmentArbitrary, (batch) => writeStatus(batch)),
    ...generated(seed, eligibilityInquiryArbitrary, (batch) => writeEligibilityInquiries(batch)),
    ...generated(seed, eligibilityResponseArbitrary, (batch) => writeEligibilityResponses(batch)),
    ...generated(seed, reviewArbitrary, (batch) => writeReviews(batch)),
    ...generated(seed, acknowledgmentArbitrary, (batch) => writeAcknowledgment(batch)),
  ];
}

const smallKinds = Object.entries(small);
const largeKinds = Object.entries(large);

/** The input of this number: always the same for the same seed. */
export function inputOf(seed: number, index: number, files: readonly Uint8Array[]): Input {
  const dice = new Dice(seed, index);
  const [kind, mutate] = dice.one<[string, Mutation]>(dice.once(3) ? largeKinds : smallKinds);
  let bytes = mutate(dice.one(files), dice, files);
  for (let more = dice.once(2) ? dice.below(4) : 0; more > 0 && bytes.length > 0; more--)
    bytes = dice.one(smallKinds)[1](bytes, dice, files);
  return { kind, bytes, sizes: chunkSizes(dice, bytes.length) };
}

function chunkSizes(dice: Dice, length: number): number[] {
  // A large file in single bytes would measure the chunks and not the file.
  const least = Math.ceil(length / 20_000);
  if (dice.once(4)) return [Math.max(1, least)];
  const count = dice.spread(1, 20);
  return Array.from({ length: count }, () => Math.max(least, dice.spread(1, dice.once(2) ? 20 : 3000)));
}

export function chunksOf({ bytes, sizes }: Pick<Input, 'bytes' | 'sizes'>): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length] ?? bytes.length;
    // A copy: a reader must not keep what it was handed.
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  return chunks;
}

import type { PaperPlace, PaperSheet } from './form.ts';

const series = (count: number, from: number, of: (i: number) => readonly PaperPlace[]): { [box: string]: readonly PaperPlace[] } =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${from + i}`, of(i)]));
/** A diagnosis has seven signs, and an eighth for whether it was present on admission. */
const diagnosis = (row: number, column: number): readonly PaperPlace[] => [
  [row, column, 7],
  [row, column + 7, 1],
];
const procedure = (row: number, column: number): readonly PaperPlace[] => [
  [row, column, 7],
  [row, column + 8, 6],
];
const doctor = (row: number): readonly PaperPlace[] => [
  [row, 60, 10],
  [row + 1, 54, 15],
  [row + 1, 71, 11],
];

/**
 * UB-04 (CMS-1450) on paper: 82 columns, ten an inch, and six rows an inch. Rows, columns and lengths are those that the Indian Health
 * Service's Third Party Billing prints it with (RPMS, routines ABMDF28X/Y/V/Z, in the public domain), compared with the positions of Open
 * Dental's UB04 form: both have the service lines in rows 18 to 39 and the sums in row 40. Where they differ by a sign, the field lengths of
 * the form (4, 24, 14, 6, 7, 9) with one free column between decide; below the diagnoses, where they differ by two rows, the one does that
 * hospitals print with. What belongs in line 23 is said by the Medicare Claims Processing Manual, chapter 25, section 75.5.
 */
export const ub04Paper: PaperSheet = {
  left: 12,
  top: 8,
  places: {
    1: [[1, 1, 25]],
    2: [[1, 26, 25]],
    '3a': [[1, 54, 24]],
    4: [[2, 78, 4]],
    5: [[4, 51, 10]],
    6: [
      [4, 61, 6],
      [4, 68, 6],
    ],
    8: [[6, 3, 28]],
    9: [
      [5, 42, 40],
      [6, 32, 30],
      [6, 65, 2],
      [6, 69, 10],
    ],
    ...{ 10: [[8, 1, 8]], 11: [[8, 11, 1]], 12: [[8, 13, 6]], 13: [[8, 19, 2]], 14: [[8, 22, 2]], 15: [[8, 25, 2]] },
    ...{ 16: [[8, 28, 2]], 17: [[8, 31, 2]], 29: [[8, 67, 2]] },
    ...series(11, 18, (i) => [[8, 34 + i * 3, 2]]),
    ...series(4, 31, (i) => [
      [10, 1 + i * 10, 2],
      [10, 4 + i * 10, 6],
    ]),
    38: [[12, 1, 40]],
    ...series(3, 39, (i) => [
      [13, 44 + i * 13, 2],
      [13, 47 + i * 13, 9],
    ]),
    ...{ 42: [[18, 1, 4]], 43: [[18, 6, 24]], 44: [[18, 31, 14]], 45: [[18, 46, 6]], 46: [[18, 53, 7]], 47: [[18, 61, 9]] },
    page: [
      [40, 1, 4],
      [40, 11, 3],
      [40, 16, 3],
      [40, 46, 6],
    ],
    total: [[40, 61, 9]],
    ...{ 50: [[42, 1, 22]], 51: [[42, 24, 14]], 52: [[42, 39, 1]], 53: [[42, 42, 1]], 54: [[42, 44, 10]], 56: [[41, 69, 13]] },
    ...{ 58: [[46, 1, 25]], 59: [[46, 27, 2]], 60: [[46, 30, 19]], 61: [[46, 50, 14]], 62: [[46, 65, 17]] },
    ...{ 63: [[50, 1, 30]], 64: [[50, 31, 26]], 66: [[54, 1, 1]], 67: diagnosis(53, 2) },
    ...Object.fromEntries(
      [...'ABCDEFGHIJKLMNOPQ'].map((letter, i) => [`67${letter}`, i < 8 ? diagnosis(53, 10 + i * 8) : diagnosis(54, 2 + (i - 8) * 8)]),
    ),
    ...{ 69: [[55, 5, 7]], '70a': [[55, 18, 7]], '70b': [[55, 26, 7]], '70c': [[55, 34, 7]] },
    ...{ '72a': diagnosis(55, 49), '72b': diagnosis(55, 57), '72c': diagnosis(55, 65) },
    ...Object.fromEntries(['74', '74a', '74b', '74c', '74d', '74e'].map((box, i) => [box, procedure(i < 3 ? 57 : 59, 1 + (i % 3) * 15)])),
    ...{ 76: doctor(56), 77: doctor(58), 80: [[61, 1, 24]] },
    81: [
      [60, 27, 2],
      [60, 29, 10],
    ],
  },
};

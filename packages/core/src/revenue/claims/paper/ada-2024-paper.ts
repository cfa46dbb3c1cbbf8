import type { PaperPlace, PaperSheet } from './form.ts';

/** Squares to be crossed, from the left. */
const squares = (row: number, ...columns: readonly number[]): readonly PaperPlace[] => columns.map((column) => [row, column, 1]);

/**
 * ADA Dental Claim Form (2024, J430) on paper. Its columns are tenths of an inch and its service lines sixths; what stands above and below
 * them is spaced freely, so that rows are fractions. Positions are those at which Open Dental prints the form (ClaimFormADA 2024, in
 * hundredths of an inch from the sheet's corner, first column at 35), turned into the baseline of the words; what belongs in which field is
 * said by the ADA's completion instructions.
 */
export const ada2024Paper: PaperSheet = {
  left: 25.2,
  top: 9,
  places: {
    ...{ 1: squares(4.4, 1, 16), 2: [[6.1, 1, 39]], 3: [[8.7, 1, 35]], '3a': [[13, 5.2, 17]], 4: squares(15, 5, 13) },
    ...{ 5: [[16.8, 1, 39]], 6: [[18.6, 1, 10]], 7: squares(18.5, 15, 17.1, 19.1), 8: [[18.6, 23, 17]], 9: [[20.4, 1, 13]] },
    ...{ 10: squares(20.4, 15, 20, 26, 33), 11: [[22.2, 1, 35]], '11a': [[25.2, 8.1, 17]] },
    ...{ 12: [[8.1, 42, 35]], 13: [[13, 42, 10]], 14: squares(13, 55, 57.1, 59.3), 15: [[13, 63.7, 16]] },
    ...{ 16: [[15, 42, 12]], 17: [[15, 55.4, 25]], 18: squares(18.1, 42, 47, 53, 62) },
    ...{ 20: [[20.2, 42, 35]], 21: [[25, 42, 10]], 22: squares(25, 55, 57, 59), 23: [[25, 63.7, 16]] },
    ...{ 24: [[29, 1, 10]], 25: [[29, 11.7, 2]], 26: [[29, 14.8, 2]], 27: [[29, 17.7, 11]], 28: [[29, 29.6, 5]] },
    ...{ 29: [[29, 35.6, 5]], '29a': [[29, 41.6, 4]], '29b': [[29, 46.6, 2]], 30: [[29, 49.6, 22]], 31: [[29, 72.4, 8]] },
    33: squares(40, ...Array.from({ length: 16 }, (_, i) => 1 + i * 2)),
    ...{ 34: [[39.1, 49, 2]], '34aA': [[40, 47.7, 8]], '34aB': [[41, 47.7, 8]], '34aC': [[40, 58.5, 8]], '34aD': [[41, 58.5, 8]] },
    ...{ 32: [[41, 72.4, 8]], 35: [[42.1, 6.1, 74]] },
    36: [
      [48, 1.4, 24],
      [48, 28.1, 10],
    ],
    37: [
      [51.7, 1.4, 24],
      [51.7, 28.1, 10],
    ],
    ...{ 38: [[44.7, 48.6, 2]], 39: [[44.5, 74.5, 1]], 40: squares(47.4, 41.9, 50.9), 41: [[47.4, 65, 10]] },
    ...{ 42: [[49.3, 40.9, 3]], 43: squares(49.3, 50.9, 53.9), 44: [[49.3, 64.9, 10]] },
    ...{ 45: squares(51.2, 41.9, 56.9, 66.9), 46: [[52.3, 55.8, 10]], 47: [[52.3, 76.9, 3]] },
    ...{ 48: [[56.2, 1, 35]], 49: [[61.4, 1, 11]], 51: [[61.4, 27, 11]] },
    52: [
      [62.8, 5.7, 3],
      [62.8, 9.9, 3],
      [62.8, 13.7, 4],
    ],
    53: [
      [55.5, 40.4, 24],
      [55.5, 68.2, 10],
    ],
    ...{ 54: [[58.3, 42.5, 12]], 56: [[60.4, 41.2, 35]], '56a': [[59.4, 70.5, 10]] },
    57: [
      [62.7, 45.5, 3],
      [62.7, 49.4, 3],
      [62.7, 53.3, 4],
    ],
  },
};

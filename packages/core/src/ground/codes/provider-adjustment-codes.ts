const words: ReadonlyMap<string, string> = new Map([
  ['WO', 'Overpayment taken back'],
  ['FB', 'Balance carried between remits'],
  ['72', 'Refund acknowledged'],
  ['L6', 'Interest'],
  ['E3', 'Withhold'],
  ['IR', 'Tax withheld'],
  ['LE', 'Levy'],
  ['50', 'Late filing charge'],
  ['51', 'Interest penalty'],
  ['90', 'Early payment allowance'],
  ['B2', 'Rebate'],
  ['AP', 'Advance payment'],
  ['CS', 'Adjustment'],
  ['J1', 'Amount not returned'],
]);

/** A provider adjustment code in our own words; undefined for one that we have none for. */
export const providerAdjustmentWords = (code: string): string | undefined => words.get(code);

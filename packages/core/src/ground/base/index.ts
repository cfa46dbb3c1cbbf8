export { type CsvRow, csvRows, delimiterOf } from './csv-rows.ts';
export { addDays, businessDaysBetween, dayNumber, daysBetween, type PlainDate, plainDate } from './dates.ts';
export { type Bytes, type Evidence, type Finding, hasErrors, type Severity } from './finding.ts';
export { add, allocate, type Cents, cents, fromDecimal, NotExact, negate, subtract, sum, toDecimal, zero } from './money.ts';

export type { Billed, Charge, ChargedCoverage, ChargedPerson, ChargeLine } from './charge.ts';
export { type ChargesRead, chargeColumns, readChargeCsv } from './read-charge-csv.ts';
export { accountFinding, sameVisit } from './same-visit.ts';
